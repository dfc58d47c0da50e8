import { portal } from '../../shared/api/routes/portal.ts';
import { DrawDocument } from '../../shared/public/views.ts';
import { drawObject } from '../../shared/use-cases/draw/object-in-draw.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicDrawObject = operation(portal.routes.getPublicDrawObject, async (deps, { params }) => {
  const draw = await published(deps.published, 'draw', DrawDocument, params.number);
  return draw.ok ? drawObject(deps.published, draw.value, params.id) : draw;
});
