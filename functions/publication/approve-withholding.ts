import { publication } from '../../shared/api/routes/publication.ts';
import { approveWithholding as approve } from '../../shared/use-cases/result/withhold-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from '../results/result-view.ts';

export const approveWithholding = operation(
  publication.routes.approveWithholding,
  async (deps, { params, version, actor, now }) => shownResult(await approve(deps, { ...params, version }, actor, now)),
);
