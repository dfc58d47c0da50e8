import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { withDayZero } from '../../domain/deadline/deadline.ts';
import { missingIn } from '../../domain/result/completeness.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { missingPresence, presentButNotAssigned, unlawfulPresence } from '../../domain/result/presence.ts';
import { isWhollyRecognised } from '../../domain/result/recognised.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import { partBegan } from '../../domain/visit/completion-day.ts';
import { originOf } from '../../domain/visit/origin.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { checkFindings } from '../lead/exposed-texts.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { partSaid, type WholeVisit, wholeVisit } from '../visit/part-ended.ts';
import {
  changeResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
  withPerson,
} from './change-result.ts';
import { contradictedBy, wordsOfOthers } from './public-agreement.ts';

type SubmitDeps = Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'published'> & { readonly registry: Registry };
type SubmitFailure = Failure<
  'uncertified-recorder' | 'result-incomplete' | 'invalid-input' | 'unlawful-presence' | 'informant-exposed'
>;

/** A submission; `completedOn` is the day the department's part ended, given once unless the visit has it already. */
export interface Submission extends ResultRequest {
  readonly completedOn?: string | undefined;
}

/**
 * Submits a complete result for approval. The first submission produces the result, one candidate for day 0, and ends
 * the department's part, the other (R7); a result that is returned or corrected keeps its days.
 */
export const submitResult = (
  deps: SubmitDeps,
  { completedOn: stated, ...request }: Submission,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | SubmitFailure>> =>
  changeResult<SubmitFailure>(deps, request, 'submit', actor, now, async (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const today = localDateOf(now);
    const completedOn = before.completedOn ?? stated;
    const whole = await wholeVisit(deps.records, before);
    const errors = [
      ...missingIn(before),
      ...(await missingFromTeam(deps.records, before)),
      ...missingDay(completedOn),
      ...(await missingReason(deps, whole, before)),
    ];
    if (errors.length > 0 || completedOn === undefined) return err({ kind: 'result-incomplete', errors });
    const contradiction = dayFault(before, stated, today);
    if (contradiction !== undefined)
      return err({ kind: 'invalid-input', errors: [{ path: 'body.completedOn', message: contradiction }] });
    const unlawful = await unlawfulAmong(deps.registry, before);
    if (unlawful.length > 0) return err({ kind: 'unlawful-presence', errors: unlawful });
    const unexposed = await checkFindings(deps, before);
    if (!unexposed.ok) return unexposed;

    const produced = {
      ...before,
      producedOn: before.producedOn ?? today,
      completedOn,
      recordedBy: withPerson(before.recordedBy, actor.id),
      submittedBy: actor.id,
      returnReason: undefined,
    };
    const owed = withDayZero(produced, await loadCalendar(deps), today);
    // The visit follows a correction only when it is public: until then the last edition is what was found.
    if (owed.edition > 0) return ok({ result: owed });
    const { visitStatus, also } = partSaid(whole, owed, actor, now);
    return ok({ result: { ...owed, visitStatus }, facts: { completedOn }, also });
  });

/**
 * The minimum is the one the batch was matched with, or the check was ordered with, so a later setting cannot require more
 * members than were sent.
 */
async function missingFromTeam(records: Records, result: InspectionResult) {
  // Nobody goes where everything is concluded by what another department has found.
  if (isWhollyRecognised(result)) return [];
  return [...presentButNotAssigned(result), ...missingPresence(result, await leastPresent(records, result))];
}

async function leastPresent(records: Records, result: InspectionResult): Promise<number> {
  const origin = originOf(result);
  if (origin.kind === 'case') {
    const order = await records.find('check-order', origin.checkOrderId);
    if (!order) throw new Error(`result ${result.id} has no order ${origin.checkOrderId}`);
    return order.value.perDepartment;
  }
  const batch = await records.find('batch', origin.batchId);
  if (!batch) throw new Error(`result ${result.id} has no batch ${origin.batchId}`);
  return batch.value.matching.perDepartment;
}

const missingDay = (completedOn: string | undefined) =>
  completedOn === undefined ? [{ path: 'completedOn', message: '请填写本部门检查完成日期' }] : [];

/** What is public of one visit agrees, or says why it does not. */
async function missingReason({ published }: SubmitDeps, whole: WholeVisit, result: InspectionResult) {
  if (result.differsBecause !== undefined) return [];
  const others = await contradictedBy(published, whole, result);
  const message = `${wordsOfOthers(others)}。同一次检查的公示内容应当一致，请先核对；确有不同的，请填写与其他部门结果不同的原因`;
  return others.length === 0 ? [] : [{ path: 'differsBecause', message }];
}

/** R7: the day may neither precede the inspection nor contradict the day that was said before. */
function dayFault(before: InspectionResult, stated: string | undefined, today: string): string | undefined {
  const { inspectedOn, completedOn } = before;
  if (completedOn !== undefined && stated !== undefined && stated !== completedOn)
    return `本部门检查已登记于${formatChineseDate(completedOn)}完成，不能改为其他日期；确有错误的，请申请更正检查完成日期`;
  const day = completedOn ?? stated;
  if (day === undefined) return undefined;
  if (day > today) return '完成日期不能晚于今天';
  // A day that was said for a department to which it took over everything is not its own to judge.
  const began = completedOn === undefined ? inspectedOn : partBegan(before);
  return began !== undefined && day < began
    ? `完成日期（${formatChineseDate(day)}）不能早于检查日期（${formatChineseDate(began)}）`
    : undefined;
}

/** R2, by the registry: why people stated as present were not allowed to inspect that day; none without an inspection. */
async function unlawfulAmong(registry: Registry, result: InspectionResult) {
  const { present, nonPerformance, inspectedOn = '', team } = result;
  if (nonPerformance) return [];
  const checked = present.map(async (id) => {
    const rows = await registry.versions('inspector', id);
    const drawn = rows.find(({ meta }) => meta.version === team.find((member) => member.id === id)?.version);
    const thatDay = rows.findLast(({ meta }) => localDateOf(new Date(meta.updatedAt)) <= inspectedOn) ?? drawn;
    return unlawfulPresence(result, { id, thatDay: thatDay?.value, now: rows.at(-1)?.value });
  });
  return (await Promise.all(checked)).flat();
}
