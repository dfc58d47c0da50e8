import { results } from '../../shared/api/routes/results.ts';
import { removeEvidence as remove } from '../../shared/use-cases/result/remove-evidence.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const removeEvidence = operation(results.routes.removeEvidence, async (deps, { params, version, actor, now }) =>
  shownResult(await remove(deps, { ...params, version }, actor, now)),
);
