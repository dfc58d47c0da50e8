import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { TeamChange } from '../../domain/batch/amendments.ts';
import { decidesItself, isPending } from '../../domain/batch/pending-requests.ts';
import { checkRoom } from '../../domain/batch/row-limit.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import type { Registry } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';
import { type AmendmentFailure, visitToAmend } from './amendable.ts';

export interface TeamChangeRequest {
  readonly id: string;
  readonly changeId: string;
  readonly visitId: string;
  readonly department: DepartmentCode;
  readonly inspectorId: string;
  readonly reason: TeamChange['reason'];
  readonly note?: string | undefined;
}

type Failures = BatchChangeFailure | AmendmentFailure | Failure<'unknown-reference'>;

/**
 * Requests the replacement of a team member: the department for its own team, or a lead of the batch. There is at most
 * one open request per member.
 */
export const requestTeamChange = (
  deps: BatchDeps,
  { id, changeId, visitId, department, inspectorId, reason, note }: TeamChangeRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, Failures>> =>
  changeBatch<Failures>(deps, { id, action: 'request-team-change', actor, now }, async (batch) => {
    if (batch.teamChanges.some((each) => each.id === changeId)) return ok(undefined);
    const visit = await visitToAmend(deps.records, batch, visitId, actor);
    if (!visit.ok) return visit;
    const asks = actor.department === department ? ok(undefined) : leadsBatch(batch, actor);
    if (!asks.ok) return asks;
    const { parts, object } = visit.value.value;
    const ahead = stillAhead(visit.value.value, department);
    if (!ahead.ok) return ahead;
    const part = parts.find((each) => each.department === department);
    if (!part?.team.some((member) => member.id === inspectorId)) {
      return err({ kind: 'unknown-reference', entity: 'inspector', id: inspectorId });
    }
    const sameMember = (each: TeamChange) => each.visitId === visitId && each.inspectorId === inspectorId;
    const open = batch.teamChanges.find((each) => isPending(each) && sameMember(each));
    if (open) return err({ kind: 'already-exists', entity: 'team-change', id: open.id });
    const recused = await recusalRecorded(deps, { reason, inspectorId }, object.id);
    if (!recused.ok) return recused;
    const asked: TeamChange = {
      id: changeId,
      visitId,
      department,
      inspectorId,
      reason,
      ...(note !== undefined && { note }),
      requestedBy: actor.id,
      requestedFrom: actor.department,
      requestedAt: now.toISOString(),
    };
    const next = { ...batch, teamChanges: [...batch.teamChanges, asked] };
    const room = checkRoom(next, 'ask');
    if (!room.ok) return room;
    const { batchNotices } = await import('../batch/batch-notices.ts');
    const own = decidesItself(asked, department);
    const matter = { requestId: changeId, object, deciders: [own ? department : ('office' as const)] };
    const also = batchNotices('request-team-change', batch, matter, actor, now);
    return ok({ batch: next, also, facts: { visit: visitId, reason } });
  });

/** Once a department's part is over it is a fact who was there, even if the result is still unwritten. */
export const stillAhead = (
  { status, parts }: Pick<Visit, 'status' | 'parts'>,
  department: DepartmentCode,
): Result<void, Failure<'not-ready'>> =>
  status === 'dispatched' && !parts.some((part) => part.department === department && part.ended)
    ? ok(undefined)
    : err({ kind: 'not-ready', entity: 'visit', reason: '该检查已结束，不能换员。' });

/** A conflict of interest applies to every future draw: it is recorded in the registry before it changes this one. */
export async function recusalRecorded(
  { registry }: { readonly registry: Registry },
  { reason, inspectorId }: Pick<TeamChange, 'reason' | 'inspectorId'>,
  objectId: string,
): Promise<Result<void, Failure<'not-ready'>>> {
  if (reason !== '回避') return ok(undefined);
  const inspector = await registry.find('inspector', inspectorId);
  const ids = (await readLinks({ registry })).all(objectId);
  if (inspector?.value.recusals.some((each) => ids.includes(each.objectId))) return ok(undefined);
  const text = '请先在执法检查人员名录中登记该人员对该检查对象的回避，再以回避为由换员。';
  return err({ kind: 'not-ready', entity: 'inspector', reason: text });
}

/** The office decides; the department itself decides only what it requested for its own team. */
export function decidesTeamChange(change: TeamChange, actor: Actor): Result<void, Failure<'foreign-department'>> {
  if (actor.scope === 'any' || decidesItself(change, actor.department)) return ok(undefined);
  const { id, department, requestedFrom } = change;
  return err({ kind: 'foreign-department', entity: 'team-change', id, reason: decidedBy(department, requestedFrom) });
}

const decidedBy = (department: DepartmentCode, requestedFrom: DepartmentCode): string =>
  requestedFrom === department
    ? `由${departmentName(department)}或联席会议办公室审批`
    : `由${departmentName(requestedFrom)}提出，由联席会议办公室审批`;
