import type { LocalDate } from '../../calendar/local-date.ts';
import type { CheckKind } from '../../codes/direct-checks.ts';
import type { ResultCode } from '../../codes/results.ts';
import type { FollowUpStatus } from '../follow-up/states.ts';
import type { LeadStatus } from '../lead/states.ts';
import type { ObjectionStatus } from '../objection/states.ts';
import type { ResultStatus } from '../result/states.ts';
import type { VisitStatus } from '../visit/states.ts';

/** Where a fact is counted beside its department; what names no township stands in no township's figures, and likewise of items. */
interface Placed {
  readonly id: string;
  readonly township?: string | undefined;
  readonly items?: readonly string[] | undefined;
}

/** An entry of the year's plan in force. */
interface PlanEntryFact extends Placed {
  readonly type: 'plan-entry';
  readonly departments: readonly string[];
  readonly windowTo: LocalDate;
  readonly removed?: boolean | undefined;
}

/** `object` and `ObjectFact.id` are one id of an object that has had several (R9 counts under all of them). */
interface VisitFact extends Placed {
  readonly type: 'visit';
  /** None of a direct check. */
  readonly batch?: string | undefined;
  readonly kind: CheckKind;
  readonly departments: readonly string[];
  readonly object: string;
  /** The plan entries that it serves. */
  readonly entries: readonly string[];
  readonly dispatchedOn: LocalDate;
  readonly windowTo: LocalDate;
  readonly status: VisitStatus;
  /** On which it was completed or found that it could not be performed. */
  readonly completedOn?: LocalDate | undefined;
  readonly inspectors: readonly string[];
}

/** What a result says of one item. */
interface ItemOfResult {
  readonly codes: readonly ResultCode[];
  readonly concluded: number;
  readonly cited: number;
}

interface ResultFact extends Placed, ItemOfResult {
  readonly type: 'result';
  readonly visit: string;
  readonly entries: readonly string[];
  readonly department: string;
  readonly day0?: LocalDate | undefined;
  /** None while the calendar is awaited. */
  readonly deadline?: LocalDate | undefined;
  readonly status: ResultStatus;
  /** Without these days, a result has been what its status says since its day 0. */
  readonly approvedOn?: LocalDate | undefined;
  readonly withheldOn?: LocalDate | undefined;
  /** First publication. */
  readonly publishedOn?: LocalDate | undefined;
  readonly editions: number;
  /** When the second edition came out; without it, since publication. */
  readonly correctedOn?: LocalDate | undefined;
  /** By item, for what is asked of one item. */
  readonly findings?: Readonly<Record<string, ItemOfResult>> | undefined;
}

interface FollowUpFact extends Placed {
  readonly type: 'follow-up';
  readonly kind: string;
  readonly sender: string;
  readonly receiver: string;
  readonly openedOn: LocalDate;
  /** Of the last redirection, if there was one. */
  readonly receiptDue?: LocalDate | undefined;
  readonly receivedOn?: LocalDate | undefined;
  readonly due?: LocalDate | undefined;
  readonly status: FollowUpStatus;
  /** When two inspectors found an order carried out. */
  readonly verifiedOn?: LocalDate | undefined;
  readonly closedOn?: LocalDate | undefined;
}

interface LeadFact extends Placed {
  readonly type: 'lead';
  readonly department: string;
  readonly due?: LocalDate | undefined;
  readonly status: LeadStatus;
  readonly concludedOn?: LocalDate | undefined;
}

interface ShareFact extends Placed {
  readonly type: 'share';
  readonly holder: string;
  readonly due?: LocalDate | undefined;
  readonly answeredOn?: LocalDate | undefined;
}

interface LedgerFact extends Placed {
  readonly type: 'ledger-task';
  readonly department: string;
  /** R69: the first day that was set, wherever it was moved to. */
  readonly due: LocalDate;
  readonly dropped?: boolean | undefined;
  readonly closedOn?: LocalDate | undefined;
}

interface ObjectionFact extends Placed {
  readonly type: 'objection';
  readonly department: string;
  readonly status: ObjectionStatus;
  readonly decidedOn?: LocalDate | undefined;
}

interface ObjectFact extends Placed {
  readonly type: 'object';
  readonly supervisors: readonly string[];
  readonly active: boolean;
}

interface InspectorFact extends Placed {
  readonly type: 'inspector';
  readonly department: string;
  readonly active: boolean;
}

/** What figures are counted from: one record each, with what it takes from its neighbours written into it. */
export type Fact =
  | PlanEntryFact
  | VisitFact
  | ResultFact
  | FollowUpFact
  | LeadFact
  | ShareFact
  | LedgerFact
  | ObjectionFact
  | ObjectFact
  | InspectorFact;
export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;

/** Whose figures; of no department, township or item, the county's. */
export interface Scope {
  readonly department?: string | undefined;
  readonly township?: string | undefined;
  readonly item?: string | undefined;
}

/** Whether a fact counts in a scope; `department` aside, for what is judged of a whole. */
export const isOfPlace = ({ township, items }: Fact, scope: Scope): boolean =>
  (scope.township === undefined || scope.township === township) &&
  (scope.item === undefined || items?.includes(scope.item) === true);

export const isOf = (fact: Fact, scope: Scope): boolean =>
  isOfPlace(fact, scope) && (scope.department === undefined || departmentsOf(fact).includes(scope.department));

/** The county, and each department, township and item that a fact counts in. */
export const scopesOf = (fact: Fact): readonly Scope[] => [
  {},
  ...departmentsOf(fact).map((department) => ({ department })),
  ...(fact.township === undefined ? [] : [{ township: fact.township }]),
  ...(fact.items ?? []).map((item) => ({ item })),
];

function departmentsOf(fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'plan-entry':
    case 'visit':
      return fact.departments;
    case 'object':
      return fact.supervisors;
    case 'follow-up':
      return [fact.receiver];
    case 'share':
      return [fact.holder];
    case 'result':
    case 'lead':
    case 'ledger-task':
    case 'objection':
    case 'inspector':
      return [fact.department];
  }
}
