import { results } from '../../shared/api/routes/results.ts';
import { confirmEvidence as confirm } from '../../shared/use-cases/result/evidence.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const confirmEvidence = operation(results.routes.confirmEvidence, async (deps, { params, body, actor, now }) =>
  shownResult(await confirm(deps, { ...params, announced: body }, actor, now)),
);
