import { results } from '../../shared/api/routes/results.ts';
import { returnResult as returnTo } from '../../shared/use-cases/result/decide-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const returnResult = operation(
  results.routes.returnResult,
  async (deps, { params, body, version, actor, now }) =>
    shownResult(await returnTo(deps, { ...params, ...body, version }, actor, now)),
);
