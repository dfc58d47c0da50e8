import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import type { Stored } from '../ports/records.ts';
import {
  changeResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
  withPerson,
} from './change-result.ts';

type RemovalFailure = Failure<'not-found' | 'uncertified-recorder' | 'evidence-cited'>;

/**
 * Detaches a file from a result that can still be edited, unless a saved finding cites it. The file itself is kept:
 * earlier versions of the result still refer to it by its digest.
 */
export const removeEvidence = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff'>,
  { evidenceId, ...request }: ResultRequest & { readonly evidenceId: string },
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | RemovalFailure>> =>
  changeResult<RemovalFailure>(deps, request, 'record', actor, now, (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const removed = before.evidence.find(({ id }) => id === evidenceId);
    if (!removed) return err({ kind: 'not-found', entity: 'evidence', id: evidenceId });
    const items = before.findings
      .filter(({ evidence, citation }) => [...evidence, ...(citation?.evidence ?? [])].includes(evidenceId))
      .map(({ itemId }) => itemId);
    if (items.length > 0) return err({ kind: 'evidence-cited', id: evidenceId, items });
    const evidence = before.evidence.filter(({ id }) => id !== evidenceId);
    const result = { ...before, evidence, recordedBy: withPerson(before.recordedBy, actor.id) };
    return ok({ result, facts: { removed: evidenceId, sha256: removed.sha256 } });
  });
