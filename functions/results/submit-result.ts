import { results } from '../../shared/api/routes/results.ts';
import { submitResult as submit } from '../../shared/use-cases/result/submit-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const submitResult = operation(
  results.routes.submitResult,
  async (deps, { params, body, version, actor, now }) =>
    shownResult(await submit(deps, { ...params, ...body, version }, actor, now)),
);
