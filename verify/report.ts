import type { EarlierDrawDocument } from '../shared/public/earlier-draw-schemas.ts';
import { headlineFor, placeUnder } from '../shared/verification/answer-words.ts';
import { departmentOf } from '../shared/verification/department-words.ts';
import { explainRecord, type FrameAnswer, isFound } from '../shared/verification/explain-record.ts';
import { formRemarks } from '../shared/verification/file-form.ts';
import { findByName, isName } from '../shared/verification/find-by-name.ts';
import type { FrameFile } from '../shared/verification/frame-file.ts';
import { idsTyped, remarkOn } from '../shared/verification/place-words.ts';
import type { ReadRecord } from '../shared/verification/record-file.ts';
import { reasonInWords, stepInWords, verdictWords } from '../shared/verification/verdict-words.ts';
import type { Verdict, Verification } from '../shared/verification/verify-record.ts';

type FrameFiles = ReadonlyMap<string, FrameFile>;

export const marks = { passed: '✓', failed: '✗', 'not-checked': '—' } as const;

/** The verification as lines: every step, then the verdict in one sentence. */
export function report(
  { file: { draw, fingerprint }, forms }: ReadRecord,
  { steps, verdict }: Verification,
  frames: FrameFiles,
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
    ...formRemarks(forms, frames),
    ...(draw.voided ? ['注意：本次抽取已作废。'] : []),
    ...(draw.seed === undefined ? [] : [`自己验算：printf '%s\\nobject\\n%s' ${draw.seed} 编号 | sha256sum`]),
  ];
}

/** What the record states about one object, frame by frame, for the first id that any frame contains; or the listed objects of that name. */
export function reportOn(
  { file }: ReadRecord,
  frames: FrameFiles,
  { typed, verdict }: { readonly typed: string; readonly verdict: Verdict },
): readonly string[] {
  if (isName(typed)) {
    const { headline, found } = findByName(file.list, typed);
    return ['', headline, ...found.map(({ id, name }) => `  --id ${id}    ${name}`)];
  }
  const ids = idsTyped(typed);
  const explained = ids.map((id) => ({ id, answers: explainRecord(file, frames, id) }));
  const { id = '', answers = [] } = explained.find((each) => isFound(each.answers)) ?? explained[0] ?? {};
  const remark = remarkOn(id);
  return [
    '',
    `关于 ${id}`,
    ...(remark === undefined ? [] : [remark]),
    headlineFor(file.draw, { id, answers, verdict }),
    ...answers.flatMap((answer) => answerLines(file.draw, answer)),
  ];
}

function answerLines(draw: EarlierDrawDocument, answer: FrameAnswer): readonly string[] {
  if (!answer.ok) {
    const { frame, department, kind } = answer.error;
    return [`— ${departmentOf(department)}（${frame}）：无法判断，${reasonInWords(kind)}`];
  }
  const place = answer.value;
  const { answer: said, reason } = placeUnder(draw, place);
  const head = `· ${departmentOf(place.department)}（${place.frame}）：${said}。${reason}`;
  if (!place.contained) return [head];
  const { ticket, threshold, proof, proven } = place;
  return [
    head,
    ...(ticket === undefined ? [] : [`    抽签号 ${ticket}`]),
    ...(threshold === undefined ? [] : [`    抽中线 ${threshold}`]),
    `    入框证明 第 ${proof.shard} 分片第 ${proof.index + 1} 行，${proof.path.length} 个摘要：${proven ? '成立' : '不成立'}`,
  ];
}
