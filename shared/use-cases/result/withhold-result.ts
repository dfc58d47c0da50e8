import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isWithheld } from '../../domain/deadline/awaited-act.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { otherThan } from '../../domain/result/recorder.ts';
import { withdrawalOf } from '../../public/result-publication.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { partSaid, wholeVisit } from '../visit/part-ended.ts';
import { changeResult, type ResultChangeFailure, type ResultDeps, type ResultRequest } from './change-result.ts';
import { publishedEditions } from './shown-editions.ts';

type Deps = Pick<ResultDeps, 'records' | 'work' | 'backoff'>;
type Changed<F extends Failure> = Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>>;

/** Requests the statutory exception, with its legal basis. Until it is decided the deadline keeps running, unless an earlier one has ended it. */
export const requestWithholding = (
  deps: Deps,
  { basis, reason, ...request }: ResultRequest & { readonly basis: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed<Failure<'withheld-without-basis'>> =>
  changeResult(deps, request, 'request-withholding', actor, now, (before) => {
    if (basis === '' || reason === '') return err({ kind: 'withheld-without-basis' });
    const asked = { basis, reason, requestedBy: actor.id, requestedAt: now.toISOString() };
    const ended = isWithheld(before) && ({ deadlineEnded: true } as const);
    return ok({ result: { ...before, withholding: { ...asked, ...ended } } });
  });

/** R5: another person decides. The decision withdraws what an earlier edition made public. */
export const approveWithholding = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'published'>,
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Changed<Failure<'same-person'>> =>
  changeResult(deps, request, 'withhold', actor, now, async (before) => {
    const decided = decision(before, actor);
    if (!decided.ok) return decided;
    const withdrawn = withdrawalOf(await publishedEditions(deps.published, before));
    const { visitStatus, also } = partSaid(await wholeVisit(deps.records, before), before, actor, now);
    return ok({
      result: { ...before, visitStatus, withholding: decided.value },
      facts: { withdrawnEditions: before.edition },
      also: [...also, ...withdrawn.map((document) => ({ change: 'publish' as const, document }))],
    });
  });

/** Refuses the exception with a reason; the result must be published. */
export const refuseWithholding = (
  deps: Deps,
  { reason, ...request }: ResultRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed<Failure<'same-person'>> =>
  changeResult(deps, request, 'refuse-withholding', actor, now, (before) => {
    const decided = decision(before, actor);
    return decided.ok ? ok({ result: { ...before, withholding: { ...decided.value, refusal: reason } } }) : decided;
  });

function decision({ id, withholding }: InspectionResult, actor: Actor) {
  if (!withholding) throw new Error(`result ${id} is withholding without a request`);
  const other = otherThan([withholding.requestedBy], actor.id, '审批不予公开');
  return other.ok ? ok({ ...withholding, decidedBy: actor.id }) : other;
}
