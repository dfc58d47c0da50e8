import type { LocalDate } from '../calendar/local-date.ts';
import type { Department } from '../codes/departments.ts';
/**
 * Every failure the system can name, with its facts. Domain and use cases return these; shared/api/problems.ts alone
 * knows how each one looks over HTTP.
 */
export interface FailureFacts {
  // the caller
  unauthenticated: object;
  forbidden: { readonly operation: string };
  'mfa-required': { readonly operation: string };
  /** `reason`, where the department may read the record, or knows of it, and only this act is another's. */
  'foreign-department': { readonly entity: string; readonly id: string; readonly reason?: string };
  /** An entry that was drawn again this year is to be once more; `batch` is the last one voided. */
  'repeat-needs-consent': { readonly entry: string; readonly batch: string; readonly repeats: number };
  /** `taken`: what departments' frames may lose by the change, or how people are matched otherwise, in words. */
  'needs-second-person': {
    readonly entity: string;
    readonly id: string;
    readonly effect: string;
    readonly taken: string;
    readonly isNew?: true;
  };
  'same-person': { readonly act: string };
  // the request
  'invalid-input': { readonly errors: readonly FieldError[] };
  'malformed-json': object;
  'unsupported-media-type': { readonly expected: string };
  'body-too-large': { readonly limitBytes: number };
  'version-required': object;
  'idempotency-key-required': object;
  'idempotency-key-reused': { readonly key: string };
  'request-in-progress': { readonly key: string; readonly retryAfterSeconds: number };
  'invalid-cursor': object;
  /** Sent by the gateway and its firewall, before any function. */
  'too-many-requests': object;
  'request-blocked': object;
  'operation-not-found': { readonly method: string; readonly path: string };
  // records
  'not-found': { readonly entity: string; readonly id: string };
  'already-exists': { readonly entity: string; readonly id: string };
  'stale-version': { readonly entity: string; readonly id: string };
  'illegal-transition': { readonly entity: string; readonly from: string; readonly event: string };
  'not-ready': { readonly entity: string; readonly reason: string };
  /** R28: what is not shared at all says by which law. */
  'basis-required': object;
  /** R30: what is read goes beyond what was granted, or the record that it is for is not there or is ended. */
  'purpose-exceeded': object;
  // registries and imports
  /** Who holds the registry since when, with which file: what was written down when the import was opened. */
  'import-open': ImportHolder & { readonly importId: string };
  /** A draw was frozen since the import was activated, so its rows were read. */
  'import-drawn-from': { readonly batch: string };
  'file-too-large': { readonly limitBytes: number };
  'import-has-errors': { readonly rows: number };
  /** An object is there already and another department keeps what is shared of it; `takeOver`: the caller may keep it instead. */
  'kept-by-another': { readonly id: string; readonly department: Department; readonly takeOver: boolean };
  /** The row would exceed its limit of tags; nothing is cut off. */
  'too-many-tags': {
    readonly limit: number;
    /** Where the labels of two hands would come together in one: how many, and whose department has to give some up. */
    readonly joined?: { readonly count: number; readonly department: Department };
  };
  // plans and draws
  /** What reads the whole registry is asked so often in an hour and no more. */
  'allowance-spent': {
    readonly limit: number;
    readonly whose: 'person' | 'department';
    readonly retryAfterSeconds: number;
  };
  'too-many-drafts': { readonly limit: number };
  'too-many-rehearsals': { readonly limit: number; readonly whose: 'person' | 'department' };
  'ratio-above-cap': { readonly item: string; readonly ratio: number; readonly cap: number };
  'unknown-reference': { readonly entity: string; readonly id: string };
  'empty-frame': { readonly frame: string };
  /** The list would tell the class of those who stand on it, or of those who do not. */
  'class-would-show': {
    readonly frame: string;
    readonly among: 'drawn' | 'left';
    readonly stratum: string;
    readonly count: number;
    readonly of: number;
  };
  /** R59 */
  'class-without-chance': { readonly classes: readonly string[] };
  /** The key of a batch cannot be opened: public verification stays, everything else has ended. */
  'key-lost': { readonly batch: string };
  'duplicate-object': { readonly id: string };
  /** At most one process of a batch runs at a time. */
  'process-running': { readonly attempt: number };
  'ceremony-incomplete': { readonly missing: readonly string[] };
  'ceremony-closed': { readonly at: string };
  'ceremony-open': { readonly until: string };
  'secret-mismatch': { readonly party: string };
  /** The public beacon: its round is not made yet, is over, cannot be fetched, or differs from the submission. */
  'beacon-too-early': { readonly at: string };
  'beacon-passed': { readonly at: string };
  'beacon-unavailable': { readonly round: number; readonly since: string };
  'beacon-invalid': { readonly round: number; readonly reason: string };
  /** R25: what a 专项检查 lacks to be a draw on a ground. */
  'campaign-not-random': { readonly lacks: 'ratio' | 'basis' | 'leads' };
  'no-lawful-team': { readonly department: string; readonly missing: number; readonly reason: string };
  // leads
  /** R21: a complaint and a report in one. */
  'split-required': object;
  /** R22: "not ours" without the department whose it is. */
  'receiver-required': object;
  /** R23: where a text tells who an informant is. */
  'informant-exposed': { readonly errors: readonly FieldError[] };
  /** R27 */
  'answer-owed': { readonly answers: number };
  /** R26: whose it is instead: a department, or the words for the one that the province names. */
  'wrong-handler': { readonly handler: string };
  // follow-ups
  /** R34: the items whose problem has neither a measure nor an exemption. */
  'follow-up-missing': { readonly items: readonly string[] };
  /** R35: the departments that may receive it. */
  'receiver-not-competent': { readonly competent: readonly Department[] };
  /** R36 */
  'already-decided': object;
  /** R39 */
  'penalty-instead-of-transfer': object;
  /** R38 */
  'term-required': object;
  /** R40: the first exemption, whichever department granted it. */
  'already-exempted': {
    readonly listItem: string;
    readonly department: Department;
    readonly foundOn: string;
    readonly document: string;
  };
  /** R42: the numbers of those that are not ended yet. */
  'follow-ups-open': { readonly numbers: readonly string[] };
  /** R37: what is missing. */
  'closing-incomplete': { readonly errors: readonly FieldError[] };
  /** R44 */
  'notice-missing': object;
  /** R47, R48: what is missing, in words. */
  'purpose-required': { readonly missing: string };
  /** R47: the day of the evaluation. */
  'evaluation-lookup-required': { readonly evaluatedOn: LocalDate };
  /** R45 */
  'measure-not-in-list': object;
  /** R58 */
  'class-not-a-ground': object;
  /** R60 */
  'class-not-editable': { readonly id: string };
  /** R55 */
  'not-supported': object;
  /** R95 */
  contested: object;
  /** R62: which limit, in words. */
  'trust-limit': { readonly reason: string };
  /** R18 */
  'lead-required': object;
  /** R19: what the order is, in words. */
  'check-not-approved': { readonly status: string };
  // results
  'withheld-without-basis': object;
  'uncertified-recorder': { readonly reason: string };
  'result-incomplete': { readonly errors: readonly FieldError[] };
  /** R2: someone present was not allowed to inspect that day. */
  'unlawful-presence': { readonly errors: readonly FieldError[] };
  'result-too-large': { readonly limitBytes: number };
  'visit-under-inspection': { readonly departments: readonly string[] };
  /** R32: `lastDay` on which it could be cited. */
  'recognition-expired': { readonly lastDay: string };
  /** R51: before the least term is over; `earliest` is the first day on which it may be asked for. */
  'too-early': { readonly earliest: string };
  /** R33 */
  'source-under-review': { readonly documentNumber: string };
  'evidence-limit': { readonly limit: number };
  'evidence-not-uploaded': { readonly id: string };
  'evidence-mismatch': { readonly id: string; readonly found: string };
  'evidence-cited': { readonly id: string; readonly items: readonly string[] };
  /** The database or another service did not answer in time; nothing says that the request itself is at fault. */
  busy: { readonly retryAfterSeconds: number };
  /** A file that the records speak of is missing or damaged. */
  'file-unusable': object;
  'internal-error': object;
}

export interface ImportHolder {
  /** What the registry keeps, a code as `object`. */
  readonly registry: string;
  readonly department: string;
  /** The person's name. */
  readonly by: string;
  readonly fileName: string;
  readonly since: string;
}

export interface FieldError {
  /** Path in the request, e.g. `body.entries.0.window.to`. */
  readonly path: string;
  readonly message: string;
}

export type FailureKind = keyof FailureFacts;

export type Failure<K extends FailureKind = FailureKind> = { [P in K]: { readonly kind: P } & FailureFacts[P] }[K];
