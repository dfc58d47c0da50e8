import { experts } from '../../shared/api/routes/experts.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

const { routes } = experts;
const expert = registryOperations(
  'expert',
  {
    create: routes.createExpert,
    get: routes.getExpert,
    list: routes.listExperts,
    update: routes.updateExpert,
    deactivate: routes.deactivateExpert,
    versions: routes.listExpertVersions,
    tag: routes.tagExperts,
  },
  [],
);

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    experts,
    {
      createExpert: expert.create,
      getExpert: expert.get,
      listExperts: expert.list,
      updateExpert: expert.update,
      deactivateExpert: expert.deactivate,
      listExpertVersions: expert.versions,
      tagExperts: expert.tag,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
