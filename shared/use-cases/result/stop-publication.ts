import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { resumeGrounds, stopWays } from '../../codes/published-results.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { otherThan } from '../../domain/result/recorder.ts';
import { isWhollyStopped, rowsOver, stoppedItems } from '../../domain/result/shown-rows.ts';
import { endedBy, type ResumeGround, type Stop, type StopWay } from '../../domain/result/stops.ts';
import type { Actor } from '../actor.ts';
import { checkCaseTexts, named } from '../lead/exposed-texts.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { systemActor } from '../system-actor.ts';
import {
  changeResult,
  eventWithin,
  findResult,
  type ResultChange,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
} from './change-result.ts';
import { editionsShown } from './shown-editions.ts';

type Deps = Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'published'>;
type Changed<F extends Failure> = Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>>;

/** A result holds fifty stops; some are left for those that come by themselves. */
const mostAsked = 30;

export interface StopAsked {
  /** The rows to stop, by their items; all of them if none is named. */
  readonly items?: readonly string[] | undefined;
  readonly way: StopWay;
  readonly reason: string;
  /** 依据文书, with its number. */
  readonly document: string;
}

/** Asks that rows of a published result be shown no longer. Until another person decides they stay public. */
export const requestStop = (
  deps: Omit<Deps, 'published'>,
  { items, way, reason, document, ...request }: ResultRequest & StopAsked,
  actor: Actor,
  now: Date,
): Changed<Failure<'not-ready' | 'informant-exposed'>> =>
  changeResult<Failure<'not-ready' | 'informant-exposed'>>(
    deps,
    request,
    'request-stop',
    actor,
    now,
    async (before) => {
      const tells = await checkCaseTexts(deps, before, named({ reason, document }));
      if (!tells.ok) return tells;
      if (before.stopRequest) return notReady('已有停止公示的申请待审批，请先审批或撤回。');
      if ((before.stops?.length ?? 0) >= mostAsked) return notReady('停止公示的次数已达上限，请先恢复或更正。');
      const stopped = stoppedItems(before);
      const all = before.items.map(({ id }) => id);
      const asked = items ? [...new Set(items)] : all.filter((id) => !stopped.has(id));
      const unknown = asked.filter((id) => !all.includes(id));
      if (unknown.length > 0) return notReady(`检查结果中没有这些事项：${unknown.join('、')}。`);
      if (asked.every((id) => stopped.has(id))) return notReady('所列事项已停止公示。');
      const stopRequest = {
        items: asked,
        way,
        reason,
        document,
        requestedBy: actor.id,
        requestedAt: now.toISOString(),
      };
      return ok({ result: { ...before, stopRequest }, facts: { way, rows: asked.length } });
    },
  );

/** Withdraws the own request while nobody has decided. */
export const withdrawStop = (
  deps: Omit<Deps, 'published'>,
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Changed<Failure<'not-ready'>> =>
  changeResult<Failure<'not-ready'>>(deps, request, 'withdraw-stop', actor, now, (before) => {
    if (!before.stopRequest) return nothingAsked();
    if (before.stopRequest.requestedBy !== actor.id) return notReady('只有申请人可以撤回停止公示的申请。');
    return ok({ result: { ...before, stopRequest: undefined } });
  });

type Refusing = Failure<'same-person' | 'not-ready' | 'informant-exposed'>;

/** R5: another person refuses it; the reason stands in the audit trail and in the versions of the result. */
export const refuseStop = (
  deps: Omit<Deps, 'published'>,
  { reason, ...request }: ResultRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed<Refusing> =>
  changeResult<Refusing>(deps, request, 'refuse-stop', actor, now, async (before) => {
    const tells = await checkCaseTexts(deps, before, named({ reason }));
    if (!tells.ok) return tells;
    const asked = decidable(before, actor, '审批停止公示');
    return asked.ok ? ok({ result: { ...before, stopRequest: undefined }, facts: { reason } }) : asked;
  });

/** R5: another person agrees. The rows leave every edition, the lists and the search in the same transaction. */
export const approveStop = (
  deps: Deps,
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Changed<Failure<'same-person' | 'not-ready'>> =>
  changeResult<Failure<'same-person' | 'not-ready'>>(
    deps,
    request,
    (before) => (before.stopRequest ? eventOfStop(before, before.stopRequest.items) : 'stop-rows'),
    actor,
    now,
    async (before) => {
      const asked = decidable(before, actor, '审批停止公示');
      if (!asked.ok) return asked;
      const { items, way, reason, document } = asked.value;
      const stop = { items, way, reason, document, at: now.toISOString(), by: actor.id };
      return ok(await stopped(deps, { ...before, stopRequest: undefined }, stop));
    },
  );

/** R99: stops the rows whose longest term is over. The system does it, the night the term ends; undefined if none is. */
export const stopRowsOver = async (
  deps: Deps,
  { id, department }: Pick<InspectionResult, 'id' | 'department'>,
  today: LocalDate,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure>> => {
  const actor = systemActor({ department });
  const event = (before: InspectionResult) => eventOfStop(before, rowsOver(before, today));
  const done = await changeResult(deps, { id }, event, actor, now, async (before) => {
    const over = stopOver(before, today, now);
    return ok(over && (await stopped(deps, before, over)));
  });
  // Another run, or a decision, has left nothing to stop meanwhile.
  if (done.ok || done.error.kind !== 'illegal-transition') return done;
  const found = await findResult(deps, id, actor);
  return found.ok && rowsOver(found.value.value, today).length > 0 ? done : found;
};

/** The stop of what ends by itself by a day, if anything does. */
function stopOver(before: InspectionResult, today: LocalDate, now: Date): Stop | undefined {
  const items = rowsOver(before, today);
  const removed = items.every((item) => before.terms?.some((term) => term.item === item && term.listing));
  const reason = `${removed ? '已移出名录、名单' : '最长公示期已满'}，自${formatChineseDate(today)}起停止公示`;
  return items.length === 0 ? undefined : { items, way: 'w2', reason, at: now.toISOString(), by: 'system' };
}

/**
 * Shows rows again whose stop has lost its ground: the `decision` that it rested on was cancelled, or a reorganisation failed.
 * Somebody else than who agreed to the stop decides. Rows that another stop covers, or whose term is over, do not come back.
 */
export const resumePublication = (
  deps: Deps,
  {
    ground,
    decision,
    document,
    ...request
  }: ResultRequest & { readonly ground: ResumeGround; readonly decision: string; readonly document: string },
  actor: Actor,
  now: Date,
): Changed<Refusing> =>
  changeResult<Refusing>(deps, request, 'resume', actor, now, async (before) => {
    const tells = await checkCaseTexts(deps, before, named({ decision, document }));
    if (!tells.ok) return tells;
    const stops = before.stops ?? [];
    const resting = stops.filter((stop) => stop.way === endedBy[ground] && stop.document === decision);
    const ended = resting.filter(({ repair }) => repair === undefined);
    if (ended.length < resting.length) return notReady('该停止公示由信用修复执行，应当撤销该信用修复。');
    if (ended.length === 0) return notReady(`没有依据“${decision}”因“${stopWays[endedBy[ground]]}”停止公示的事项。`);
    const other = otherThan(
      ended.map(({ by }) => by),
      actor.id,
      '恢复公示',
    );
    if (!other.ok) return other;
    const facts = { ground: resumeGrounds[ground], decision, document };
    const again = await resumed(deps, before, ended, facts, now);
    return again ? ok(again) : notReady('这些事项的公示期已满或另有停止公示的依据，不能恢复公示。');
  });

/** A result without some of its stops, if anything of it is shown again then: what is over by now stays stopped. */
async function resumed(
  deps: Pick<Deps, 'records' | 'published'>,
  before: InspectionResult,
  ended: readonly Stop[],
  facts: NonNullable<ResultChange['facts']>,
  now: Date,
): Promise<ResultChange | undefined> {
  const left = { ...before, stops: (before.stops ?? []).filter((stop) => !ended.includes(stop)) };
  const over = stopOver(left, localDateOf(now), now);
  const result = over ? { ...left, stops: [...left.stops, over] } : left;
  if (isWhollyStopped(result)) return undefined;
  return { result, facts, also: await editionsShown(deps, result) };
}

type Within = Promise<Result<readonly Change[], Failure<'illegal-transition' | 'not-ready'>>>;

/** The stop of rows by an act on another record, which has been decided there: what is written of the result. */
export async function stopWithin(
  deps: Pick<Deps, 'records' | 'published'>,
  found: Stored<InspectionResult>,
  stop: Stop,
  actor: Actor,
  now: Date,
): Within {
  const { value: before } = found;
  if ((before.stops?.length ?? 0) >= mostAsked) return notReady('停止公示的次数已达上限，请先恢复或更正。');
  return eventWithin(deps, found, eventOfStop(before, stop.items), await stopped(deps, before, stop), actor, now);
}

/** The same once the repair that a stop executes is cancelled; of rows that are over by now nothing is written. */
export async function resumeWithin(
  deps: Pick<Deps, 'records' | 'published'>,
  found: Stored<InspectionResult>,
  repair: string,
  facts: NonNullable<ResultChange['facts']>,
  actor: Actor,
  now: Date,
): Within {
  const ended = (found.value.stops ?? []).filter((stop) => stop.repair === repair);
  const again = ended.length > 0 ? await resumed(deps, found.value, ended, facts, now) : undefined;
  return again ? eventWithin(deps, found, 'resume', again, actor, now) : ok([]);
}

/** What is left of a result decides whether rows of it stop, or all of it. */
function eventOfStop(before: InspectionResult, items: readonly string[]) {
  const whole =
    before.status === 'published' && isWhollyStopped({ ...before, stops: [...(before.stops ?? []), rows(items)] });
  return whole ? 'stop' : 'stop-rows';
}

const rows = (items: readonly string[]): Stop => ({ items, way: 'w2', reason: '', at: '', by: '' });

async function stopped(
  deps: Pick<Deps, 'records' | 'published'>,
  before: InspectionResult,
  stop: Stop,
): Promise<ResultChange> {
  const stops = [...(before.stops ?? []), stop];
  const gone = stoppedItems({ stops });
  // What was asked for and has come about by itself needs no decision.
  const asked = before.stopRequest?.items.every((item) => gone.has(item)) ? undefined : before.stopRequest;
  const result = { ...before, stops, stopRequest: asked };
  const { way, reason, items } = stop;
  return { result, facts: { way, reason, rows: items.length }, also: await editionsShown(deps, result) };
}

function decidable({ stopRequest }: InspectionResult, actor: Actor, act: string) {
  if (!stopRequest) return nothingAsked();
  const other = otherThan([stopRequest.requestedBy], actor.id, act);
  return other.ok ? ok(stopRequest) : other;
}

const nothingAsked = () => notReady('没有待审批的停止公示申请。');
const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
