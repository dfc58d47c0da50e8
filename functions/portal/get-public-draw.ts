import { DrawDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicDraw = operation(portal.routes.getPublicDraw, (deps, { params }) =>
  published(deps.published, 'draw', DrawDocument, params.number),
);
