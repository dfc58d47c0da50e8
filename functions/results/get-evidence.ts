import { results } from '../../shared/api/routes/results.ts';
import { getEvidence as get } from '../../shared/use-cases/result/evidence.ts';
import { operation } from '../http-handler.ts';

export const getEvidence = operation(results.routes.getEvidence, async (deps, { params, actor }) =>
  get(deps, params, actor),
);
