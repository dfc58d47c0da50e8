import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { inOneLine } from '../../base/typed-text.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import { withObjectionDays } from '../../domain/objection/objection.ts';
import { type InspectionResult, publicIdOf } from '../../domain/result/inspection-result.ts';
import { isTakenUp } from '../../domain/result/objected.ts';
import { withdrawalOf } from '../../public/result-publication.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf } from '../changes.ts';
import { checkCaseTexts, named } from '../lead/exposed-texts.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { findResult } from '../result/change-result.ts';
import { reopened } from '../result/decide-result.ts';
import { publishedEditions } from '../result/shown-editions.ts';
import {
  changeObjection,
  findObjection,
  type ObjectionChange,
  type ObjectionDeps,
  type ObjectionFailure,
  type ObjectionRequest,
} from './objection-deps.ts';
import { objectionNotices } from './objection-notices.ts';

type Changed = Promise<Result<Stored<Objection>, ObjectionFailure>>;

/** What a decision says goes to the subject (R23). What the subject itself says is asked nothing: a refusal would tell it. */
type Exposed = Failure<'informant-exposed'>;
type Decided = Promise<Result<Stored<Objection>, ObjectionFailure | Exposed>>;

/** A result keeps what was taken up against it. */
const mostTakenUp = 50;

/** What came in on paper. */
export type ObjectionEntry = Pick<Objection, 'resultId' | 'ground' | 'text' | 'filedBy' | 'papers' | 'filedOn'>;

type Filed = Promise<Result<Stored<Objection>, ObjectionFailure | Failure<'invalid-input'>>>;

/** Enters an objection to what is public of a result at present. */
export async function fileObjection(
  deps: ObjectionDeps,
  id: string,
  entry: ObjectionEntry,
  actor: Actor,
  now: Date,
): Filed {
  const found = await findResult(deps, entry.resultId, actor);
  if (!found.ok) return err({ kind: 'not-found', entity: 'result', id: entry.resultId });
  return enterObjection(deps, id, entry, found.value.value, actor, now, (filed) =>
    objectionNotices('file', filed, 1, actor, now),
  );
}

/** An objection to what is public of a result at present, by its subject or for it. Its clocks run from the day it was received. */
export async function enterObjection(
  deps: ObjectionDeps,
  id: string,
  entry: ObjectionEntry,
  result: InspectionResult,
  actor: Actor,
  now: Date,
  also: (objection: Objection) => readonly Change[],
): Filed {
  const { department, documentNumber, object, edition, editionAt } = result;
  const document = await deps.published.find('result', publicIdOf(result));
  if (!document || document.withdrawn === true || document.stopped === true || documentNumber === undefined)
    return notReady('该检查结果没有正在公示的内容。');
  const publishedOn = localDateOf(new Date(editionAt ?? now));
  if (entry.filedOn > localDateOf(now)) return invalid('filedOn', '收到日期不得晚于今天');
  if (entry.filedOn < publishedOn) return invalid('filedOn', '收到日期不得早于该版次的公示日期');
  const objection: Objection = {
    ...entry,
    id,
    objectId: object.id,
    edition,
    department,
    documentNumber,
    objectName: object.name,
    enteredBy: actor.id,
    enteredAt: now.toISOString(),
    status: 'filed',
    verified: false,
  };
  const value = withObjectionDays(objection, await loadCalendar(deps));
  const facts = { result: entry.resultId, edition, ground: entry.ground };
  const filed = createRecord('objection', id, value, eventOf('file', actor, now, facts));
  const done = await deps.work.commit([filed, ...also(value)]);
  return done.ok ? findObjection(deps, id, actor) : done;
}

/** R95, R96: takes it up; from now on the edition is marked 异议处理中. Somebody who had no part in the result does. */
export const acceptObjection = (
  deps: ObjectionDeps,
  { verified, ...request }: ObjectionRequest & { readonly verified: boolean },
  actor: Actor,
  now: Date,
): Changed =>
  changeObjection(deps, request, 'accept', actor, now, async (objection, result) => {
    const other = await checkUninvolved(deps, result, actor);
    if (!other.ok) return other;
    if (objection.edition !== result.edition) return notReady('该版次已被更正，请对现行版次提出异议。');
    if ((result.objections?.length ?? 0) >= mostTakenUp) return notReady('对该结果受理的异议已达上限。');
    if (isTakenUp(result, objection)) return notReady('对同一版次的同一理由已作出决定或正在核实，应当不予受理。');
    return ok({
      objection: { ...objection, verified, handler: actor.id },
      result: { state: 'checking', event: 'contest' },
    });
  });

/** Does not take it up, on one of the grounds for that. */
export const refuseObjection = (
  deps: ObjectionDeps,
  { refusal, ...request }: ObjectionRequest & { readonly refusal: NonNullable<Objection['refusal']> },
  actor: Actor,
  now: Date,
): Changed =>
  changeObjection(deps, request, 'not-accept', actor, now, async (objection, result) => {
    const other = await checkUninvolved(deps, result, actor);
    if (!other.ok) return other;
    if (refusal === 'decided' && !isTakenUp(result, objection)) return notReady('对该版次的这一理由尚未作出过决定。');
    return ok({ objection: { ...objection, refusal, handler: actor.id, decidedOn: localDateOf(now) } });
  });

/**
 * R97: finds it right. The result is opened for its next edition in the same act; an edition that names the wrong subject is
 * withdrawn at once. R98: that something has been put right since is no error of the result.
 */
export const upholdObjection = (
  deps: ObjectionDeps,
  { reason, ...request }: ObjectionRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Decided =>
  changeObjection<Exposed>(deps, request, 'uphold', actor, now, async (objection, result) => {
    const tells = await checkCaseTexts(deps, result, named({ reason }));
    if (!tells.ok) return tells;
    const other = await checkUninvolved(deps, result, actor);
    if (!other.ok) return other;
    if (objection.ground === 'corrected')
      return notReady('检查后已改正的，公示的结果没有错误：请登记整改情况，停止公示按信用修复办理。');
    const correctionReason = [...inOneLine(`异议成立：${reason}`)].slice(0, 140).join('');
    const withdraw = async (value: InspectionResult) =>
      withdrawalOf((await publishedEditions(deps.published, value)).filter(({ withdrawn }) => !withdrawn)).map(
        (document) => ({ change: 'publish' as const, document }),
      );
    return ok({
      objection: { ...objection, reason, ...decided(actor, now) },
      result: {
        state: 'upheld',
        event: 'uphold',
        with: (before) => reopened(before, correctionReason),
        ...(objection.ground === 'subject' && { publish: withdraw }),
      },
    });
  });

/** Finds it wrong, with the reason and where one may turn to; the mark goes. */
export const dismissObjection = (
  deps: ObjectionDeps,
  { reason, remedies, ...request }: ObjectionRequest & { readonly reason: string; readonly remedies: string },
  actor: Actor,
  now: Date,
): Decided =>
  changeObjection<Exposed>(deps, request, 'dismiss', actor, now, async (objection, result) => {
    const tells = await checkCaseTexts(deps, result, named({ reason, remedies }));
    if (!tells.ok) return tells;
    const other = await checkUninvolved(deps, result, actor);
    if (!other.ok) return other;
    return ok({
      objection: { ...objection, reason, remedies, ...decided(actor, now) },
      result: { state: 'dismissed', event: 'settle' },
    });
  });

/** The subject takes it back, on paper; what was marked is marked no longer. Nobody who made the result enters that (R96). */
export const withdrawObjection = (deps: ObjectionDeps, request: ObjectionRequest, actor: Actor, now: Date): Changed =>
  changeObjection(deps, request, 'withdraw', actor, now, async (objection, result) => {
    const other = await checkUninvolved(deps, result, actor);
    if (!other.ok) return other;
    return ok(takenBack(objection));
  });

/** What was marked is marked no longer. */
export const takenBack = (objection: Objection): ObjectionChange => ({
  objection,
  ...(objection.status === 'checking' && { result: { state: 'withdrawn', event: 'settle' } }),
});

const decided = (actor: Actor, now: Date) => ({ decidedBy: actor.id, decidedOn: localDateOf(now) });

/** R96: neither who recorded, was there, submitted nor who approved any version of the result. */
async function checkUninvolved(
  { records }: Pick<ObjectionDeps, 'records'>,
  { id }: InspectionResult,
  actor: Actor,
): Promise<Result<void, ObjectionFailure>> {
  const versions = await records.versions('result', id);
  const persons = versions.flatMap(({ value }) => [...value.recordedBy, value.submittedBy, value.approvedBy]);
  const present = versions.flatMap(({ value }) => value.present);
  const involved =
    persons.includes(actor.id) || (actor.inspectorId !== undefined && present.includes(actor.inspectorId));
  return involved ? err({ kind: 'same-person', act: '处理异议' }) : ok(undefined);
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'objection', reason } as const);
const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
