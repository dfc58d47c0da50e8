import { publication } from '../../shared/api/routes/publication.ts';
import { publishResult as publish } from '../../shared/use-cases/result/publish-result.ts';
import { operation } from '../http-handler.ts';
import { shownResult } from '../results/result-view.ts';

export const publishResult = operation(
  publication.routes.publishResult,
  async (deps, { params, version, actor, now }) => shownResult(await publish(deps, { ...params, version }, actor, now)),
);
