import { publication } from '../../shared/api/routes/publication.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { approveWithholding } from './approve-withholding.ts';
import { listPublications } from './list-publications.ts';
import { publishResult } from './publish-result.ts';
import { refuseWithholding } from './refuse-withholding.ts';
import { requestWithholding } from './request-withholding.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    publication,
    { publishResult, requestWithholding, approveWithholding, refuseWithholding, listPublications },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
