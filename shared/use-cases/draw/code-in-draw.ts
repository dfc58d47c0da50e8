import { PublishedListPart } from '../../public/draw-lists.ts';
import type { DrawCodeDocument } from '../../public/draw-row-view.ts';
import type { AnyDrawDocument } from '../../public/earlier-draw-schemas.ts';
import type { PublicRecord } from '../ports/public-record.ts';

/** Whether a code stands on the published list of a draw; before that, the same answer for every code. */
export async function codeInDraw(
  published: Pick<PublicRecord, 'find'>,
  draw: AnyDrawDocument,
  id: string,
): Promise<DrawCodeDocument> {
  const { number, status, list, reserves } = draw;
  const none = { number, status, frames: [], departments: [] };
  if (list?.publishedAt === undefined) return { ...none, answer: 'not-published' };
  for (let part = 0; part < list.parts; part += 1) {
    const body = await published.find('draw', number, `list-${String(part).padStart(4, '0')}`);
    const { objects } = PublishedListPart.parse(body);
    const found = objects.find((one) => one.id === id);
    if (found)
      return {
        ...none,
        answer: 'on-list',
        frames: found.frames,
        departments: found.teams.map(({ department }) => department),
      };
  }
  const added = reserves.some((turn) => 'added' in turn && turn.added?.includes(id));
  return { ...none, answer: added ? 'added' : 'not-on-list' };
}
