import { formatChineseDate, formatChineseTime } from '../../../shared/calendar/local-date.ts';
import { batchWords } from '../../../shared/domain/batch/states.ts';
import { departmentOf } from '../../../shared/verification/department-words.ts';
import type { RecordFile } from '../../../shared/verification/two/record-file.ts';
import { remarkWords, verdictWords } from '../../../shared/verification/two/verdict-words.ts';
import type { Verification } from '../../../shared/verification/two/verify-record.ts';
import { resultsOf, sourceOf } from './earlier-summary.ts';
import type { Verified } from './messages.ts';

/** An instant in the county's usual format. */
const at = (instant: string): string => formatChineseTime(new Date(instant));

export function factsOf({ draw }: RecordFile): Verified['facts'] {
  const objects = draw.frames.reduce((sum, { size }) => sum + size, 0);
  return [
    ['状态', batchWords.states[draw.status]],
    ['组织部门', departmentOf(draw.department)],
    ['参加部门', draw.departments.map(departmentOf).join('、')],
    ['检查期', `${formatChineseDate(draw.window.from)}至${formatChineseDate(draw.window.to)}`],
    ['名录', `${draw.frames.length} 个抽样框，共 ${objects} 行`],
    ...(draw.visits === undefined ? [] : [['抽中', `${draw.visits} 户`] as const]),
    ...(draw.digest === undefined ? [] : [['随机源', sourceOf(draw)] as const]),
    ...(draw.committedAt === undefined ? [] : [['清单公布', at(draw.committedAt)] as const]),
    ...(draw.drawnAt === undefined ? [] : [['抽取', at(draw.drawnAt)] as const]),
    ['候补与换员', `候补 ${draw.reserves.length} 次，换员 ${draw.teamChanges} 次${ratesOf(draw)}`],
  ];
}

/** Shares of what was drawn and sent; a draw without teams has none. */
function ratesOf({ visits, places, reserves, teamChanges }: RecordFile['draw']): string {
  if (!visits || !places) return '';
  const rate = (count: number, all: number): number => Math.round((count * 10_000) / all) / 100;
  return `（被替换的占抽中对象 ${rate(reserves.length, visits)}%，占检查组人次 ${rate(teamChanges, places)}%）`;
}

/** Where else the same work is public; its results are published from the window on, and late ones within the year. */
export function relatedTo({ draw, list }: RecordFile): Verified['related'] {
  return {
    plans: draw.entries.map(({ planId, edition, title }) => ({
      title: `${title}（第 ${edition} 版）`,
      path: `/public/plans/${planId}?edition=${edition}`,
    })),
    results: resultsOf(draw),
    ...(list && {
      list: list.map(({ id, name, teams }) => ({
        ...{ id, name },
        departments: teams.map(({ department }) => departmentOf(department)).join('、'),
      })),
    }),
  };
}

/** The verdict in view of the draw's state: what is not public yet, or never will be, is no defect of the files. */
export function headlineOf({ draw }: RecordFile, verdict: Verification['verdict']): Verified['headline'] {
  if (verdict !== 'open') return verdictWords[verdict];
  const agrees = '目前公布的内容都重新算过，没有发现不符。';
  if (draw.voided && draw.drawnAt === undefined)
    return { title: '本次抽取已作废，没有抽出结果', meaning: `${agrees}没有进行到的步骤无可核对。` };
  if (draw.drawnAt === undefined) return { title: '还没有抽签', meaning: `${agrees}抽取后请再来核对。` };
  if (draw.status === 'revealed')
    return { title: '已经抽签，正在匹配检查人员', meaning: `${agrees}名单的摘要已经公布；匹配之后请再来核对名单。` };
  if (draw.list?.publishedAt === undefined)
    return { title: '已公布的都一致，名单待检查后公布', meaning: `${agrees}名单公布后请再来核对全部步骤。` };
  return verdictWords.open;
}

/** What has changed of the registry between a draw and its repeat. */
function changesOf({
  frame,
  added,
  left,
  changed,
}: NonNullable<RecordFile['draw']['frames'][number]['since']>): string {
  const sum = (counts: typeof left) => counts.reduce((total, { count }) => total + count, 0);
  const each = (counts: typeof left) =>
    counts.length === 0 ? '' : `（${counts.map(({ reason, count }) => `${reason} ${count} 户`).join('，')}）`;
  return `与上一次的抽样框 ${frame} 相比，新增 ${added} 户，减少 ${sum(left)} 户${each(left)}，变动 ${sum(changed)} 户${each(changed)}。`;
}

/** What has changed of the people who may be assigned between a draw and its repeat. */
function changesOfPeople({ peopleSince = {} }: RecordFile['draw']): readonly string[] {
  const { inspectors, experts } = peopleSince;
  const told = [
    ['检查人员名录', inspectors],
    ['专家名录', experts],
  ] as const;
  return told.flatMap(([list, since]) => {
    if (!since) return [];
    const { batch, added, left, changed } = since;
    const total = changed.reduce((sum, { count }) => sum + count, 0);
    const each = total === 0 ? '' : `（${changed.map(({ reason, count }) => `${reason} ${count} 人`).join('，')}）`;
    return [
      `与上一次抽取 ${batch} 的${list}相比，新增 ${added} 人，减少 ${left} 人，指派条件变动 ${total} 人${each}。`,
    ];
  });
}

/** Category, reason and document of a void; of earlier ones the category alone. */
const whyVoided = ({ category, reason, document }: NonNullable<RecordFile['draw']['voided']>): string =>
  `${category}${reason === undefined ? '' : `：${reason}`}${document === undefined ? '' : `，依据${document}`}`;

/** What a visitor must know about the state of the draw, one sentence each. */
export function noticesOf({ draw }: RecordFile, remarks: Verification['remarks']): readonly string[] {
  const { status, voided, list, listDueAt, defaulted, matchFailure = [] } = draw;
  return [
    ...(voided
      ? [`本次抽取已于${at(voided.at)}作废（${whyVoided(voided)}），不再据此检查；记录仍然保留，供大家核对。`]
      : []),
    ...(draw.repeats.length > 0 ? [`本次抽取是对已作废的抽取 ${draw.repeats.join('、')} 的重抽。`] : []),
    ...draw.frames.flatMap(({ since }) => (since ? [changesOf(since)] : [])),
    ...changesOfPeople(draw),
    ...(draw.repeatedBy ? [`有关事项已另行抽取，见抽取记录 ${draw.repeatedBy.join('、')}。`] : []),
    ...(draw.repeatConsent
      ? [`联席会议召集人已于${at(draw.repeatConsent.at)}同意再次重抽：${draw.repeatConsent.reason}。`]
      : []),
    ...(status === 'committed' && draw.awaiting === undefined
      ? [`清单已经公布，随机数还没有产生，所以现在谁也不知道会抽中谁。随机源：${sourceOf(draw)}。`]
      : []),
    ...(draw.awaiting === undefined
      ? []
      : [`公共随机信标第 ${draw.beacon?.round} 轮已经产生，本系统还没有取得它的签名；取得后自动抽取，请稍后再来。`]),
    ...(draw.stalled ? [`抽取停在“${draw.stalled.task}”一步：${draw.stalled.reason ?? '正在处理'}。`] : []),
    ...(draw.replaced ? [`随机源改过 ${draw.replaced.length} 次，原来的清单和摘要仍在记录里，已一并核对。`] : []),
    ...(voided?.beaconLost
      ? ['作废前公共随机数已经产生而未能取得：任何人找到它的签名，都能算出本来会抽中哪些行。']
      : []),
    ...(status === 'revealed' && draw.drawnAt === undefined ? ['随机数已经公开，抽取即将进行。'] : []),
    ...(voided?.keyLost
      ? ['作废前批次密钥已经丢失：任何人都能算出抽中哪些行，但谁也不能再说明哪一行是哪一户，所以另行抽取。']
      : []),
    ...(defaulted && defaulted.notCommitted.length > 0
      ? [`没有按时提交承诺：${defaulted.notCommitted.map(departmentOf).join('、')}。`]
      : []),
    ...(defaulted && defaulted.notRevealed.length > 0
      ? [`没有按时公开密数：${defaulted.notRevealed.map(departmentOf).join('、')}。`]
      : []),
    ...(matchFailure.length > 0
      ? [`检查对象已经抽出，但检查人员不够，没有派出检查组：${matchFailure.map(({ reason }) => reason).join('；')}。`]
      : []),
    ...(list && list.publishedAt === undefined && draw.listPublicity === '检查后公示'
      ? [
          `名单在检查结束后公布${listDueAt === undefined ? '' : `（最迟${at(listDueAt)}）`}，以免走漏风声；在此之前，对任何编号的查询答复都一样。名单的摘要已经公布，名单改不了。`,
        ]
      : []),
    ...(draw.digest === undefined ? [] : remarks.map((remark) => remarkWords[remark])),
    ...(draw.digest === undefined
      ? []
      : [
          '人人可以核对：名录各行先于随机数锁定、抽中的正是抽签号最小的那几行、名单就是当时封存的那一份。名录以行名列出，所以看不出谁是哪一类；哪一行是哪一户，对象凭自查单核对自己的一行，监督、审计机关和公证处凭密钥核对全部。',
        ]),
  ];
}
