import type { DepartmentCode } from '../../base/primitives.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departments } from '../../codes/departments.ts';
import { followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import type { Competent, Wanted } from '../../domain/follow-up/opening.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import type { Counters } from '../ports/counters.ts';

/** The result as it stands from now on, in which edition, and why something that it does not ask for is cancelled. */
export interface Ground {
  readonly result: InspectionResult & { readonly documentNumber: string };
  readonly edition: number;
  readonly reason: string;
}

/** `机关代字后处〔YYYY〕N号`, counted per department and year. The number of a failed approval is skipped. */
export async function nextFollowUpNumber(counters: Counters, department: DepartmentCode, now: Date): Promise<string> {
  const year = localDateOf(now).slice(0, 4);
  const number = await counters.next(`follow-up#${department}#${year}`);
  return `${departments[department].docPrefix}后处〔${year}〕${number}号`;
}

/** A follow-up as it is opened; what stays with its own department is in hand at once. `n`: how many there were like it. */
export function freshFollowUp(
  { result: { id: resultId, documentNumber, department, object }, edition }: Ground,
  { kind, receiver, basis, items }: Wanted,
  {
    n,
    number,
    competent,
    onPaper,
  }: {
    readonly n: number | string;
    readonly number: string;
    readonly competent: readonly Competent[];
    /** Departments that are written to. */
    readonly onPaper: ReadonlySet<DepartmentCode>;
  },
  actor: Actor,
  now: Date,
): FollowUp {
  const today = localDateOf(now);
  const { receiver: who, answer } = followUpRule(kind);
  const own = receiver === department;
  const others = competent.map((each) => each.department);
  return {
    id: `fu-${sha256(`${resultId} ${kind} ${receiver} ${n}`).slice(0, 40)}`,
    ...{ number, kind, resultId, documentNumber, edition, items },
    object: {
      id: object.id,
      name: object.name,
      kind: object.kind,
      ...(object.creditCode !== undefined && { creditCode: object.creditCode }),
    },
    ...{ sender: department, receiver, addressed: receiver, basis },
    copies: who === 'competent' ? others.filter((each) => each !== receiver && each !== department) : [],
    ...(own
      ? { status: 'received' as const, receivedOn: today, receivedBy: actor.id, answerFrom: today }
      : { status: 'opened' as const, ...(answer?.from === 'opening' && { answerFrom: today }) }),
    ...(!own && onPaper.has(receiver) && { letter: {} }),
    ...{ openedOn: today, openedBy: actor.id, sentOn: today },
    steps: [{ act: 'open', at: now.toISOString(), by: actor.id, department }],
  };
}
