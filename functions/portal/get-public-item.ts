import { portal } from '../../shared/api/routes/portal.ts';
import { ItemDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicItem = operation(portal.routes.getPublicItem, (deps, { params }) =>
  published(deps.published, 'item', ItemDocument, params.id),
);
