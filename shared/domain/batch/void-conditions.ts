import type { VoidCategory } from '../../codes/draws.ts';
import type { Batch } from './batch.ts';
import { isPublic } from './stage.ts';
import { type BatchStatus, batchWords } from './states.ts';

interface Condition {
  /** The states in which it can be so; any, if absent. */
  readonly states?: readonly BatchStatus[];
  /** Whether a document has to say so: always, from the publication of the digest on, or not. */
  readonly document: 'always' | 'public' | 'not-needed';
}

/** What each category of a void presupposes, so that no draw is voided for what came out under the name of something else. */
const conditions: Readonly<Record<VoidCategory, Condition>> = {
  录入错误: { document: 'public' },
  // A plan that is changed after the draw changes the windows of visits, not who was drawn.
  计划调整: { states: ['freezing', 'frozen', 'committed'], document: 'public' },
  // Beyond that, a party must have defaulted or the beacon be lost when the void is decided.
  随机源未完成: { states: ['committed'], document: 'not-needed' },
  匹配失败: { states: ['match-failed'], document: 'not-needed' },
  程序违规: { document: 'public' },
  不可抗力: { document: 'always' },
  其他: { document: 'public' },
};

/** Why a batch in its present state cannot be voided under a category, in words; undefined if it can. */
export function unmetCondition(
  batch: Pick<Batch, 'status' | 'committedAt' | 'voided'>,
  { category, document }: { readonly category: VoidCategory; readonly document?: string | undefined },
): string | undefined {
  const { states, document: needed } = conditions[category];
  if (states && !states.includes(batch.status)) {
    const words = states.map((state) => batchWords.states[state]).join('、');
    return `“${category}”只适用于${words}的批次，本批次${batchWords.states[batch.status]}，请按实际原因申请。`;
  }
  if (document !== undefined || needed === 'not-needed' || (needed === 'public' && !isPublic(batch))) return undefined;
  return needed === 'always'
    ? `以“${category}”作废，须注明认定文书的名称和文号。`
    : `摘要已经公布，以“${category}”作废须注明认定文书的名称和文号。`;
}
