import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LineText } from '../../base/primitives.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { FollowUp, followUpBoxes, timeliness } from '../../domain/follow-up/follow-up.ts';
import { waitsFor } from '../../domain/follow-up/follow-up-places.ts';
import { ItemFinding } from '../../domain/result/findings.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { actsOn } from '../acts.ts';
import { commitFailures } from '../route.ts';
import { fieldsOf, VersionFields, versioned } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'receiver-not-competent',
  'already-decided',
  'closing-incomplete',
  'term-required',
  'penalty-instead-of-transfer',
  'notice-missing',
  'informant-exposed',
  'already-exempted',
  'no-lawful-team',
  'unknown-reference',
] as const satisfies readonly FailureKind[];

const Timeliness = z.enum(['in-time', 'late', 'overdue', 'running']).optional();
/** A follow-up as lists show it: a page of whole ones could be larger than an answer may be. */
export const FollowUpHead = z.object({
  ...fieldsOf(FollowUp, [
    'id',
    'number',
    'kind',
    'resultId',
    'documentNumber',
    'edition',
    'object',
    'sender',
    'receiver',
    'copies',
    'status',
    'openedOn',
    'receiptDue',
    'receivedOn',
    'answerDue',
    'due',
    'endedOn',
  ]),
  /** The box in which it waits, whosever that is. */
  box: z.enum(followUpBoxes).optional(),
  /** R41: whether the receiver signed and answered in time; whoever sent in time is not concerned. */
  receipt: Timeliness,
  answer: Timeliness,
  ...VersionFields,
});
export function followUpHead(found: Stored<FollowUp>, now: Date) {
  const { status, receiptDue, receivedOn, answerDue, report } = found.value;
  const today = localDateOf(now);
  // While it is another's turn nothing runs for the receiver.
  const signs = status === 'opened' || receivedOn !== undefined;
  const answers = status === 'received' || report !== undefined;
  const [, box] = waitsFor(found.value) ?? [];
  return {
    ...versioned(found),
    ...(box && { box }),
    ...(signs && { receipt: timeliness(receiptDue, receivedOn, today) }),
    ...(answers && { answer: timeliness(answerDue, report?.on, today) }),
  };
}

const FollowUpView = z.object({
  ...FollowUpHead.shape,
  ...fieldsOf(FollowUp, [
    'items',
    'basis',
    'openedBy',
    'sentOn',
    'receivedBy',
    'answerFrom',
    'extension',
    'returned',
    'letter',
    'decision',
    'rectification',
    'next',
    'after',
    'report',
    'earlierReports',
    'endReason',
    'calledOn',
    'steps',
  ]),
});
/** With what was found on its items, as the result says now. */
export const FollowUpWithFacts = z.object({
  ...FollowUpView.shape,
  facts: z.array(z.object(fieldsOf(ItemFinding, ['itemId', 'codes', 'finding', 'exemption']))).readonly(),
});

/** An act on a follow-up. */
export const act = actsOn('/follow-ups', FollowUpView, changeFailures);
export const Reason = z.strictObject({ reason: LineText });
