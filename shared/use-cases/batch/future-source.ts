import type { Failure, FieldError } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { endOfDay, formatChineseDate } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { CeremonyParty, RandomnessSourceName } from '../../domain/batch/randomness.ts';
import { isLedBy } from '../../domain/batch/stage.ts';
import { notary } from '../../draw/ceremony.ts';
import { quicknet, roundAt, roundTime } from '../../draw/quicknet.ts';
import type { RandomnessSource } from '../../draw/randomness-source.ts';
import type { SettingValues } from '../../platform/county-settings.ts';

/** The requested source of randomness; by default beacon and ceremony together. */
export interface SourceRequest {
  readonly source?: RandomnessSourceName | undefined;
  readonly parties?: readonly DepartmentCode[] | undefined;
  /** Why the parties alone are to bring the randomness, without a beacon. */
  readonly reason?: string | undefined;
  /** Name of the 公证处 that takes part and throws dice. */
  readonly notaryOffice?: string | undefined;
  readonly commitBy?: string | undefined;
  readonly revealBy?: string | undefined;
  /** When the beacon's round should be made; by default as soon as the rules allow. */
  readonly drawAt?: string | undefined;
}

/** A permitted source: its form in the manifest, and what the batch stores of it. */
export interface FutureSource {
  readonly manifest: RandomnessSource;
  readonly kept: Pick<Batch, 'source' | 'ceremony' | 'beacon'>;
  readonly departments: readonly DepartmentCode[];
}

/** The least minutes of notice, and between the two deadlines of a ceremony, under which the batch was frozen. */
export type NoticeRules = Pick<SettingValues, 'digestNotice' | 'revealTime'>;

/**
 * The source of the randomness, named in advance: nothing of it may be known for `digestNotice` minutes. With both
 * sources the beacon comes last, so a party that reveals its secret, or does not, cannot know the outcome.
 */
export function futureSource(
  request: SourceRequest,
  batch: Pick<Batch, 'window' | 'departments' | 'department' | 'entries'>,
  now: Date,
  rules: NoticeRules,
): Result<FutureSource, Failure<'invalid-input'>> {
  const kind = request.source ?? 'combined';
  const { window } = batch;
  const errors = [
    ...strayFields(kind, request),
    ...(kind === 'drand' ? [] : ceremonyErrors(request, window, now, rules)),
    ...(kind === 'ceremony' ? aloneErrors(request, batch) : beaconErrors(request, window, now, rules)),
  ];
  const { parties = [], notaryOffice, commitBy = '', revealBy = '', reason } = request;
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });

  const departments = [...parties].sort();
  const all: readonly CeremonyParty[] = notaryOffice === undefined ? departments : [...departments, notary];
  const parts = all.map((party) => ({ party }));
  const ceremony = { commitBy, revealBy, ...(notaryOffice !== undefined && { notaryOffice }), parts };
  const stated = { parties: all, deadline: commitBy };
  if (kind === 'ceremony') {
    const alone = { ...ceremony, ...(reason !== undefined && { reason }) };
    return ok({ manifest: { kind, ...stated }, kept: { source: kind, ceremony: alone }, departments });
  }
  const round = roundAt(new Date(request.drawAt ?? earliest(request, now, rules)));
  const { chain } = quicknet;
  const beacon = { chain, round, due: roundTime(round).toISOString() };
  return kind === 'drand'
    ? ok({ manifest: { kind, chain, round }, kept: { source: kind, beacon }, departments })
    : ok({ manifest: { kind, chain, round, ...stated }, kept: { source: kind, ceremony, beacon }, departments });
}

const minute = 60_000;

/** The earliest permitted time of a round: when the notice is over, and after every secret. */
function earliest({ revealBy }: SourceRequest, now: Date, { digestNotice }: NoticeRules): number {
  const noticed = now.getTime() + digestNotice * minute;
  return Math.max(noticed, revealBy === undefined ? noticed : Date.parse(revealBy) + 1);
}

/** Fields of another source are refused, not dropped: the caller meant something by them. */
function strayFields(kind: RandomnessSourceName, request: SourceRequest): FieldError[] {
  const strayIn = {
    drand: ['parties', 'notaryOffice', 'commitBy', 'revealBy', 'reason'],
    ceremony: ['drawAt'],
    combined: ['reason'],
  } as const;
  const messages = {
    drand: '只用公共随机信标时不填写仪式事项',
    ceremony: '只用仪式时不填写公共随机数时间',
    combined: '只用仪式、不用公共随机信标的，才填写理由',
  };
  return strayIn[kind].flatMap((field) =>
    request[field] === undefined ? [] : [{ path: `body.${field}`, message: messages[kind] }],
  );
}

/** Fewest parties that bring the randomness without a beacon. */
const fewestAlone = 3;

/**
 * Without a beacon all parties together could choose the outcome: why it is done all the same is stated in writing, and
 * one of at least three parties has no part in the inspections.
 */
function aloneErrors(
  { parties, notaryOffice, reason }: SourceRequest,
  batch: Parameters<typeof futureSource>[1],
): FieldError[] {
  const path = 'body.parties';
  const count = new Set(parties).size + (notaryOffice === undefined ? 0 : 1);
  const independent =
    notaryOffice !== undefined ||
    parties?.some((party) => !batch.departments.includes(party) && !isLedBy(batch, party));
  return [
    ...(reason === undefined ? [{ path: 'body.reason', message: '只由仪式产生随机数的，须写明理由' }] : []),
    ...(parties !== undefined && count < fewestAlone
      ? [{ path, message: `只由仪式产生随机数的，至少须有 ${fewestAlone} 个参与方` }]
      : []),
    ...(parties !== undefined && !independent
      ? [{ path, message: '只由仪式产生随机数的，参与方中须有公证处，或既不牵头也不参加检查的部门' }]
      : []),
  ];
}

function ceremonyErrors(
  { parties, commitBy, revealBy }: SourceRequest,
  window: Batch['window'],
  now: Date,
  { digestNotice: notice, revealTime: time }: NoticeRules,
): FieldError[] {
  const given = { parties, commitBy, revealBy };
  const missing = (['parties', 'commitBy', 'revealBy'] as const).filter((field) => given[field] === undefined);
  if (parties === undefined || commitBy === undefined || revealBy === undefined) {
    return missing.map((field) => ({ path: `body.${field}`, message: '由仪式产生随机数时须填写' }));
  }
  const distinct = new Set(parties).size;
  return [
    ...(distinct < 2 ? [{ path: 'body.parties', message: '至少由两个不同部门提供随机数' }] : []),
    ...(distinct < parties.length ? [{ path: 'body.parties', message: '同一部门只能列出一次' }] : []),
    ...(Date.parse(commitBy) - now.getTime() < notice * minute
      ? [{ path: 'body.commitBy', message: `承诺截止时间至少应在公布摘要 ${notice} 分钟以后` }]
      : []),
    ...(Date.parse(revealBy) - Date.parse(commitBy) < time * minute
      ? [{ path: 'body.revealBy', message: `公开截止时间至少应在承诺截止 ${time} 分钟以后` }]
      : []),
    ...(Date.parse(revealBy) >= endOfDay(window.to).getTime()
      ? [{ path: 'body.revealBy', message: `公开截止时间应早于检查期结束（${formatChineseDate(window.to)}）` }]
      : []),
  ];
}

function beaconErrors(
  { drawAt, revealBy }: SourceRequest,
  window: Batch['window'],
  now: Date,
  rules: NoticeRules,
): FieldError[] {
  const { digestNotice: notice } = rules;
  const path = 'body.drawAt';
  const at = drawAt === undefined ? earliest({ revealBy }, now, rules) : Date.parse(drawAt);
  return [
    ...(at - now.getTime() < notice * minute
      ? [{ path, message: `公共随机数时间至少应在公布摘要 ${notice} 分钟以后` }]
      : []),
    ...(revealBy !== undefined && at <= Date.parse(revealBy)
      ? [{ path, message: '公共随机数时间应晚于密数公开截止时间' }]
      : []),
    ...(at >= endOfDay(window.to).getTime()
      ? [{ path, message: `公共随机数时间应早于检查期结束（${formatChineseDate(window.to)}）` }]
      : []),
  ];
}
