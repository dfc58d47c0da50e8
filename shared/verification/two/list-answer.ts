import { formatChineseDate } from '../../calendar/local-date.ts';
import type { RecordFile } from './record-file.ts';

/** What the published list says of a code; never its row, stratum or ticket, nor whether it stood in a frame. */
export interface ListAnswer {
  readonly id: string;
  readonly kind: 'no-list' | 'on-list' | 'added' | 'not-on-list';
  readonly headline: string;
  /** Of an object on the list: in which frames it was drawn, and which departments come. */
  readonly frames: readonly string[];
  readonly departments: readonly string[];
}

/** Before the list is published the answer is the same for every code. */
export function listAnswer({ draw, list }: Pick<RecordFile, 'draw' | 'list'>, id: string): ListAnswer {
  const { window, voided } = draw;
  const none = { id, frames: [], departments: [] };
  const over = voided ? '但本次抽取已作废，不再据此检查，另行抽取的以新的抽取为准。' : '';
  if (!list) return { ...none, kind: 'no-list', headline: '名单尚未公布；公布之前，对任何编号的答复都是这一句。' };
  const days = `检查期 ${formatChineseDate(window.from)}至${formatChineseDate(window.to)}。`;
  const listed = list.find((one) => one.id === id);
  if (listed)
    return {
      id,
      kind: 'on-list',
      headline: `在名单上：抽中。${over === '' ? days : over}`,
      frames: listed.frames,
      departments: listed.teams.map(({ department }) => department),
    };
  if (draw.reserves.some(({ added = [] }) => added.includes(id)))
    return { ...none, kind: 'added', headline: `起初不在名单上，其后作为候补替上。${over === '' ? days : over}` };
  return {
    ...none,
    kind: 'not-on-list',
    headline: '不在名单上。名单不说明一户是否在抽样框内；要核对自己的一行，请用自查单，或向监督、审计机关查询。',
  };
}
