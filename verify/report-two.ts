import { departmentOf } from '../shared/verification/department-words.ts';
import { formRemarks } from '../shared/verification/file-form.ts';
import { findByName, isName } from '../shared/verification/find-by-name.ts';
import type { FrameFile } from '../shared/verification/frame-file.ts';
import { idsTyped } from '../shared/verification/place-words.ts';
import { listAnswer } from '../shared/verification/two/list-answer.ts';
import type { ReadRecord, RecordFile } from '../shared/verification/two/record-file.ts';
import { remarkWords, stepInWords, stepWords, verdictWords } from '../shared/verification/two/verdict-words.ts';
import type { Verdict, Verification } from '../shared/verification/two/verify-record.ts';
import { marks } from './report.ts';

/** The verification as lines: every step, then the verdict in one sentence, then what it does not say. */
export function reportTwo(
  { file: { draw, fingerprint }, forms }: ReadRecord,
  { steps, verdict, remarks, place }: Verification,
  files: ReadonlyMap<string, FrameFile>,
): readonly string[] {
  const count = (outcome: string) => steps.filter((step) => step.outcome === outcome).length;
  const { title, meaning } = verdictWords[verdict];
  return [
    `抽取记录 ${draw.number}  ${draw.title}`,
    `文件指纹 ${fingerprint}`,
    '',
    ...steps.map((step) => `${marks[step.outcome]} ${stepInWords(step)}`),
    '',
    `通过 ${count('passed')} 项，不符 ${count('failed')} 项，未核对 ${count('not-checked')} 项`,
    `${title}。${meaning}`,
    ...formRemarks(forms, files).map((remark) => `注意：${remark}`),
    ...remarks.map((remark) => `注意：${remarkWords[remark]}`),
    ...(draw.voided ? ['注意：本次抽取已作废。'] : []),
    ...(place ? ['', ...ownLines(place, draw.seed)] : []),
  ];
}

function ownLines(
  { row, stratum, proof, ticket, threshold, drawn }: NonNullable<Verification['place']>,
  seed: string | undefined,
): readonly string[] {
  return [
    `自查单的一行 ${row}`,
    `  分层 ${stratum === '*' ? '不分层' : `${stratum} 类`}；第 ${proof.shard} 分片第 ${proof.index + 1} 行，入框证明 ${proof.path.length} 个摘要`,
    ...(ticket === undefined ? [] : [`  抽签号 ${ticket}`]),
    ...(threshold === undefined ? [] : [`  抽中线 ${threshold}`]),
    ...(drawn === undefined ? ['  还没有抽签。'] : [`  ${drawn ? '抽中' : '未抽中'}`]),
    ...(seed === undefined ? [] : [`  自己验算：printf '%s\\nobject\\n%s' ${seed} ${row} | sha256sum`]),
  ];
}

/** Whether an id, or what bears a name, stands on the published list, in which frames and for which departments. */
export function reportOnTwo(
  { draw, list }: RecordFile,
  { typed, verdict }: { readonly typed: string; readonly verdict: Verdict },
): readonly string[] {
  if (isName(typed)) {
    const { headline, found } = findByName(list, typed);
    return ['', headline, ...found.map(({ id, name }) => `  --id ${id}    ${name}`)];
  }
  const answers = idsTyped(typed).map((id) => listAnswer({ draw, ...(list && { list }) }, id));
  const answer = answers.find(({ kind }) => kind !== 'not-on-list') ?? answers[0];
  if (!answer) return [];
  const said = verdict === 'failed' ? ['本次抽取核对不符，不能据此下结论；下面只是公布的内容所说的。'] : [];
  return [
    '',
    `关于 ${answer.id}`,
    ...said,
    answer.headline,
    ...(answer.frames.length > 0
      ? [`· 抽样框 ${answer.frames.join('、')}；检查部门 ${answer.departments.map(departmentOf).join('、')}`]
      : []),
  ];
}

/** A short description of every step, for `--help`. */
export const stepListTwo = (): readonly string[] =>
  Object.values(stepWords).map(({ title, meaning }) => `  ${title}：${meaning}`);
