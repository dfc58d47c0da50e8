import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { type RepairMaterial, type RepairRefusal, repairMaterials } from '../../codes/repairs.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { missingPapers, type Repair } from '../../domain/credit/repair.ts';
import { otherThan } from '../../domain/result/recorder.ts';
import type { Actor } from '../actor.ts';
import { checkOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import { executed, undone } from './execute-repair.ts';
import {
  changeRepair,
  invalid,
  notReady,
  type RepairDeps,
  type RepairFailure,
  type RepairRequest,
} from './repair-deps.ts';
import { type RepairReach, reachOf } from './repair-reach.ts';

type Changed = Promise<Result<Stored<Repair>, RepairFailure>>;

/** R51: what is missing is told once, and all of it. */
export const askForPapers = (
  deps: RepairDeps,
  { missing, text, ...request }: RepairRequest & { readonly missing: readonly RepairMaterial[]; readonly text: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeRepair(deps, request, 'ask', actor, now, (repair) => {
    if (repair.asked) return notReady('须补正的材料应当一次性告知，已经告知过');
    const untold = missingPapers(repair).filter((code) => !missing.includes(code));
    if (untold.length > 0)
      return invalid('missing', `应一并告知：${untold.map((code) => repairMaterials[code].name).join('、')}`);
    return ok({ repair: { ...repair, asked: { missing, text, ...said(actor, now) } }, note: text });
  });

/** Takes it up: complete, and of what can be repaired. From now on it is to be decided within 7 working days. */
export const acceptRepair = (deps: RepairDeps, request: RepairRequest, actor: Actor, now: Date): Changed =>
  changeRepair(deps, request, 'accept', actor, now, async (repair) => {
    const missing = missingPapers(repair);
    if (missing.length > 0) return notReady(`尚缺${missing.map((code) => repairMaterials[code].name).join('、')}`);
    const ready = await readyReach(deps, repair);
    if (!ready.ok) return ready;
    const also = [checkOf('credit-record', repair.recordId, ready.value.record), ...ready.value.reach.holds];
    return ok({ repair: { ...repair, acceptedOn: localDateOf(now) }, also });
  });

/** Does not take it up, on a ground of the list; before the least term is over it says from when on it may be asked for. */
export const notAcceptRepair = (
  deps: RepairDeps,
  { code, ...request }: RepairRequest & { readonly code: RepairRefusal },
  actor: Actor,
  now: Date,
): Changed =>
  changeRepair(deps, request, 'not-accept', actor, now, async (repair) => {
    if (code !== 'x1') return ok({ repair: { ...repair, refusal: { code, ...said(actor, now) } } });
    const ready = await readyReach(deps, repair);
    if (ready.ok || ready.error.kind !== 'too-early') return invalid('code', '最短公示期限已满，不能以此为由不予受理');
    const { earliest } = ready.error;
    return ok({ repair: { ...repair, refusal: { code, earliest, ...said(actor, now) } }, note: earliest });
  });

/**
 * R52: the head, who has not handled it, grants it, and it is executed in the same transaction: the record is repaired, and the
 * rows of the result that belong to it leave every edition, the lists and the search.
 */
export const grantRepair = (
  deps: RepairDeps,
  { number, ...request }: RepairRequest & { readonly number: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeRepair(deps, request, 'grant', actor, now, async (repair) => {
    const other = unhandled(repair, actor, '决定信用修复');
    if (!other.ok) return other;
    const ready = await readyReach(deps, repair);
    if (!ready.ok) return ready;
    const { record, reach } = ready.value;
    const also = await executed(deps, { repair, number, record, reach }, actor, now);
    if (!also.ok) return also;
    const decision = { number, ...said(actor, now) };
    return ok({ repair: { ...repair, decision, stopped: reach.rows }, note: number, also: also.value });
  });

/** The head refuses it, with the reason and where one may turn to. */
export const refuseRepair = (
  deps: RepairDeps,
  {
    number,
    reason,
    remedies,
    ...request
  }: RepairRequest & { readonly number: string; readonly reason: string; readonly remedies: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeRepair(deps, request, 'refuse', actor, now, (repair) => {
    const other = unhandled(repair, actor, '决定信用修复');
    if (!other.ok) return other;
    return ok({ repair: { ...repair, decision: { number, reason, remedies, ...said(actor, now) } }, note: reason });
  });

/**
 * What was promised was not true, or the reorganisation has failed (R54): the head, who is another than granted it, cancels the
 * repair. In the same transaction the record counts again and the rows are shown for what is left of their terms.
 */
export const cancelRepair = (
  deps: RepairDeps,
  { number, reason, ...request }: RepairRequest & { readonly number: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeRepair(deps, request, 'cancel', actor, now, async (repair) => {
    const other = otherThan([repair.decision?.by], actor.id, '撤销信用修复');
    if (!other.ok) return other;
    const also = await undone(deps, repair, number, actor, now);
    if (!also.ok) return also;
    return ok({
      repair: { ...repair, cancelled: { number, reason, ...said(actor, now) } },
      note: reason,
      also: also.value,
    });
  });

const said = (actor: Actor, now: Date) => ({ on: localDateOf(now), by: actor.id });

/** R51: whoever has entered, asked or accepted does not decide. */
const unhandled = ({ steps }: Repair, actor: Actor, act: string) =>
  otherThan(
    steps.map(({ by }) => by),
    actor.id,
    act,
  );

/** What it reaches by now, if it may be repaired as it was asked for on its day. */
async function readyReach(
  { records }: Pick<RepairDeps, 'records'>,
  { recordId, way, items, filedOn }: Repair,
): Promise<Result<{ readonly record: Stored<CreditRecord>; readonly reach: RepairReach }, RepairFailure>> {
  const record = await records.find('credit-record', recordId);
  if (!record) throw new Error(`there is no credit record ${recordId}`);
  const reach = await reachOf(records, record, { way, items });
  if (!reach.ok) return reach;
  const { earliest } = reach.value;
  if (way === 'w1' && earliest !== undefined && filedOn < earliest) return err({ kind: 'too-early', earliest });
  return ok({ record, reach: reach.value });
}
