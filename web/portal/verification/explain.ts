import { departmentOf } from '../../../shared/verification/department-words.ts';
import { findByName, isName } from '../../../shared/verification/find-by-name.ts';
import { idsTyped, remarkOn } from '../../../shared/verification/place-words.ts';
import { listAnswer } from '../../../shared/verification/two/list-answer.ts';
import type { ReadRecord } from '../../../shared/verification/two/record-file.ts';
import { slipIn } from '../../../shared/verification/two/slip-file.ts';
import { reasonInWords } from '../../../shared/verification/two/verdict-words.ts';
import { type Verdict, type Verification, verifySlip } from '../../../shared/verification/two/verify-record.ts';
import type { Answer, Explained } from './messages.ts';
import { fractionOf } from './pictures.ts';

export interface Opened {
  readonly read: ReadRecord;
  readonly files: ReadonlyMap<string, Iterable<string>>;
  readonly verdict: Verdict;
}

const warningOf = (verdict: Verdict): readonly string[] =>
  verdict === 'failed' ? ['本次抽取核对不符：下面按公布的内容说明，不能作准。'] : [];

/** What the published list says of whoever somebody types: an id in some spelling, or a part of a name. */
export function answerTo({ read: { file }, verdict }: Opened, typed: string): Answer {
  if (isName(typed)) return { is: 'named', typed, ...findByName(file.list, typed) };
  const answers = idsTyped(typed).map((id) => listAnswer(file, id));
  const answer = answers.find(({ kind }) => kind === 'on-list' || kind === 'added') ?? answers[0];
  if (!answer) return { is: 'refused', text: '请输入编号。' };
  const { id, headline, frames, departments } = answer;
  const remark = remarkOn(id);
  return {
    is: 'explained',
    id,
    headline,
    remarks: [...warningOf(verdict), ...(remark === undefined ? [] : [remark])],
    frames: frames.map((frame) => ({
      frame,
      title: departments.map(departmentOf).join('、'),
      answer: '抽中',
      reason: '公布的名单写明由该抽样框抽中。',
      details: [],
    })),
  };
}

/** What the draw says to the holder of a slip: its own row, proof, ticket and threshold, and whether the list agrees. */
export function answerToSlip({ read: { file }, files, verdict }: Opened, text: string): Answer {
  const slip = slipIn(text);
  if (!slip) return { is: 'refused', text: '这不是自查单，或内容不完整。' };
  if (slip.batch !== file.draw.number)
    return { is: 'refused', text: `这张自查单属于抽取 ${slip.batch}，请先打开那一次抽取。` };
  const { steps, place } = verifySlip(file, { files, slip });
  const fault = steps.find(({ outcome }) => outcome === 'failed');
  const missing = steps.find(({ outcome }) => outcome === 'not-checked');
  const headline = fault
    ? `自查不符：${reasonInWords(fault.reason ?? '')}`
    : place
      ? headlineOf(place, missing !== undefined)
      : `无法核对：${reasonInWords(missing?.reason ?? '')}。`;
  return {
    is: 'explained',
    id: slip.id,
    headline,
    remarks: warningOf(verdict),
    frames: place ? [rowOf(slip.frame, place, file.draw.seed, fault !== undefined)] : [],
  };
}

function headlineOf({ drawn }: NonNullable<Verification['place']>, sealed: boolean): string {
  if (drawn === undefined) return '自查单上的一行在抽样框里，还没有抽签，谁也不知道会抽中谁。';
  const list = sealed ? '名单公布后可以再核对名单。' : '名单所说的与抽签号一致。';
  return drawn ? `自查单上的一行抽中。${list}` : `自查单上的一行没有抽中。${list}`;
}

function rowOf(
  frame: string,
  { row, stratum, proof, ticket, threshold, drawn }: NonNullable<Verification['place']>,
  seed: string | undefined,
  isFault: boolean,
): Explained {
  const own = drawn ? '抽中' : '未抽中';
  return {
    frame,
    title: stratum === '*' ? '不分层' : `${stratum} 类`,
    answer: isFault ? '核对不符' : drawn === undefined ? '已在抽样框' : own,
    reason:
      drawn === undefined || threshold === undefined
        ? '这一行就是抽取前锁定的那一行。'
        : `抽签号${drawn ? '不大于' : '大于'}本层的抽中线，所以${own}。`,
    stratum,
    ...(ticket !== undefined && { ticket: fractionOf(ticket) }),
    details: [
      ['行名', row],
      ...(ticket === undefined ? [] : [['抽签号', ticket] as const]),
      ...(threshold === undefined ? [] : [['抽中线', threshold] as const]),
      ...(seed === undefined ? [] : [['自己验算', `printf '%s\\nobject\\n%s' ${seed} ${row} | sha256sum`] as const]),
      ['名录中的行', proof.line],
      ['入框证明', `第 ${proof.shard} 分片第 ${proof.index + 1} 行，经 ${proof.path.length} 个摘要得到公布的根摘要`],
    ],
  };
}
