import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { AmendmentRequest } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isEarlier } from '../../domain/batch/stage.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import type { Records, Stored } from '../ports/records.ts';

export type AmendmentFailure = Failure<'not-found' | 'not-ready' | 'foreign-department'>;
export type DecisionFailure = AmendmentFailure | Failure<'same-person'>;

/** A visit of a dispatched batch that the actor's department takes part in, leads, or may reach as the office. */
export async function visitToAmend(
  records: Records,
  batch: Batch,
  visitId: string,
  actor: Actor,
): Promise<Result<Stored<Visit>, AmendmentFailure>> {
  if (batch.status !== 'dispatched') {
    return err({ kind: 'not-ready', entity: 'batch', reason: '只有已派发且未作废的批次可以候补或换员。' });
  }
  if (isEarlier(batch)) {
    const reason = '本批次按 suiji-draw/1 抽取，不再办理候补和换员；确需变更的，请作废后重新抽取。';
    return err({ kind: 'not-ready', entity: 'batch', reason });
  }
  const visit = await records.find('visit', visitId);
  if (visit?.value.batchId !== batch.id) return err({ kind: 'not-found', entity: 'visit', id: visitId });
  const { lead, departments } = visit.value;
  const readBy = batch.entries.map((entry) => entry.lead);
  const reach = checkAccess(actor, { department: lead, shared: departments, readBy }, { entity: 'visit', id: visitId });
  return reach.ok ? ok(visit) : reach;
}

/** R5: exactly the request that was read, open or already approved, made by another person than the one who decides. */
export function decidable<R extends AmendmentRequest>(
  {
    requests,
    id,
    entity,
    act,
  }: { readonly requests: readonly R[]; readonly id: string; readonly entity: string; readonly act: string },
  actor: Actor,
): Result<R, DecisionFailure> {
  const request = requests.find((each) => each.id === id);
  if (!request) return err({ kind: 'not-found', entity, id });
  if (request.requestedBy === actor.id) return err({ kind: 'same-person', act });
  return request.closed ? err({ kind: 'not-ready', entity, reason: closedWords[request.closed.as] }) : ok(request);
}

const closedWords = { refused: '该申请未获同意。', withdrawn: '该申请已由申请人撤回。' } as const;

/** A list with the member of the same id replaced. */
export const replacedIn = <T extends { readonly id: string }>(all: readonly T[], one: T): T[] =>
  all.map((each) => (each.id === one.id ? one : each));
