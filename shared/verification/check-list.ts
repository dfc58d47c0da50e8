import { endOfDay } from '../calendar/local-date.ts';
import type { Manifest } from '../draw/one/manifest.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import { type RecordFault, same } from './check-shown.ts';
import type { RecordFile } from './record-file.ts';

/** Whether list, frames and reserves are as public as the record states, since the promised time, and counted right. */
export function listFault(
  draw: EarlierDrawDocument,
  list: RecordFile['list'],
  manifest: Manifest | undefined,
): RecordFault | undefined {
  const { publishedAt, salt } = draw.list ?? {};
  if ((publishedAt !== undefined) !== (list !== undefined)) return ['list', list ? 'part-too-early' : 'part-missing'];
  if ((publishedAt !== undefined) !== (salt !== undefined)) return ['list salt', 'part-missing'];
  return (
    publicityFault(draw) ??
    (list && (countFault(draw, list) ?? (manifest && placesFault(list, manifest)) ?? reserveFault(draw)))
  );
}

/** 公示名单: with the draw; 检查后公示: not before the inspections are over. Frames and list are published together. */
function publicityFault({ listPublicity, window, drawnAt, list, framesPublishedAt }: EarlierDrawDocument) {
  const where = 'framesPublishedAt';
  if (list?.publishedAt !== undefined && list.publishedAt !== framesPublishedAt)
    return [where, 'part-missing'] as const;
  const later = listPublicity === '检查后公示';
  if (!later && drawnAt !== undefined && framesPublishedAt === undefined) return [where, 'part-missing'] as const;
  if (later && framesPublishedAt !== undefined && Date.parse(framesPublishedAt) < endOfDay(window.to).getTime())
    return [where, 'list-too-early'] as const;
  return undefined;
}

function countFault(
  { visits, changes, teamChanges, reserves }: EarlierDrawDocument,
  list: NonNullable<RecordFile['list']>,
) {
  if (list.length !== visits) return ['visits', 'count-differs'] as const;
  if (!changes) return undefined;
  const places = list.flatMap(({ teams }) => teams.flatMap(({ members }) => members)).length;
  const passedOver = reserves.flatMap(({ called }) => called).filter(({ passed }) => passed !== undefined).length;
  const counted = { objects: visits, reserves: reserves.length, places, teamChanges };
  const rates = {
    reserveRate: rate(reserves.length, visits),
    teamChangeRate: rate(teamChanges, places),
  };
  const stated = Object.entries({ passedOver: 0, ...changes });
  const wrong = Object.entries({ ...counted, passedOver, ...rates }).find(
    ([name, count]) => stated.find(([key]) => key === name)?.[1] !== count,
  );
  return wrong && ([`changes ${wrong[0]}`, 'count-differs'] as const);
}

/** In ten-thousandths. */
const rate = (count: number, all: number): number => (all === 0 ? 0 : Math.round((count * 10_000) / all));

/** Each object names every stratum that drew it once, in the order of the frames. */
function placesFault(list: NonNullable<RecordFile['list']>, { frames }: Manifest): RecordFault | undefined {
  const order = new Map(frames.map(({ frame }, index) => [frame, index]));
  const wrong = list.find(({ drawnIn }) => {
    const places = drawnIn.map(({ frame }) => order.get(frame) ?? -1);
    return !same(
      places,
      [...new Set(places)].sort((a, b) => a - b),
    );
  });
  return wrong && [`list ${wrong.id}`, 'drawn-in-out-of-order'];
}

/** Once the list is public, so are the replaced objects and their replacements. */
function reserveFault({ reserves }: EarlierDrawDocument): RecordFault | undefined {
  const index = reserves.findIndex(
    ({ objectId, called }) =>
      objectId === undefined || called.some((one) => one.objectId === undefined || one.ticket === undefined),
  );
  return index < 0 ? undefined : [`reserve ${index + 1}`, 'part-missing'];
}
