import { portal } from '../../shared/api/routes/portal.ts';
import { err } from '../../shared/base/result.ts';
import { DrawDocument, DrawListDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

/** The list is written before the record says so; a reader who guesses its address gets nothing until then. */
export const listPublicDrawObjects = operation(portal.routes.listPublicDrawObjects, async (deps, { params }) => {
  const { number, part } = params;
  const draw = await published(deps.published, 'draw', DrawDocument, number);
  if (!draw.ok) return draw;
  if (draw.value.list?.publishedAt === undefined) return err({ kind: 'not-found', entity: 'draw', id: number });
  return published(deps.published, 'draw', DrawListDocument, number, `list-${part.padStart(4, '0')}`);
});
