import { formatChineseDate, formatChineseTime, yearOf } from '../../../shared/calendar/local-date.ts';
import { batchWords } from '../../../shared/domain/batch/states.ts';
import { departmentOf } from '../../../shared/verification/department-words.ts';
import type { RecordFile } from '../../../shared/verification/record-file.ts';
import { verdictWords } from '../../../shared/verification/verdict-words.ts';
import type { Verdict } from '../../../shared/verification/verify-record.ts';
import type { Verified } from './messages.ts';

/** An instant in the county's usual format. */
const at = (instant: string): string => formatChineseTime(new Date(instant));

export function factsOf({ draw }: RecordFile): Verified['facts'] {
  const objects = draw.frames.reduce((sum, { size }) => sum + size, 0);
  const turns = draw.reserves.flatMap(({ called }) => called);
  const passed = turns.filter((one) => one.passed !== undefined).length;
  const passedOver = passed === 0 ? '' : `（另越过 ${passed} 户）`;
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
    ['候补与换员', `候补 ${turns.length - passed} 次${passedOver}，换员 ${draw.teamChanges} 次${ratesOf(draw)}`],
  ];
}

/** Where else the same work is public; its results are published from the window on, and late ones within the year. */
export function relatedTo({ draw, list }: RecordFile): Verified['related'] {
  const plans = draw.entries.map(({ planId, edition, title }) => ({
    title: `${title}（第 ${edition} 版）`,
    path: `/public/plans/${planId}?edition=${edition}`,
  }));
  const departments = ({ drawnIn }: NonNullable<RecordFile['list']>[number]): string => {
    const codes = draw.frames.filter(({ frame }) => drawnIn.some((one) => one.frame === frame));
    return [...new Set(codes.map(({ department }) => departmentOf(department)))].join('、');
  };
  return {
    plans,
    results: resultsOf(draw),
    ...(list && { list: list.map((one) => ({ id: one.id, name: one.name, departments: departments(one) })) }),
  };
}

/** The published results of every department that took part. */
export function resultsOf({ window, departments }: Pick<RecordFile['draw'], 'window' | 'departments'>) {
  const year = yearOf(window.from);
  const month = window.from.slice(4, 7);
  return departments.map((department) => ({
    title: `${departmentOf(department)}公示的检查结果`,
    path: `/public/results?department=${department}&from=${year}${month}&to=${year + 1}${month}`,
  }));
}

/** The source of the randomness, and its time. */
export function sourceOf({ ceremony, beacon }: Pick<RecordFile['draw'], 'ceremony' | 'beacon'>): string {
  const parts = [
    ...(ceremony ? [`${ceremony.parties.map(departmentOf).join('、')}共同产生（${at(ceremony.revealBy)}前公开）`] : []),
    ...(ceremony?.reason === undefined ? [] : [`不用公共随机信标的理由是“${ceremony.reason}”`]),
    ...(beacon ? [`公共随机信标 drand 第 ${beacon.round} 轮（${at(beacon.due)}产生）`] : []),
  ];
  return parts.join('，和');
}

/** The verdict in view of the draw's state: what is not public yet, or never will be, is no defect of the files. */
export function headlineOf({ draw }: RecordFile, verdict: Verdict): Verified['headline'] {
  if (verdict !== 'open') return verdictWords[verdict];
  const agrees = '目前公布的内容都重新算过，没有发现不符。';
  if (draw.voided && draw.drawnAt === undefined)
    return { title: '本次抽取已作废，没有抽出结果', meaning: `${agrees}没有进行到的步骤无可核对。` };
  if (draw.drawnAt === undefined) return { title: '还没有抽签', meaning: `${agrees}抽取后请再来核对。` };
  if (draw.framesPublishedAt === undefined)
    return { title: '已公布的都一致，名单待检查后公布', meaning: `${agrees}名单和名录公布后请再来核对全部步骤。` };
  return verdictWords.open;
}

/** Of ten-thousandths; a draw without teams has no rates. */
const ratesOf = ({ changes }: RecordFile['draw']): string =>
  changes ? `（被替换的占抽中对象 ${changes.reserveRate / 100}%，占检查组人次 ${changes.teamChangeRate / 100}%）` : '';

/** What a visitor must know about the state of the draw, one sentence each. */
export function noticesOf({ draw }: RecordFile): readonly string[] {
  const { status, voided, framesPublishedAt, framesDueAt, defaulted, matchFailure = [] } = draw;
  return [
    ...(voided
      ? [`本次抽取已于${at(voided.at)}作废（${voided.category}），不再据此检查；记录仍然保留，供大家核对。`]
      : []),
    ...(status === 'committed' && draw.awaiting === undefined
      ? [`清单已经公布，随机数还没有产生，所以现在谁也不知道会抽中谁。随机源：${sourceOf(draw)}。`]
      : []),
    ...(draw.awaiting === undefined
      ? []
      : [`公共随机信标第 ${draw.beacon?.round} 轮已经产生，本系统还没有取得它的签名；取得后自动抽取，请稍后再来。`]),
    ...(draw.stalled ? [`抽取停在“${draw.stalled.task}”一步：${draw.stalled.reason ?? '正在处理'}。`] : []),
    ...(draw.replaced ? [`随机源改过 ${draw.replaced.length} 次，原来的清单和摘要仍在记录里，已一并核对。`] : []),
    ...(voided?.beaconLost ? ['作废前公共随机数已经产生而未能取得：任何人找到它的签名，都能算出本来会抽中谁。'] : []),
    ...(status === 'revealed' ? ['随机数已经公开，抽取即将进行。'] : []),
    ...(defaulted && defaulted.notCommitted.length > 0
      ? [`没有按时提交承诺：${defaulted.notCommitted.map(departmentOf).join('、')}。`]
      : []),
    ...(defaulted && defaulted.notRevealed.length > 0
      ? [`没有按时公开密数：${defaulted.notRevealed.map(departmentOf).join('、')}。`]
      : []),
    ...(matchFailure.length > 0
      ? [`检查对象已经抽出，但检查人员不够，没有派出检查组：${matchFailure.map(({ reason }) => reason).join('；')}。`]
      : []),
    ...(draw.drawnAt !== undefined && framesPublishedAt === undefined
      ? [`名单在检查结束后公布${framesDueAt === undefined ? '' : `（最迟${at(framesDueAt)}）`}，以免走漏风声。`]
      : []),
  ];
}
