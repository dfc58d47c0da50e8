import { wordsOf } from '../base/failure-words.ts';
import type { Failure, FailureKind, FieldError } from '../base/failures.ts';

/** RFC 9457 problem details, with the stable `kind` that programs read and Chinese text that people read. */
export interface Problem {
  readonly type: string;
  readonly kind: FailureKind;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

const statuses: Readonly<Record<FailureKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'mfa-required': 403,
  'foreign-department': 403,
  'repeat-needs-consent': 409,
  'needs-second-person': 409,
  'same-person': 409,
  'invalid-input': 400,
  'malformed-json': 400,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'version-required': 428,
  'idempotency-key-required': 400,
  'idempotency-key-reused': 409,
  'request-in-progress': 409,
  'invalid-cursor': 400,
  'too-many-requests': 429,
  'request-blocked': 403,
  'operation-not-found': 404,
  'not-found': 404,
  'already-exists': 409,
  'stale-version': 412,
  'illegal-transition': 409,
  'not-ready': 409,
  'basis-required': 422,
  'purpose-exceeded': 409,
  'import-open': 409,
  'import-drawn-from': 409,
  'file-too-large': 413,
  'import-has-errors': 409,
  'kept-by-another': 409,
  'too-many-tags': 409,
  'allowance-spent': 429,
  'too-many-drafts': 409,
  'too-many-rehearsals': 409,
  'ratio-above-cap': 409,
  'unknown-reference': 422,
  'empty-frame': 409,
  'class-would-show': 409,
  'class-without-chance': 422,
  'key-lost': 409,
  'duplicate-object': 409,
  'process-running': 409,
  'ceremony-incomplete': 409,
  'ceremony-closed': 409,
  'ceremony-open': 409,
  'secret-mismatch': 409,
  'beacon-too-early': 409,
  'beacon-passed': 409,
  'beacon-unavailable': 409,
  'beacon-invalid': 422,
  'no-lawful-team': 409,
  'split-required': 422,
  'receiver-required': 422,
  'informant-exposed': 422,
  'answer-owed': 409,
  'follow-up-missing': 422,
  'receiver-not-competent': 422,
  'already-decided': 409,
  'penalty-instead-of-transfer': 409,
  'notice-missing': 409,
  'purpose-required': 422,
  'evaluation-lookup-required': 409,
  'measure-not-in-list': 409,
  'class-not-a-ground': 422,
  'class-not-editable': 422,
  'not-supported': 422,
  contested: 409,
  'term-required': 422,
  'already-exempted': 409,
  'trust-limit': 422,
  'follow-ups-open': 409,
  'closing-incomplete': 422,
  'wrong-handler': 409,
  'lead-required': 422,
  'campaign-not-random': 422,
  'check-not-approved': 409,
  'withheld-without-basis': 422,
  'uncertified-recorder': 403,
  'result-incomplete': 409,
  'unlawful-presence': 409,
  'result-too-large': 413,
  'recognition-expired': 409,
  'too-early': 409,
  'source-under-review': 409,
  'visit-under-inspection': 409,
  'evidence-limit': 409,
  'evidence-not-uploaded': 409,
  'evidence-mismatch': 422,
  'evidence-cited': 409,
  busy: 503,
  'file-unusable': 500,
  'internal-error': 500,
};

export const statusOf = (kind: FailureKind): number => statuses[kind];
export const failureKinds = Object.keys(statuses) as readonly FailureKind[];

/** The problem document of a failure. */
export function problemOf(failure: Failure): Problem {
  const errors = 'errors' in failure ? { errors: failure.errors } : {};
  return { type: 'about:blank', kind: failure.kind, status: statusOf(failure.kind), ...wordsOf(failure), ...errors };
}
