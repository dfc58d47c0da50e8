import { callRoute } from '../../../shared/api/call-route.ts';
import { portal } from '../../../shared/api/routes/portal.ts';
import type { ObjectPlace } from '../../../shared/draw/explain-object.ts';
import { explainRecord, type FrameAnswer } from '../../../shared/verification/explain-record.ts';
import { placesOf } from '../../../shared/verification/place-of-answer.ts';
import { placeInWords, remarkOn } from '../../../shared/verification/place-words.ts';
import type { RecordFile } from '../../../shared/verification/record-file.ts';
import { reasonInWords } from '../../../shared/verification/verdict-words.ts';
import type { Answer, Explained } from './messages.ts';
import { fractionOf } from './pictures.ts';
import type { Source } from './sources.ts';

/** What the draw says of one id, frame by frame: from the frame files, or where they are not public, from a proof. */
export async function explain(source: Source, file: RecordFile, id: string): Promise<Answer> {
  const remark = remarkOn(id);
  const needsPortal = source.portal && file.draw.frames.some(({ frame }) => !source.frames.has(frame));
  const answers =
    needsPortal && source.portal ? await asked(source.portal, file, id) : explainRecord(file, source.frames, id);
  if (typeof answers === 'string') return { is: 'refused', text: answers };
  return { is: 'explained', id, frames: answers.map(explained), ...(remark !== undefined && { remark }) };
}

async function asked(
  { baseUrl, number }: NonNullable<Source['portal']>,
  file: RecordFile,
  id: string,
): Promise<readonly FrameAnswer[] | string> {
  const answer = await callRoute({ baseUrl }, portal.routes.getPublicDrawObject, { params: { number, id } });
  if (answer.ok) return placesOf(file, answer.value);
  return answer.error.kind === 'invalid-input' ? '编号中有不允许的字符，请检查后重新输入。' : answer.error.detail;
}

function explained(answer: FrameAnswer): Explained {
  if (!answer.ok) {
    const { frame, department, kind } = answer.error;
    return { frame, department, answer: '无法判断', reason: `${reasonInWords(kind)}。`, details: [] };
  }
  const place = answer.value;
  return {
    ...placeInWords(place),
    frame: place.frame,
    department: place.department,
    details: detailsOf(place),
    ...(place.contained && { stratum: place.stratum }),
    ...(place.contained && place.ticket !== undefined && { ticket: fractionOf(place.ticket) }),
  };
}

function detailsOf(place: ObjectPlace): Explained['details'] {
  if (!place.contained) return [];
  const { ticket, threshold, rank, size, proof, proven } = place;
  return [
    ...(ticket === undefined ? [] : [['抽签号', ticket] as const]),
    ...(threshold === undefined ? [] : [['抽中线', threshold] as const]),
    ...(rank === undefined ? [] : [['名次', `${size} 户中第 ${rank}`] as const]),
    ['名录中的行', proof.line],
    [
      '入框证明',
      `${proven ? '成立' : '不成立'}：第 ${proof.shard} 分片第 ${proof.index + 1} 行，经 ${proof.path.length} 个摘要得到公布的根摘要`,
    ],
  ];
}
