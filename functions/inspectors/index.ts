import { inspectors } from '../../shared/api/routes/inspectors.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

const { routes } = inspectors;
const inspector = registryOperations(
  'inspector',
  {
    create: routes.createInspector,
    get: routes.getInspector,
    list: routes.listInspectors,
    update: routes.updateInspector,
    deactivate: routes.deactivateInspector,
    versions: routes.listInspectorVersions,
    tag: routes.tagInspectors,
  },
  ['level'],
);

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    inspectors,
    {
      createInspector: inspector.create,
      getInspector: inspector.get,
      listInspectors: inspector.list,
      updateInspector: inspector.update,
      deactivateInspector: inspector.deactivate,
      listInspectorVersions: inspector.versions,
      tagInspectors: inspector.tag,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
