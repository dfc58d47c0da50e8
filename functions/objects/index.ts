import { objects } from '../../shared/api/routes/objects.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

const { routes } = objects;
const object = registryOperations(
  'object',
  {
    create: routes.createObject,
    get: routes.getObject,
    list: routes.listObjects,
    update: routes.updateObject,
    deactivate: routes.deactivateObject,
    versions: routes.listObjectVersions,
    tag: routes.tagObjects,
  },
  ['kind', 'township', 'creditClass'],
);

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    objects,
    {
      createObject: object.create,
      getObject: object.get,
      listObjects: object.list,
      updateObject: object.update,
      deactivateObject: object.deactivate,
      listObjectVersions: object.versions,
      tagObjects: object.tag,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
