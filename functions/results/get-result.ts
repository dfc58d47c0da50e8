import { results } from '../../shared/api/routes/results.ts';
import { findResult } from '../../shared/use-cases/result/change-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from './result-view.ts';

export const getResult = operation(results.routes.getResult, async (deps, { params, actor }) =>
  shownResult(await findResult(deps, params.id, actor)),
);
