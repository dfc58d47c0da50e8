import { results } from '../../shared/api/routes/results.ts';
import { correctResult as correct } from '../../shared/use-cases/result/decide-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const correctResult = operation(
  results.routes.correctResult,
  async (deps, { params, body, version, actor, now }) =>
    shownResult(await correct(deps, { ...params, ...body, version }, actor, now)),
);
