import { endOfDay } from '../../calendar/local-date.ts';
import type { Manifest } from '../../draw/manifest.ts';
import type { DrawDocument } from '../../public/draw-schemas.ts';
import type { RecordFault } from '../check-shown.ts';
import { timeFault } from '../check-times.ts';

/** So long the secrets are not due yet after the deadline of the commitments. */
const secretMinutes = 10;

/** Each step is public before the next can begin; all of it ends before the inspections do. */
export function timesFault(draw: DrawDocument, { matching: { window } }: Manifest): RecordFault | undefined {
  const { list, ceremony, beacon } = draw;
  const order = timeFault({ ...draw, ...(list?.publishedAt !== undefined && { framesPublishedAt: list.publishedAt }) });
  if (order) return order;
  const end = endOfDay(window.to).getTime();
  const due = Math.max(
    ...[ceremony?.revealBy, beacon?.due].flatMap((at) => (at === undefined ? [] : [Date.parse(at)])),
  );
  if (due >= end) return ['window', 'randomness-after-window'];
  if (ceremony && Date.parse(ceremony.revealBy) - Date.parse(ceremony.commitBy) < secretMinutes * 60_000)
    return ['revealBy', 'notice-too-short'];
  const { reserves } = draw;
  const early = reserves.findIndex(
    ({ turn, approvedAt }, index) =>
      turn !== index + 1 || Date.parse(approvedAt) < Date.parse(reserves[index - 1]?.approvedAt ?? approvedAt),
  );
  return early < 0 ? undefined : [`reserve ${early + 1}`, 'out-of-order'];
}
