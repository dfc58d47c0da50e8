import { publication } from '../../shared/api/routes/publication.ts';
import { refuseWithholding as refuse } from '../../shared/use-cases/result/withhold-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from '../results/result-view.ts';

export const refuseWithholding = operation(
  publication.routes.refuseWithholding,
  async (deps, { params, body, version, actor, now }) =>
    shownResult(await refuse(deps, { ...params, ...body, version }, actor, now)),
);
