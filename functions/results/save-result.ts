import { results } from '../../shared/api/routes/results.ts';
import { saveResult as save } from '../../shared/use-cases/result/save-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const saveResult = operation(results.routes.saveResult, async (deps, { params, body, version, actor, now }) =>
  shownResult(await save(deps, { ...params, version, draft: body }, actor, now)),
);
