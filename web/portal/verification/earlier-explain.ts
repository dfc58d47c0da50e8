import type { ObjectPlace } from '../../../shared/draw/one/explain-object.ts';
import type { EarlierDrawDocument } from '../../../shared/public/earlier-draw-schemas.ts';
import { headlineFor, placeUnder } from '../../../shared/verification/answer-words.ts';
import { departmentOf } from '../../../shared/verification/department-words.ts';
import { explainRecord, type FrameAnswer, isFound } from '../../../shared/verification/explain-record.ts';
import { findByName, isName } from '../../../shared/verification/find-by-name.ts';
import type { FrameFile } from '../../../shared/verification/frame-file.ts';
import { idsTyped, remarkOn } from '../../../shared/verification/place-words.ts';
import type { ReadRecord } from '../../../shared/verification/record-file.ts';
import { reasonInWords } from '../../../shared/verification/verdict-words.ts';
import type { Verdict } from '../../../shared/verification/verify-record.ts';
import type { Answer, Explained } from './messages.ts';
import { fractionOf } from './pictures.ts';

interface Opened {
  readonly frames: ReadonlyMap<string, FrameFile>;
  readonly read: ReadRecord;
  readonly verdict: Verdict;
}

/** What somebody types who asks for a shop: its id in some spelling, or a part of its name. */
export const earlierAnswer = (opened: Opened, typed: string): Answer =>
  isName(typed)
    ? { is: 'named', typed, ...findByName(opened.read.file.list, typed) }
    : explain(opened, idsTyped(typed));

/** What the draw reveals about an id, frame by frame. Of several spellings the first one that any frame contains counts. */
function explain({ frames, read, verdict }: Opened, [id = '', ...others]: readonly string[]): Answer {
  const { file } = read;
  const answers = explainRecord(file, frames, id);
  if (others.length > 0 && !isFound(answers)) {
    const other = explain({ frames, read, verdict }, others);
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

function explained(draw: EarlierDrawDocument, id: string, answer: FrameAnswer): Explained {
  if (!answer.ok) {
    const { frame, department, kind } = answer.error;
    return {
      frame,
      title: departmentOf(department),
      answer: '无法判断',
      reason: `${reasonInWords(kind)}。`,
      details: [],
    };
  }
  const place = answer.value;
  return {
    ...placeUnder(draw, place),
    frame: place.frame,
    title: departmentOf(place.department),
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
