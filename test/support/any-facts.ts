import fc from 'fast-check';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { checkKinds } from '../../shared/codes/direct-checks.ts';
import { resultCodeList } from '../../shared/codes/results.ts';
import type { Fact, FactOf } from '../../shared/domain/figures/facts.ts';
import { followUpStatuses } from '../../shared/domain/follow-up/states.ts';
import { leadStatuses } from '../../shared/domain/lead/states.ts';
import { objectionStatuses } from '../../shared/domain/objection/states.ts';
import { resultStatuses } from '../../shared/domain/result/states.ts';
import { visitStatuses } from '../../shared/domain/visit/states.ts';

export const aDepartment = fc.constantFrom('SCJG', 'WJW', 'YJJ');
export const aTownship = fc.constantFrom('T1', 'T2');
export const anItem = fc.constantFrom('M1', 'M2');
/** Within two years, so that periods divide them. */
export const aDay = fc.integer({ min: 0, max: 700 }).map((days) => shiftDate('2025-06-01', days));

const id = fc.integer({ min: 1, max: 4 }).map(String);
const some = <T>(each: fc.Arbitrary<T>) => fc.uniqueArray(each, { maxLength: 2 });
const departments = fc.uniqueArray(aDepartment, { minLength: 1, maxLength: 3 });
const perhaps = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined });
const day = perhaps(aDay);
const place = { id, township: perhaps(aTownship), items: some(anItem) };
const found = { codes: some(fc.constantFrom(...resultCodeList)), concluded: fc.constant(3), cited: fc.nat({ max: 3 }) };

const of = {
  'plan-entry': fc.record({
    ...place,
    type: fc.constant('plan-entry'),
    departments,
    windowTo: aDay,
    removed: fc.boolean(),
  }),
  visit: fc.record({
    ...{ ...place, type: fc.constant('visit'), departments, entries: some(id), inspectors: some(id), object: id },
    ...{ batch: fc.constantFrom('B1', 'B2'), kind: fc.constantFrom(...(Object.keys(checkKinds) as 'daily'[])) },
    ...{ dispatchedOn: aDay, windowTo: aDay, completedOn: aDay, status: fc.constantFrom(...visitStatuses) },
  }),
  result: fc.record({
    ...{ ...place, ...found, type: fc.constant('result'), visit: id, entries: some(id), department: aDepartment },
    ...{ day0: day, deadline: day, status: fc.constantFrom(...resultStatuses), approvedOn: day, withheldOn: day },
    ...{ publishedOn: day, editions: fc.nat({ max: 3 }), findings: fc.dictionary(anItem, fc.record(found)) },
  }),
  'follow-up': fc.record({
    ...{ ...place, type: fc.constant('follow-up'), kind: fc.constantFrom('rectify', 'refer'), sender: aDepartment },
    ...{ receiver: aDepartment, openedOn: aDay, receiptDue: day, receivedOn: day, due: day, verifiedOn: day },
    ...{ closedOn: day, status: fc.constantFrom(...followUpStatuses) },
  }),
  lead: fc.record({
    ...{ ...place, type: fc.constant('lead'), department: aDepartment, due: day, concludedOn: day },
    status: fc.constantFrom(...leadStatuses),
  }),
  share: fc.record({ ...place, type: fc.constant('share'), holder: aDepartment, due: day, answeredOn: day }),
  'ledger-task': fc.record({
    ...{ ...place, type: fc.constant('ledger-task'), department: aDepartment, due: aDay, closedOn: day },
    dropped: fc.boolean(),
  }),
  objection: fc.record({
    ...{ ...place, type: fc.constant('objection'), department: aDepartment, decidedOn: day },
    status: fc.constantFrom(...objectionStatuses),
  }),
  object: fc.record({ ...place, type: fc.constant('object'), supervisors: departments, active: fc.boolean() }),
  inspector: fc.record({ ...place, type: fc.constant('inspector'), department: aDepartment, active: fc.boolean() }),
} as const satisfies { readonly [T in Fact['type']]: fc.Arbitrary<FactOf<T>> };

/** Any fact, of few ids, so that facts speak of the same batches, objects and entries, and come again changed. */
export const aFact: fc.Arbitrary<Fact> = fc.oneof(...Object.values(of));

/** One for each record: what is written last stands. */
export const asRecords = (facts: readonly Fact[]): readonly Fact[] => [
  ...new Map(facts.map((fact) => [`${fact.type} ${fact.id}`, fact])).values(),
];
