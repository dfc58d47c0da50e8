import { dueOf } from '../../calendar/due.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { awaitsHolder } from './awaits-holder.ts';
import type { ShareRequest } from './share-request.ts';

/**
 * The request with the day by which its holder has to act: to answer within 1 working day, or 10, once extended 20; to open
 * within 20 of the answer.
 */
export function withShareDue(request: ShareRequest, calendar: WorkCalendar): ShareRequest {
  const { due: _, ...rest } = request;
  const { status, atOnce, extension, filedOn, answeredOn } = request;
  if (!awaitsHolder(request)) return rest;
  const answer = clocks[atOnce ? 'shareUnconditional' : 'shareConditional'];
  const [clock, from] = status === 'filed' ? [answer, filedOn] : [clocks.shareOpen, answeredOn ?? filedOn];
  const length = status === 'filed' && extension ? clock.length * 2 : clock.length;
  const end = dueOf({ ...clock, length }, from, { calendar });
  return end.kind === 'date' ? { ...rest, due: end.date } : rest;
}
