import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { CreditRecord, CreditRow } from '../../domain/credit/credit-record.ts';
import { isOver } from '../../domain/credit/entry-open.ts';
import { repairFrom, shownRows } from '../../domain/credit/repair-from.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { stoppedItems } from '../../domain/result/shown-rows.ts';
import { checkOf } from '../changes.ts';
import { standingFollowUps } from '../follow-up/of-result.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { effectiveResult } from '../result/effective.ts';
import { recordOfSource } from './keep-record.ts';
import { latestListEntry } from './list-entry-deps.ts';

/** What is asked: of the record of a result, the rows; all that are shown still where none is named. */
export interface RepairAsked {
  readonly way: 'w1' | 'w4';
  readonly items?: readonly string[] | undefined;
}

/** What a repair of a record reaches. */
export interface RepairReach {
  /** Since when it may be asked for; any time where there is no least term. */
  readonly earliest: LocalDate | undefined;
  readonly result: Stored<InspectionResult> | undefined;
  /** The rows of the result that stop with it. */
  readonly rows: readonly string[];
  /** That what the rows hang on is still as it was read. */
  readonly holds: readonly Change[];
}

/**
 * R52: what belongs to one set of facts is repaired together: a decision with the rows of the result that it came from, or rows of
 * a result. Rows on which something else rests that is not ended (another follow-up, its penalty, an entry of a list) stay with
 * that, and are not repaired by themselves; only a reorganisation (w4) shields them all the same.
 */
export async function reachOf(
  records: Records,
  { value: record }: Stored<CreditRecord>,
  { way, items }: RepairAsked,
): Promise<Result<RepairReach, Failure<'not-ready' | 'invalid-input'>>> {
  const { source, status } = record;
  if (source.kind === 'list-entry') return notReady('名单条目的移出，按名单条目的移出程序办理');
  if (status !== 'current' && status !== 'contested')
    return notReady('该信用记录不在公示期内，或已修复、已撤销，无须修复');
  const result = await effectiveResult(records, record.caseId);
  return source.kind === 'result'
    ? ofRows(records, record, result, { way, items })
    : ofDecision(records, record, result, items);
}

async function ofRows(
  records: Records,
  record: CreditRecord,
  result: Stored<InspectionResult> | undefined,
  { way, items }: RepairAsked,
): Promise<Result<RepairReach, Failure<'not-ready' | 'invalid-input'>>> {
  const shown = shownRows(record);
  if (items?.some((item) => !record.items.includes(item))) return invalid('items', '信用记录中没有这些事项');
  const rows = items ? shown.filter(({ item }) => items.includes(item)) : shown;
  if (!result || rows.length === 0) return notReady('该信用记录没有仍在公示的失信信息，无须修复');
  const reached = rows.map(({ item }) => item);
  if (way === 'w4') return ok({ earliest: undefined, result, rows: reached, holds: [] });
  const { standing, holds } = await restingOn(records, result.value, reached);
  const [first] = standing;
  if (first) return notReady(`${first.why}，所列事项随其处理，不能单独修复`);
  return ok({ earliest: repairFrom(undefined, rows, record.date), result, rows: reached, holds });
}

async function ofDecision(
  records: Records,
  record: CreditRecord,
  result: Stored<InspectionResult> | undefined,
  items: readonly string[] | undefined,
): Promise<Result<RepairReach, Failure<'not-ready' | 'invalid-input'>>> {
  if (items) return invalid('items', '对处理决定的修复及于全部关联事项，不能只列部分事项');
  const { edition, status } = result?.value ?? {};
  if (!result || status === 'withheld' || status === 'voided')
    return ok({ earliest: repairFrom(record, [], undefined), result: undefined, rows: [], holds: [] });
  if (edition === 0) return notReady('所依据的检查结果尚未公示，公示后方可修复');
  const negative = await rowsShown(records, result.value);
  const own = negative.filter(({ item }) => record.items.includes(item));
  const { standing, holds } = await restingOn(
    records,
    result.value,
    own.map(({ item }) => item),
    record.source.ref,
  );
  const kept = new Set(standing.flatMap((each) => each.items));
  const rows = own.filter(({ item }) => !kept.has(item));
  const earliest = repairFrom(record, rows, result.value.inspectedOn);
  return ok({ earliest, result, rows: rows.map(({ item }) => item), holds });
}

/** The negative rows of a result that are shown still; of one that became public before there were records, all of its rows. */
async function rowsShown(
  records: Records,
  result: InspectionResult,
): Promise<readonly Pick<CreditRow, 'item' | 'grade'>[]> {
  const stopped = stoppedItems(result);
  const recorded = await recordOfSource(records, { kind: 'result', ref: result.id });
  const rows = recorded?.value.rows ?? result.items.map(({ id }) => ({ item: id }));
  return rows.filter(({ item }) => !stopped.has(item));
}

interface Resting {
  readonly items: readonly string[];
  readonly why: string;
}

/** What is not ended about some rows of a result, except one follow-up; and that all of it stays as it was read. */
async function restingOn(
  records: Records,
  result: InspectionResult,
  items: readonly string[],
  except?: string,
): Promise<{ readonly standing: readonly Resting[]; readonly holds: readonly Change[] }> {
  const about = (await standingFollowUps(records, result)).filter(
    ({ value }) => value.id !== except && value.items.some(({ id }) => items.includes(id)),
  );
  const found = await Promise.all(about.map((each) => restingWith(records, each)));
  return { standing: found.flatMap(({ resting }) => resting), holds: found.flatMap(({ holds }) => holds) };
}

async function restingWith(records: Records, followUp: Stored<FollowUp>) {
  const { id, number, status, items: of } = followUp.value;
  const items = of.map((item) => item.id);
  const decision = await recordOfSource(records, { kind: 'follow-up', ref: id });
  const { entry } = await latestListEntry(records, id);
  const holds = [
    checkOf('follow-up', id, followUp),
    ...(decision ? [checkOf('credit-record', decision.value.id, decision)] : []),
    ...(entry ? [checkOf('list-entry', entry.value.id, entry)] : []),
  ];
  const because = (why: string) => ({ resting: [{ items, why }], holds });
  if (status !== 'closed') return because(`后续处置${number}尚未办结`);
  if (decision && ['current', 'contested'].includes(decision.value.status))
    return because(`${decision.value.documentNumber}仍在公示期内`);
  if (entry && !isOver(entry.value)) return because(`名单条目${entry.value.number}尚未移出`);
  return { resting: [], holds };
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'repair', reason } as const);
const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
