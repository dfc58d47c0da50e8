import type { FieldError } from '../../base/failures.ts';
import { recordOfDecision } from '../../codes/credit-records.ts';
import { type ClosingPart, closingParts, followUpRule, otherCaseKinds } from '../../codes/follow-ups.ts';
import type { FollowUp, FollowUpReport } from './follow-up.ts';

/** R43: a decision that goes on record has its number and day; a penalty also says what it was. */
const recordedParts = {
  penalty: ['decisionNumber', 'decidedOn', 'penalty'],
  licence: ['decisionNumber', 'decidedOn'],
} as const satisfies Readonly<Record<string, readonly ClosingPart[]>>;

/**
 * R37: what a report lacks for closing a follow-up of its kind. Another department that handles the matter already, under a
 * case of its own, names that case instead.
 */
export function missingInReport(
  { kind, sender, receiver }: Pick<FollowUp, 'kind' | 'sender' | 'receiver'>,
  report: FollowUpReport,
): readonly FieldError[] {
  const otherCase = report.decisionKind === 'r4';
  if (otherCase && (receiver === sender || !otherCaseKinds.includes(kind)))
    return [{ path: 'body.decisionKind', message: '该类后续处置不能以另案处理办结' }];
  const own: readonly ClosingPart[] = otherCase ? ['caseNumber'] : followUpRule(kind).closing;
  return lacking(report, new Set([...own, ...forRecord(report)]));
}

/** What a report lacks for what goes on record when it is confirmed. */
export const missingForRecord = (report: FollowUpReport): readonly FieldError[] => lacking(report, forRecord(report));

function forRecord({ decisionKind }: FollowUpReport): readonly ClosingPart[] {
  const recorded = recordOfDecision(decisionKind);
  return recorded ? recordedParts[recorded] : [];
}

const lacking = (report: FollowUpReport, parts: Iterable<ClosingPart>): readonly FieldError[] =>
  [...parts].flatMap((part) =>
    has(report, part)
      ? []
      : [{ path: `body.${part === 'reply' ? 'text' : part}`, message: `缺少${closingParts[part]}` }],
  );

function has(report: FollowUpReport, part: ClosingPart): boolean {
  if (part === 'reply') return true;
  // R38: two inspectors look again, which is recorded by itself and is the report; so is an exemption (R40).
  if (part === 'recheck' || part === 'exemption') return false;
  if (part === 'evidence') return (report.evidence?.length ?? 0) > 0;
  return report[part] !== undefined;
}
