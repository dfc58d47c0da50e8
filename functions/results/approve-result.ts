import { results } from '../../shared/api/routes/results.ts';
import { approveResult as approve } from '../../shared/use-cases/result/decide-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const approveResult = operation(results.routes.approveResult, async (deps, { params, version, actor, now }) =>
  shownResult(await approve(deps, { ...params, version }, actor, now)),
);
