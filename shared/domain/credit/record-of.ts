import { publicPeriod } from '../../calendar/due.ts';
import { type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import {
  type CreditGrade,
  creditGrades,
  failedRecheck,
  penaltyKinds,
  recordOfDecision,
  withoutCreditRecord,
} from '../../codes/credit-records.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import { decisionKinds } from '../../codes/follow-ups.ts';
import { publicTerms } from '../../codes/public-terms.ts';
import { resultGrades } from '../../codes/result-grades.ts';
import { type ResultCode, resultCodeRules } from '../../codes/results.ts';
import type { FollowUp } from '../follow-up/follow-up.ts';
import { nationalResultCode } from '../result/codes.ts';
import { isProblem } from '../result/completeness.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { isContested } from '../result/objected.ts';
import { termsOf } from '../result/shown-rows.ts';
import type { CreditRecord, CreditRow } from './credit-record.ts';
import { termOfEntry } from './entry-term.ts';
import { type ListEntry, proposalOf } from './list-entry.ts';

/** What a record says by its source; who made it what, and when, is added by the act. */
export type Recorded = Omit<CreditRecord, 'recordedOn' | 'changedOn' | 'steps'>;
type Id = Pick<CreditRecord, 'id'>;

/** What there is a record of at all: neither conduct of persons, nor whoever trades without any registration. */
export const hasCreditRecord = ({ kind }: Pick<CreditRecord['subject'], 'kind'>): boolean =>
  !withoutCreditRecord.includes(kind);

/** The record of a result by its edition that becomes public now; one that found nothing is recorded without a grade. */
export function recordOfResult({ id }: Id, result: InspectionResult, before: CreditRecord | undefined): Recorded {
  const { object, department, documentNumber, inspectedOn, edition, publishedAt } = result;
  if (inspectedOn === undefined || documentNumber === undefined || publishedAt === undefined)
    throw new Error(`result ${result.id} is not public`);
  const { id: number, creditCode, name, kind } = object;
  const rows = rowsOf(result);
  const grade = heaviest(rows.flatMap((row) => row.grade ?? []));
  const ends = new Map(termsOf(result).map(({ item, stopsOn }) => [item, stopsOn]));
  const lasts = rows.map(({ item }) => ends.get(item));
  const last = lasts.every((day) => day !== undefined) ? lasts.toSorted().at(-1) : undefined;
  const leastEnds = grade && publicPeriod(publicTerms[grade], inspectedOn).leastEnds;
  return {
    ...{ id, subject: { id: number, ...(creditCode !== undefined && { creditCode }), name, kind } },
    ...{ kind: 'check-result', source: { kind: 'result', ref: result.id, edition }, caseId: result.id },
    ...{ items: rows.map(({ item }) => item), department, documentNumber, date: inspectedOn },
    ...{ content: contentOf(result), rows, ...(grade && { grade }), publicFrom: localDateOf(new Date(publishedAt)) },
    ...(leastEnds !== undefined && { minEnds: leastEnds }),
    ...(last !== undefined && { maxEnds: shiftDate(last, -1) }),
    ...{ status: 'current', contested: before?.contested ?? [] },
  };
}

/** The negative rows that the department found itself, each with what it says and the overall codes that no row carries. */
function rowsOf({ findings, overall }: InspectionResult): readonly CreditRow[] {
  const carried = new Set(findings.flatMap(({ codes }) => codes.map(nationalResultCode)));
  const ofAll = overall.filter((code) => !carried.has(nationalResultCode(code)));
  return findings.flatMap(({ itemId, checked, codes: own, recognised }) => {
    const codes = [...own, ...ofAll].filter((code) => isProblem([code]));
    if (!checked || recognised || codes.length === 0) return [];
    const grade = heaviest(codes.flatMap((code) => gradeOf(code) ?? []));
    return [{ item: itemId, codes, ...(grade && { grade }) }];
  });
}

function gradeOf(code: ResultCode): CreditGrade | undefined {
  const { grade } = resultGrades[code];
  return grade === 'with-listing' || grade === 'with-outcome' ? undefined : grade;
}

const heaviest = (grades: readonly CreditGrade[]): CreditGrade | undefined =>
  creditGrades.findLast((grade) => grades.includes(grade));

const contentOf = ({ nonPerformance, overall }: InspectionResult): string =>
  nonPerformance
    ? `未实施检查：${nonPerformance.reason}`
    : `检查结果：${overall.map((code) => resultCodeRules[code].name).join('、')}`;

/**
 * A record of a result by what is shown of that now: which rows are stopped, and whether its edition is contested (R95). It is
 * repaired or over when none of its negative rows is left.
 */
export function asShown(
  record: Recorded,
  { stops = [], objections, edition }: Pick<InspectionResult, 'stops' | 'objections' | 'edition'>,
  today: LocalDate,
): Recorded {
  const { ended, rows: before = [], ...rest } = record;
  const rows = before.map(({ stopped: _, ...row }): CreditRow => {
    const covering = stops.filter(({ items }) => items.includes(row.item));
    const stop = covering.find(({ way }) => way !== 'w2') ?? covering[0];
    return stop ? { ...row, stopped: { on: localDateOf(new Date(stop.at)), way: stop.way } } : row;
  });
  const contested = contestedNow(record, isContested({ ...(objections && { objections }) }, edition), today);
  const said = { ...rest, rows, contested };
  // What was withdrawn counts again with its next edition.
  if (record.status === 'revoked') return { ...said, ...(ended && { ended }) };
  const stopped = rows.flatMap((row) => row.stopped ?? []);
  if (rows.length === 0 || stopped.length < rows.length)
    return { ...said, status: contested.at(-1)?.until === undefined && contested.length > 0 ? 'contested' : 'current' };
  const on =
    stopped
      .map((each) => each.on)
      .toSorted()
      .at(-1) ?? today;
  return stopped.every(({ way }) => way === 'w2')
    ? { ...said, status: 'expired', ended: { on, reason: '最长公示期已满或关联信息停止公示' } }
    : { ...said, status: 'repaired', ended: { on, reason: '已停止公示' } };
}

/** When it was contested, with today's beginning or end. */
function contestedNow({ contested }: Pick<Recorded, 'contested'>, isNow: boolean, today: LocalDate) {
  const last = contested.at(-1);
  const isOpen = last !== undefined && last.until === undefined;
  if (isOpen === isNow) return contested;
  return isNow
    ? [...contested, { on: today }]
    : [...contested.slice(0, -1), ...(last ? [{ ...last, until: today }] : [])];
}

/** A record whose source was wrong or is withdrawn; what was contested is so no longer. */
export const asRevoked = (record: Recorded, reason: string, today: LocalDate): Recorded => ({
  ...record,
  ...{ status: 'revoked', ended: { on: today, reason }, contested: contestedNow(record, false, today) },
});

/** A record whose longest term is over. */
export const asExpired = (record: Recorded, on: LocalDate): Recorded => ({
  ...record,
  ...{ status: 'expired', ended: { on, reason: '最长公示期已满' } },
});

/**
 * The record of a closed follow-up: a penalty or a decision about a licence, or that what was ordered was not put right. None of
 * another outcome, nor of a penalty on the spot of what may be a natural person (河南省社会信用条例第十三条).
 */
export function recordOfFollowUp(
  { id }: Id,
  followUp: FollowUp,
  { today, mayBePerson }: { readonly today: LocalDate; readonly mayBePerson: boolean },
): Recorded | undefined {
  const { resultId, items, receiver, object, report, rectification } = followUp;
  const common = {
    ...{ id, subject: object, source: { kind: 'follow-up', ref: followUp.id } as const, caseId: resultId },
    ...{ items: items.map((item) => item.id), department: receiver, publicFrom: today },
    ...{ status: 'current' as const, contested: [] },
  };
  const recheck = rectification?.status === 'failed' ? rectification.recheck : undefined;
  if (recheck && rectification) {
    const terms = termsIn(failedRecheck.grade, recheck.on);
    const content = '责令改正复查不合格';
    const said = { documentNumber: rectification.document, date: recheck.on, content, failedRecheck: true as const };
    return { ...common, ...said, kind: 'check-result', ...terms };
  }
  const { decisionKind, decisionNumber, decidedOn, penalty, onTheSpot } = report ?? {};
  const kind = recordOfDecision(decisionKind);
  if (!kind || decisionKind === undefined || decisionNumber === undefined || decidedOn === undefined) return undefined;
  if (kind === 'penalty' && onTheSpot && mayBePerson) return undefined;
  const rule = kind === 'penalty' && penalty ? penaltyKinds[penalty] : undefined;
  return {
    ...{ ...common, kind, documentNumber: decisionNumber, date: decidedOn },
    content: rule ? `${decisionKinds[decisionKind]}：${rule.name}` : decisionKinds[decisionKind],
    decision: { kind: decisionKind, ...(penalty && { penalty }) },
    ...(rule && termsIn(rule.grade, decidedOn)),
  };
}

function termsIn(grade: CreditGrade, from: LocalDate) {
  const { leastEnds, lastDay } = publicPeriod(publicTerms[grade], from);
  return { grade, ...(leastEnds !== undefined && { minEnds: leastEnds }), maxEnds: lastDay };
}

/**
 * The record of an entry that was listed, by what has become of it; none of one that is not decided, or decided against, nor of
 * one that a file brought: the list itself is its record.
 */
export function recordOfEntry({ id }: Id, entry: ListEntry): Recorded | undefined {
  const { list, reason, department, object, decision, removal, status } = entry;
  const stands = listingStatus(status);
  const proposal = proposalOf(entry);
  if (!decision || !stands || !proposal) return undefined;
  const { resultId, items } = proposal;
  const { name, serious } = dishonestyLists[list];
  const term = termOfEntry(entry);
  const why = reason && dishonestyLists.abnormal.reasons[reason];
  return {
    ...{ id, subject: object, kind: 'listing', source: { kind: 'list-entry', ref: entry.id }, caseId: resultId },
    ...{ items, department, documentNumber: decision.number, date: decision.on, publicFrom: decision.on },
    ...{ content: `列入${name}${why ? `：${why}` : ''}`, listing: { list, ...(reason && { reason }) } },
    ...(serious && { grade: 'serious' as const }),
    ...(term?.leastEnds !== undefined && { minEnds: term.leastEnds }),
    ...(term && { maxEnds: term.lastDay }),
    ...{ status: stands, contested: [] },
    ...(stands !== 'current' && removal && { ended: { on: removal.on, reason: removal.reason ?? '移出' } }),
  };
}

function listingStatus(status: ListEntry['status']) {
  if (status === 'listed') return 'current';
  return status === 'repaired' || status === 'expired' || status === 'revoked' ? status : undefined;
}
