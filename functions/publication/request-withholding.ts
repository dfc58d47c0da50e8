import { publication } from '../../shared/api/routes/publication.ts';
import { requestWithholding as request } from '../../shared/use-cases/result/withhold-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from '../results/result-view.ts';

export const requestWithholding = operation(
  publication.routes.requestWithholding,
  async (deps, { params, body, version, actor, now }) =>
    shownResult(await request(deps, { ...params, ...body, version }, actor, now)),
);
