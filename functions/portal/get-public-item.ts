import { ItemDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicItem = operation(portal.routes.getPublicItem, (deps, { params }) =>
  published(deps.published, 'item', ItemDocument, params.id),
);
