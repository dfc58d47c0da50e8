import type { VerificationStep, VerificationStepName } from '../../draw/verification-step.ts';
import { departmentOf } from '../department-words.ts';
import { reasonInWords as earlierReason, stepWords as earlierStepWords, outcomeWords } from '../verdict-words.ts';
import { whereInWords as earlierWhere } from '../where-words.ts';
import type { Remark, Verdict } from './verify-record.ts';

/** The name of each step, and its meaning for readers who have never heard of a digest. */
export const stepWords: Readonly<Record<VerificationStepName, { readonly title: string; readonly meaning: string }>> = {
  file: earlierStepWords.file,
  record: earlierStepWords.record,
  manifest: earlierStepWords.manifest,
  randomness: earlierStepWords.randomness,
  seed: earlierStepWords.seed,
  frame: {
    title: '抽样框',
    meaning: '公布的每一行就是抽取前锁定的那一行，没有增减、没有调换。行名不说明是谁，只有自查单能对上。',
  },
  selection: { title: '抽取结果', meaning: '每一层抽中的，正是抽签号最小的那几行。' },
  list: { title: '检查名单', meaning: '现在公布的名单就是抽取当时封存的那一份，每个抽样框抽中的户数不多不少。' },
  people: { title: '检查人员和专家名录', meaning: '公布的人员名录就是抽取前锁定的那一份，人员以行名列出。' },
  teams: { title: '检查组', meaning: '每个检查组的成员都在名录内，人数足够，与抽取当时封存的一致。' },
  own: { title: '自查', meaning: '自查单上的这一户在抽样框内；名单所说的与它的抽签号一致。' },
  key: { title: '批次密钥', meaning: '所持的密钥就是抽取前公布其摘要的那一把。' },
  rows: { title: '对号册', meaning: '每一行都对应一户，每户只有一行，各部门的户数与公布的一致。' },
  names: { title: '名单对号', meaning: '抽中的行打开来，正是名单上的各户。' },
  turns: { title: '候补', meaning: '替补上来的，正是抽签号紧随其后的那一户；被越过的，都写明缘由。' },
  order: { title: '匹配', meaning: '按冻结的事实重新匹配一遍，检查组与公布的完全相同。' },
};

/** What is of this specification alone; the rest is worded as before. */
const reasonWords: Readonly<Record<string, string>> = {
  'form-differs': '内容没有改动，只是各行的顺序不同；请改用原文件核对',
  'added-differ': '公布的替补与候补的记录不同',
  'another-key': '不是抽取前公布其摘要的那一把',
  'malformed-key': '密钥不是 64 位十六进制',
  'book-not-given': '没有提供对号册',
  'class-differs': '信用分类与名录库不同',
  'duplicate-row': '同一行出现两次',
  'expert-not-in-list': '有专家不在公布的专家名录内',
  'facts-not-given': '没有提供冻结的匹配事实',
  'frame-count-differs': '名单中属于该抽样框的户数与抽取结果不符',
  'frames-differ-from-manifest': '抽样框与清单所列的不同',
  'frames-not-opened': '缺少对号册，或与锁定的抽样框不符',
  'frames-out-of-order': '所列的抽样框重复、不在清单中或顺序不对',
  'id-repeated': '同一编号出现两次',
  'left-out': '名录库中应列入的一户没有列入',
  'list-differs': '名单所说的与抽签号不符。请保存自查单并向联席会议办公室或监督机关反映',
  'list-file-not-given': '没有提供名录文件',
  'list-missing': '没有公布名单摘要',
  'list-out-of-order': '名单的顺序不对',
  'malformed-places': '所属部门的序号不合规范',
  'malformed-slip': '自查单的内容不合规范',
  'malformed-line': '该行不是名录中的一行（行名、分层），或不是 UTF-8 文本',
  'match-failed': '检查人员不够，没有派出检查组',
  'match-not-possible': '重新匹配得不出检查组',
  'match-was-possible': '重新匹配可以得出检查组，公布的却是匹配失败',
  'member-not-in-list': '有成员不在公布的检查人员名录内',
  'not-in-registry': '名录库中没有这一户',
  'not-the-next-ticket': '不是该层紧随其后的抽签号',
  'part-size-differs': '该部门的户数与公布的不同',
  'parts-do-not-add-up': '各部门的户数与总数不符',
  'people-differ': '人员与锁定的名录不同',
  'people-not-given': '没有提供人员名册',
  'places-differ': '所属部门与名录库不同',
  'previous-teams-differ': '上次检查组与锁定的不同',
  'quota-out-of-range': '应抽数超出该层的户数',
  'randomness-after-window': '随机数在检查期结束之后才产生',
  'replaced-before': '被替换的一户此前已被替换',
  'reserves-run-out': '候补所用的抽签号不足',
  'row-differs': '这一户得不出这一行',
  'row-not-in-frame': '抽样框中没有自查单所说的这一行。请保存自查单并向联席会议办公室或监督机关反映',
  'row-not-proven': '入框证明不成立',
  'salt-differs': '名单的盐不是密钥所定的',
  'slip-of-another-batch': '自查单属于另一次抽取',
  'strata-differ-from-manifest': '各层与清单所列的不同',
  'strata-out-of-order': '各层重复或顺序不对',
  'teams-differ': '检查组与重新匹配的不同',
  'teams-out-of-order': '检查组的顺序不对',
  'turn-count-differs': '候补次数与公布的不同',
  'turn-differs': '候补的次序或时间与公布的不同',
  'turn-digest-differs': '候补与当时公布的摘要不符',
  'turn-not-stated': '没有公布这一次候补',
  'turns-not-given': '没有提供候补记录',
  'version-differs': '名录版本与名录库不同',
};

export const reasonInWords = (reason: string): string => reasonWords[reason] ?? earlierReason(reason);

const listWords: Readonly<Record<string, string>> = { inspectors: '检查人员名录', experts: '专家名录', '*': '不分层' };

/** The place a step refers to, in words. */
export function whereInWords(step: VerificationStepName, where: string): string {
  if (step === 'manifest' || step === 'randomness') return earlierWhere(step, where);
  if (step === 'record')
    return earlierWhere(step, where).replace('inspectors', '检查人员名录').replace('experts', '专家名录');
  if (step === 'turns') return `第 ${where} 次`;
  const line = /^(.*) line (\d+)$/.exec(where);
  if (line) return `${listWords[line[1] ?? ''] ?? line[1]} 第 ${line[2]} 行`;
  return where
    .split(' ')
    .map((word) => (/^[A-D]$/.test(word) ? `${word} 类` : (listWords[word] ?? departmentOf(word))))
    .join(' ');
}

/** One step as a line: what, where, why. */
export function stepInWords({ step, outcome, where, reason }: VerificationStep): string {
  const place = where === undefined || where === '' ? '' : `（${whereInWords(step, where)}）`;
  return `${stepWords[step].title}${place}：${outcomeWords[outcome]}${reason === undefined ? '' : `，${reasonInWords(reason)}`}`;
}

export const verdictWords: Readonly<Record<Verdict, { readonly title: string; readonly meaning: string }>> = {
  verified: {
    title: '核对通过',
    meaning: '能够公开核对的各步都重新算过一遍，结果与公布的完全一致。',
  },
  failed: { title: '核对不符', meaning: '至少有一处与公布的不一致，具体位置见下。请保存文件并向联席会议办公室反映。' },
  open: { title: '没有发现不符，但有部分未核对', meaning: '已核对的都一致；标为“未核对”的部分还缺少文件或尚未公布。' },
};

/** What the verdict does not say. */
export const remarkWords: Readonly<Record<Remark, string>> = {
  'parties-alone': '仅由各方产生：本次抽取的随机数只出自仪式，参加的各方如果全体串通，可以选择结果。',
  'no-key-check':
    '尚无独立核对：哪一行是哪一户只有持密钥的监督、审计机关或公证处能够逐行核对，目前还没有一家公布核对结果；持自查单的对象可以核对自己的一行。',
};
