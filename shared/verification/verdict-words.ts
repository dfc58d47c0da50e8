import type { VerificationStep, VerificationStepName } from '../draw/one/verification-step.ts';
import type { UnreadableRecord } from './record-file.ts';
import type { Verdict } from './verify-record.ts';
import { whereInWords } from './where-words.ts';

/** The name of each step, and its meaning for readers who have never heard of a digest. */
export const stepWords: Readonly<Record<VerificationStepName, { readonly title: string; readonly meaning: string }>> = {
  file: { title: '文件完整', meaning: '下载的记录文件所写的内容没有一处改动。' },
  record: { title: '公示内容一致', meaning: '页面上显示的名称、数量、时间与抽取前公布的清单一致。' },
  manifest: { title: '抽取清单', meaning: '抽谁、按什么比例抽，在随机数产生之前就已定下，之后一字未改。' },
  randomness: {
    title: '随机数',
    meaning: '随机数出自清单里事先写明的来源（各方共同产生、公共随机信标，或两者一起），谁也无法事先知道或单独左右。',
  },
  seed: { title: '种子', meaning: '抽签用的种子由清单和随机数算出，没有人可以另选。' },
  frame: { title: '抽样框', meaning: '公布的每一行名录就是抽取前锁定的那一行，没有增减、没有调换。' },
  selection: { title: '抽取结果', meaning: '每一层抽中的，正是抽签号最小的那几户。' },
  reserves: { title: '候补', meaning: '替补上来的，正是抽签号紧随其后的那一户；被越过的，都写明缘由。' },
  visits: { title: '检查名单', meaning: '名单上的每一户都是抽出来的，抽出来的每一户都在名单上。' },
  list: { title: '名单摘要', meaning: '现在公布的名单，就是抽取当时封存的那一份。' },
  inspectors: { title: '检查人员名录', meaning: '公布的检查人员名录就是抽取前锁定的那一份。' },
  teams: { title: '检查组', meaning: '每个检查组的成员都在名录内，人数足够，与抽取当时封存的一致。' },
};

export const outcomeWords: Readonly<Record<VerificationStep['outcome'], string>> = {
  passed: '通过',
  failed: '不符',
  'not-checked': '未核对',
};

export const verdictWords: Readonly<Record<Verdict, { readonly title: string; readonly meaning: string }>> = {
  verified: { title: '核对通过', meaning: '全部步骤重新算过一遍，结果与公布的完全一致。' },
  failed: { title: '核对不符', meaning: '至少有一处与公布的不一致，具体位置见下。请保存文件并向联席会议办公室反映。' },
  open: { title: '没有发现不符，但有部分未核对', meaning: '已核对的都一致；标为“未核对”的部分还缺少文件或尚未公布。' },
};

/** Why a step did not pass. A reason with a number in it, e.g. `place-3-differs`, is found by its pattern. */
const reasonWords: Readonly<Record<string, string>> = {
  'not-canonical': '不是规范格式，内容被改动过',
  'field-repeated': '同一字段写了两次，含义不明，文件被改动过',
  'fingerprint-differs': '文件内容与其指纹不符，文件被改动过',
  'differs-from-manifest': '与抽取前公布的清单不一致',
  'part-missing': '缺少该状态应有的内容',
  'list-too-early': '约定检查后公示的，在检查期结束前就公布了',
  'drawn-in-out-of-order': '所列的抽样框重复，或顺序不对',
  'notice-too-short': '清单公布后不足 10 分钟就开始产生随机数',
  'unknown-category': '作废的类别不在规定之列',
  'defaulted-differ': '所列的违约方与公布的承诺、密数和时间不符',
  'category-differs': '随机源未完成的作废，写成了别的类别',
  'more-than-source-replaced': '改用仪式时，除随机源外还改了别的内容',
  'replaced-after-round': '在公共随机数产生之后才改用仪式',
  'part-too-early': '出现了该状态不应有的内容',
  'out-of-order': '时间先后颠倒',
  'count-differs': '数量不符',
  'malformed-manifest': '清单的内容不合规范',
  'unknown-specification': '清单采用的规范版本不认识',
  'not-an-integer': '清单中有不是整数的数',
  'lone-surrogate': '清单中有残缺的字符',
  'unsupported-type': '清单中有不允许的内容',
  'digest-differs': '清单与其摘要不符，清单被改动过',
  'strata-do-not-add-up': '各层数量之和与总数不符',
  'frame-repeated': '同一抽样框出现两次',
  'malformed-randomness': '随机数不是 64 位十六进制',
  'ceremony-missing': '没有公布随机数的产生过程',
  'ceremony-not-committed': '清单没有约定由各方产生随机数',
  'beacon-missing': '没有公布公共随机信标的签名',
  'beacon-not-committed': '清单没有约定公共随机信标',
  'unknown-source': '清单约定的随机源不认识',
  'unknown-chain': '清单约定的信标不是 drand quicknet',
  'round-differs': '公布的信标轮次不是清单约定的那一轮',
  'malformed-round': '信标的轮次不合规范',
  'malformed-signature': '信标的签名不是 96 位十六进制',
  'malformed-key': '信标的公钥不合规范',
  'not-a-group-element': '信标的签名不是有效的曲线点',
  'signature-differs': '信标的签名不是公钥持有人对这一轮的签名',
  'randomness-differs': '重新算出的随机数与公布的不同',
  'too-few-parties': '参加的不足两方',
  'manifest-not-published': '抽取清单尚未公布',
  'not-committed': '没有提交承诺',
  'not-revealed': '没有公开密数',
  'unknown-party': '不是清单列明的一方',
  'stated-twice': '同一方出现两次',
  'commitment-copied': '与另一方的承诺相同',
  'committed-late': '承诺晚于截止时间',
  'revealed-early': '密数早于截止时间公开',
  'malformed-secret': '密数不是 64 位十六进制',
  'secret-does-not-match': '公开的密数与其承诺不符',
  'dice-missing': '没有公布骰子的点数',
  'malformed-dice': '骰子的点数不是至少 50 次的 1 至 6',
  'dice-do-not-match': '按骰子的点数算出的密数与公开的不同',
  'dice-not-asked-for': '只有公证处掷骰子',
  'seed-differs': '按清单摘要和随机数算出的种子与公布的不同',
  'frame-missing': '没有公布该抽样框的抽取结果',
  'frame-not-committed': '清单中没有该抽样框',
  'frame-file-not-given': '没有提供名录文件',
  'malformed-line': '该行不是名录中的一行（编号、分层、版本），或不是 UTF-8 文本',
  'duplicate-id': '同一编号出现两次',
  'line-out-of-order': '行的顺序不对',
  'root-differs': '名录与抽取前锁定的不同：有行被改动、增加或删除',
  'size-differs': '行数不符',
  'stratum-size-differs': '该层的行数不符',
  'stratum-not-committed': '清单中没有该层',
  'stratum-not-stated-once': '该层的结果缺少或重复',
  'threshold-differs': '抽中线与重新算出的不同',
  'list-length-differs': '名单的户数不符',
  'list-not-published': '名单尚未公布（检查后公示）',
  'visit-differs': '与按抽取结果得出的名单不同',
  'visit-not-drawn': '名单上的这一户没有被抽中',
  'reserve-count-differs': '候补次数与公布的候补不符',
  'replaced-was-not-drawn': '被替换的一户原本没有被抽中',
  'replaced-twice': '同一户被替换了两次',
  'nobody-called': '被替换的一户在该层抽中，该层却没有候补替上',
  'too-many-called': '为一户替上了不止一户，或在替上之后又越过了别户',
  'passed-without-reason': '被越过的一户在本次抽取中既没有检查、也没有被替换',
  'called-was-replaced': '替上的一户此前已被替换',
  'list-digest-differs': '名单与抽取当时封存的摘要不符',
  'teams-digest-differs': '检查组与抽取当时封存的摘要不符',
  'teams-digest-not-published': '没有公布检查组的摘要',
  'team-missing': '没有检查组',
  'team-not-asked-for': '该部门不参加这一户的检查，或顺序不对',
  'member-repeated': '同一人出现两次',
  'too-few-members': '人数少于规定',
  'too-many-members': '人数多于规定',
  'leader-missing': '没有按规则设组长',
  'leader-not-a-member': '组长不是检查组成员',
  'member-not-in-frame': '有成员不在公布的检查人员名录内',
  'members-out-of-order': '成员没有按抽签号排列',
  'expert-repeated': '同一专家出现两次，或专家同时列为检查人员',
  'expert-not-in-frame': '有专家不在公布的专家名录内',
  'over-capacity': '该人员的任务超过上限',
  'not-yet': '尚未产生',
  voided: '本次抽取已作废，没有进行到这一步',
};

const numbered = [
  [/^place-(\d+)-differs$/, (place: string) => `第 ${place} 位与重新算出的不同`],
  [/^reserve-(\d+)-differs$/, (place: string) => `第 ${place} 个候补不是紧随其后的抽签号`],
] as const;

export function reasonInWords(reason: string): string {
  for (const [pattern, words] of numbered) {
    const place = pattern.exec(reason)?.[1];
    if (place !== undefined) return words(place);
  }
  return reasonWords[reason] ?? reason;
}

/** One step as a line: what, where, why. */
export function stepInWords({ step, outcome, where, reason }: VerificationStep): string {
  const place = where === undefined || where === '' ? '' : `（${whereInWords(step, where)}）`;
  return `${stepWords[step].title}${place}：${outcomeWords[outcome]}${reason === undefined ? '' : `，${reasonInWords(reason)}`}`;
}

/** Why a file is not a draw record. */
export const unreadableInWords = ({ kind, where }: UnreadableRecord): string =>
  ({
    'not-utf8': '不是 UTF-8 文本。',
    'not-json': '不是 JSON。',
    'not-a-record': `不是抽取记录（${where === undefined || where === '' ? '格式不符' : `${where} 缺少或不合规范`}）。`,
  })[kind];
