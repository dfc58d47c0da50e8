import type { FieldError } from '../../base/failures.ts';
import { type ClosingPart, closingParts, followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp, FollowUpReport } from './follow-up.ts';

/** R38: a re-check is made by two. */
const leastInspectors = 2;

/** R37: what a report lacks for closing a follow-up of its kind. One that is handled already under another case names it. */
export function missingInReport(kind: FollowUp['kind'], report: FollowUpReport): readonly FieldError[] {
  const parts: readonly ClosingPart[] = report.decisionKind === 'r4' ? ['caseNumber'] : followUpRule(kind).closing;
  return parts.flatMap((part) =>
    has(report, part)
      ? []
      : [{ path: `body.${part === 'reply' ? 'text' : part}`, message: `缺少${closingParts[part]}` }],
  );
}

function has(report: FollowUpReport, part: ClosingPart): boolean {
  if (part === 'reply') return true;
  if (part === 'recheck') return new Set(report.recheck?.inspectors).size >= leastInspectors;
  if (part === 'evidence') return (report.evidence?.length ?? 0) > 0;
  return report[part] !== undefined;
}
