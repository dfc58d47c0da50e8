import { endOfDay } from '../../calendar/local-date.ts';
import type { DrawDocument } from '../../public/draw-schemas.ts';
import type { RecordFault } from '../check-shown.ts';
import type { RecordFile } from './record-file.ts';

/** Whether list, salt and who was added are as public as the record says, at the time it promised, and counted right. */
export function listFault(draw: DrawDocument, list: RecordFile['list']): RecordFault | undefined {
  const { listPublicity, window, visits, reserves, status, voided } = draw;
  const { publishedAt, salt } = draw.list ?? {};
  const isPublic = publishedAt !== undefined;
  if (isPublic !== (list !== undefined)) return ['list', list ? 'part-too-early' : 'part-missing'];
  if (isPublic !== (salt !== undefined)) return ['list salt', isPublic ? 'part-missing' : 'part-too-early'];
  const turn = reserves.findIndex(({ added }) => (added !== undefined) !== isPublic);
  if (turn >= 0) return [`reserve ${turn + 1}`, isPublic ? 'part-missing' : 'part-too-early'];
  const later = listPublicity === '检查后公示';
  // It is published with the match, or without one when the key is lost.
  const awaitsMatch = status === 'revealed' || voided?.keyLost === true;
  if (!later && draw.list && !isPublic && !awaitsMatch) return ['list', 'part-missing'];
  if (later && isPublic && Date.parse(publishedAt) < endOfDay(window.to).getTime()) return ['list', 'list-too-early'];
  return list && visits !== list.length ? ['visits', 'count-differs'] : undefined;
}
