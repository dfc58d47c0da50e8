import { results } from '../../shared/api/routes/results.ts';
import { ok } from '../../shared/base/result.ts';
import { listResultVersions as versionsOf } from '../../shared/use-cases/result/read-results.ts';
import { operation } from '../http-handler.ts';
import { resultView } from './result-view.ts';

export const listResultVersions = operation(results.routes.listResultVersions, async (deps, { params, actor }) => {
  const found = await versionsOf(deps, params.id, actor);
  return found.ok ? ok({ items: found.value.map(resultView) }) : found;
});
