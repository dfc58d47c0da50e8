import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const publishDrawList = operation(draws.routes.publishDrawList, async (deps, { params, actor, now }) => {
  // The clock does this; a request only where it did not.
  const { publishDrawList: publish } = await import('../../shared/use-cases/draw/publish-list.ts');
  return shownBatch(await publish(deps, { id: params.id }, actor, now));
});
