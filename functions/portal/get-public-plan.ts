import { portal } from '../../shared/api/routes/portal.ts';
import { editionPart } from '../../shared/public/documents.ts';
import { PlanDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicPlan = operation(portal.routes.getPublicPlan, (deps, { params, query }) =>
  published(
    deps.published,
    'plan',
    PlanDocument,
    params.id,
    query.edition === undefined ? undefined : editionPart(query.edition),
  ),
);
