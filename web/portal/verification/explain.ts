import type { ObjectPlace } from '../../../shared/draw/one/explain-object.ts';
import type { EarlierDrawDocument } from '../../../shared/public/schemas.ts';
import { headlineFor, placeUnder } from '../../../shared/verification/answer-words.ts';
import { explainRecord, type FrameAnswer, isFound } from '../../../shared/verification/explain-record.ts';
import { portalAt } from '../../../shared/verification/fetch-draw.ts';
import { findByName, isName } from '../../../shared/verification/find-by-name.ts';
import { placesOf } from '../../../shared/verification/place-of-answer.ts';
import { idsTyped, remarkOn } from '../../../shared/verification/place-words.ts';
import type { ReadRecord, RecordFile } from '../../../shared/verification/record-file.ts';
import { reasonInWords } from '../../../shared/verification/verdict-words.ts';
import type { Verdict } from '../../../shared/verification/verify-record.ts';
import type { Answer, Explained } from './messages.ts';
import { fractionOf } from './pictures.ts';
import type { Source } from './sources.ts';

interface Opened {
  readonly source: Source;
  readonly read: ReadRecord;
  readonly verdict: Verdict;
}

/** What somebody types who asks for a shop: its id in some spelling, or a part of its name. */
export const answerTo = async (opened: Opened, typed: string): Promise<Answer> =>
  isName(typed)
    ? { is: 'named', typed, ...findByName(opened.read.file.list, typed) }
    : explain(opened, idsTyped(typed));

/**
 * What the draw reveals about an id, frame by frame: from the frame files or, if they are not public, from a proof. Of
 * several spellings the first one that any frame contains counts.
 */
async function explain({ source, read, verdict }: Opened, [id = '', ...others]: readonly string[]): Promise<Answer> {
  const { file } = read;
  const needsPortal = source.portal && file.draw.frames.some(({ frame }) => !source.frames.has(frame));
  const answers =
    needsPortal && source.portal ? await asked(source.portal, file, id) : explainRecord(file, source.frames, id);
  if (typeof answers === 'string') return { is: 'refused', text: answers };
  if (others.length > 0 && !isFound(answers)) {
    const other = await explain({ source, read, verdict }, others);
    if (other.is === 'explained' && other.frames.some(({ stratum }) => stratum !== undefined)) return other;
  }
  const remark = remarkOn(id);
  const warned = verdict === 'failed' ? ['本次抽取核对不符：下面按公布的内容说明，不能作准。'] : [];
  return {
    is: 'explained',
    id,
    headline: headlineFor(file.draw, { id, answers, verdict }),
    remarks: [...warned, ...(remark === undefined ? [] : [remark])],
    frames: answers.map((answer) => explained(file.draw, id, answer)),
  };
}

async function asked(
  { baseUrl, number }: NonNullable<Source['portal']>,
  file: RecordFile,
  id: string,
): Promise<readonly FrameAnswer[] | string> {
  const answer = await portalAt(baseUrl)('getPublicDrawObject', { params: { number, id } });
  if (answer.ok) return placesOf(file, answer.value);
  return answer.error.kind === 'invalid-input' ? '编号中有不允许的字符，请检查后重新输入。' : answer.error.detail;
}

function explained(draw: EarlierDrawDocument, id: string, answer: FrameAnswer): Explained {
  if (!answer.ok) {
    const { frame, department, kind } = answer.error;
    return { frame, department, answer: '无法判断', reason: `${reasonInWords(kind)}。`, details: [] };
  }
  const place = answer.value;
  return {
    ...placeUnder(draw, place),
    frame: place.frame,
    department: place.department,
    details: detailsOf(place, draw.seed, id),
    ...(place.contained && { stratum: place.stratum }),
    ...(place.contained && place.ticket !== undefined && { ticket: fractionOf(place.ticket) }),
  };
}

function detailsOf(place: ObjectPlace, seed: string | undefined, id: string): Explained['details'] {
  if (!place.contained) return [];
  const { ticket, threshold, rank, size, proof, proven } = place;
  return [
    ...(ticket === undefined ? [] : [['抽签号', ticket] as const]),
    ...(threshold === undefined ? [] : [['抽中线', threshold] as const]),
    ...(rank === undefined ? [] : [['名次', `${size} 户中第 ${rank}`] as const]),
    ...(seed === undefined ? [] : [['自己验算', `printf '%s\\nobject\\n%s' ${seed} ${id} | sha256sum`] as const]),
    ['名录中的行', proof.line],
    [
      '入框证明',
      `${proven ? '成立' : '不成立'}：第 ${proof.shard} 分片第 ${proof.index + 1} 行，经 ${proof.path.length} 个摘要得到公布的根摘要`,
    ],
  ];
}
