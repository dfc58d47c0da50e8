import { items } from '../../shared/api/routes/items.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

const { routes } = items;
const item = registryOperations(
  'item',
  {
    create: routes.createItem,
    get: routes.getItem,
    list: routes.listItems,
    update: routes.updateItem,
    deactivate: routes.deactivateItem,
    versions: routes.listItemVersions,
    tag: routes.tagItems,
  },
  ['kind', 'level', 'jointField'],
);

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    items,
    {
      createItem: item.create,
      getItem: item.get,
      listItems: item.list,
      updateItem: item.update,
      deactivateItem: item.deactivate,
      listItemVersions: item.versions,
      tagItems: item.tag,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
