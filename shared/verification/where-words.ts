import { batchWords } from '../domain/batch/states.ts';
import type { VerificationStepName } from '../draw/one/verification-step.ts';
import { departmentOf } from './department-words.ts';

/** Names of a record's parts, for steps about the record as a whole. */
const partWords: Readonly<Record<string, string>> = {
  ...batchWords.states,
  number: '抽取编号',
  window: '检查期',
  departments: '参加部门',
  source: '随机源',
  manifest: '抽取清单',
  digest: '清单摘要',
  ceremony: '仪式',
  parties: '参与方',
  beacon: '公共随机信标',
  chain: '信标链',
  round: '轮次',
  due: '产生时间',
  takenAt: '取得时间',
  randomness: '随机数',
  seed: '种子',
  department: '部门',
  items: '抽查事项',
  root: '根摘要',
  size: '数量',
  quota: '应抽数',
  frozenAt: '冻结时间',
  committedAt: '清单公布时间',
  commitBy: '承诺截止时间',
  revealBy: '公开截止时间',
  drawnAt: '抽取时间',
  dispatchedAt: '派发时间',
  framesPublishedAt: '名录公布时间',
  commitment: '承诺',
  reveal: '密数',
  reserve: '候补',
  list: '名单',
  salt: '名单的盐',
  visits: '抽中户数',
  changes: '变动统计',
  objects: '抽中户数',
  reserves: '候补次数',
  passedOver: '越过户数',
  reserveRate: '候补比例',
  places: '检查组人次',
  teamChanges: '换员次数',
  teamChangeRate: '换员比例',
  matchFailure: '匹配失败的原因',
  category: '类别',
  replaced: '被替换的清单',
  partiesAlone: '“仅由各方产生”的说明',
};

/** The place a step refers to, in words: departments by name, strata and lines as such. */
export function whereInWords(step: VerificationStepName, where: string): string {
  const line = /^(.*) line (\d+)$/.exec(where);
  if (line) return `${line[1]} 第 ${line[2]} 行`;
  const words = where.split(/[ ,]+/);
  const [first = '', second, ...more] = words;
  switch (step) {
    case 'record':
      return [...new Set(words.map((word) => recordWord(word, first)))].join(' ');
    case 'manifest':
      return where.startsWith('/') ? `清单中的 ${where}` : where;
    case 'randomness':
      return first === 'round' ? `第 ${second} 轮` : words.map(departmentOf).join('、');
    case 'frame':
    case 'selection':
    case 'reserves':
      return second === undefined ? first : [first, `${second} 类`, ...more].join(' ');
    default:
      return words.map(departmentOf).join(' ');
  }
}

/** `voided` is both a state and a part of a record; a path always means the part. */
const recordWord = (word: string, first: string): string => {
  if (/^\d{1,3}$/.test(word)) return `第 ${word} 个`;
  if (word === 'voided') return '作废记录';
  if (word === first && word in batchWords.states) return `状态“${partWords[word]}”：`;
  return /^[A-D]$/.test(word) ? `${word} 类` : (partWords[word] ?? departmentOf(word));
};
