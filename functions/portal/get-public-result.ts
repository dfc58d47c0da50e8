import { portal } from '../../shared/api/routes/portal.ts';
import { editionPart } from '../../shared/public/documents.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicResult = operation(portal.routes.getPublicResult, (deps, { params, query }) =>
  published(
    deps.published,
    'result',
    ResultDocument,
    params.id,
    query.edition === undefined ? undefined : editionPart(query.edition),
  ),
);
