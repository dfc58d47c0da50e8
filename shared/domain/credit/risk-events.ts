import { shiftDate } from '../../calendar/local-date.ts';
import { type IndicatorCode, indicatorOf } from '../../codes/credit-model.ts';
import {
  directListOf,
  failedRecheck,
  indicatorOfReason,
  indicatorOfRemoved,
  indicatorOfResultCode,
  penaltyKinds,
} from '../../codes/credit-records.ts';
import type { CreditRecord, CreditRow } from './credit-record.ts';
import type { DirectEntry, RiskEvent } from './score.ts';

export interface Risks {
  readonly events: readonly RiskEvent[];
  readonly direct: readonly DirectEntry[];
}

/**
 * What the score of a subject counts, from the records of it: rows of results, decisions, failed re-checks and entries of
 * lists, each with the record that it comes from. Of one set of facts (the rows of a result, and what was decided about the same
 * items) all have one case; rows of a result with the same code, of which nothing was decided, are one event.
 */
export function risksOf(records: readonly CreditRecord[]): Risks {
  const byCase = Map.groupBy(records, ({ caseId }) => caseId);
  const all = [...byCase].map(([caseId, ofCase]) => risksOfCase(caseId, ofCase));
  const events = all.flatMap((each) => each.events);
  return {
    events: events.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
    direct: all.flatMap((each) => each.direct),
  };
}

const placeOf = ({ on, source, indicator, case: of = '' }: RiskEvent) => `${on} ${source} ${indicator} ${of}`;

function risksOfCase(caseId: string, records: readonly CreditRecord[]): Risks {
  const decided = records.filter(({ rows }) => rows === undefined);
  const facts = joined(decided.map(({ items }) => items));
  const caseOf = (item: string | undefined) => {
    const found = facts.find((items) => item !== undefined && items.has(item));
    return found && `${caseId} ${[...found].toSorted()[0]}`;
  };
  const contested = records.find(({ source }) => source.kind === 'result')?.contested;
  return {
    events: [
      ...records.flatMap((record) => (record.rows ? eventsOfRows(record, record.rows, caseOf) : [])),
      ...decided.flatMap((record) => eventsOfDecision(record, caseOf(record.items[0]) ?? caseId, contested)),
    ],
    direct: decided.flatMap((record) => directOf(record) ?? []),
  };
}

/** Sets of items, of which those that share one are one. */
function joined(all: readonly (readonly string[])[]): readonly ReadonlySet<string>[] {
  let sets: ReadonlySet<string>[] = [];
  for (const items of all) {
    const touching = sets.filter((set) => items.some((item) => set.has(item)));
    const one = new Set([...items, ...touching.flatMap((set) => [...set])]);
    sets = [...sets.filter((set) => !touching.includes(set)), one];
  }
  return sets;
}

function eventsOfRows(
  record: CreditRecord,
  rows: readonly CreditRow[],
  caseOf: (item: string) => string | undefined,
): readonly RiskEvent[] {
  const events = new Map<string, RiskEvent>();
  for (const { item, codes, stopped } of rows) {
    const indicator = heaviestOf(codes);
    if (!indicator) continue;
    // A term that is over ends the publication and not the weight.
    const repairedOn = stopped && stopped.way !== 'w2' ? stopped.on : undefined;
    const of = caseOf(item);
    const event = { ...commonOf(record), indicator, repairedOn, contested: record.contested, case: of };
    events.set(`${of} ${indicator} ${repairedOn}`, event);
  }
  return [...events.values()];
}

/** One row counts by its heaviest code. */
function heaviestOf(codes: CreditRow['codes']): IndicatorCode | undefined {
  const all = codes.flatMap((code) => indicatorOfResultCode[code] ?? []);
  return all.toSorted((a, b) => indicatorOf(b).points - indicatorOf(a).points)[0];
}

const commonOf = ({ id, date, status, ended }: CreditRecord) => ({
  ...{ source: id, on: date },
  revokedOn: status === 'revoked' ? ended?.on : undefined,
});

/** `contested`: when the result was from which it came; an entry that rests on what is contested does not count. */
function eventsOfDecision(
  record: CreditRecord,
  of: string,
  contested: CreditRecord['contested'] | undefined,
): readonly RiskEvent[] {
  const { decision, failedRecheck: failed, listing, status, ended } = record;
  const common = { ...commonOf(record), case: of };
  if (listing) {
    if (!listing.reason) return [];
    const until = status === 'repaired' || status === 'expired' ? ended?.on : undefined;
    const entry = { ...common, contested, until, indicator: indicatorOfReason[listing.reason] };
    return until === undefined ? [entry] : [entry, { ...common, contested, on: until, indicator: indicatorOfRemoved }];
  }
  const indicator = failed ? failedRecheck.indicator : decision?.penalty && penaltyKinds[decision.penalty].indicator;
  if (!indicator) return [];
  const repairedOn = status === 'repaired' ? ended?.on : undefined;
  return [{ ...common, indicator, repairedOn, contested: record.contested }];
}

function directOf({ listing, date, ended, maxEnds }: CreditRecord): DirectEntry | undefined {
  const list = listing && directListOf[listing.list];
  const until = ended?.on ?? (maxEnds === undefined ? undefined : shiftDate(maxEnds, 1));
  return list && { list, on: date, until };
}
