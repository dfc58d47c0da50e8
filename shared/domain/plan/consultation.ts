import type { FieldError } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { formatChineseDate } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import { type Consultation, consultationAnswers } from './asked-department.ts';
import type { Plan } from './plan.ts';

/** `lapsed`: the entries of the department are no longer what it was asked about. */
export const consultationStates = ['waiting', ...consultationAnswers, 'silent', 'lapsed'] as const;
export type ConsultationState = (typeof consultationStates)[number];

/** The other departments of a joint plan. */
export const toConsult = ({ scope, department, departments }: Plan): readonly DepartmentCode[] =>
  scope === 'joint' ? departments.filter((each) => each !== department) : [];

/** The entries in which a department takes part. */
export const entriesWith = ({ entries }: Pick<Plan, 'entries'>, department: DepartmentCode): Plan['entries'] =>
  entries.filter(({ departments }) => departments.some((part) => part.department === department));

export const aboutOf = (plan: Pick<Plan, 'entries'>, department: DepartmentCode): string =>
  sha256(canonicalJson(entriesWith(plan, department)));

/** Where a consultation stands on a day. */
export function consultationState(plan: Plan, asked: Consultation, today: string): ConsultationState {
  if (asked.about !== aboutOf(plan, asked.department)) return 'lapsed';
  if (asked.answer) return asked.answer.as;
  return asked.answerBy < today ? 'silent' : 'waiting';
}

/** What of its departments a joint plan still waits for. An objection does not hold it up: the office reads it. */
export function openConsultations(plan: Plan, today: string): readonly FieldError[] {
  const path = 'plan.consultations';
  const states = toConsult(plan).map((department) => {
    const asked = plan.consultations?.find((each) => each.department === department);
    return { department, asked, state: asked ? consultationState(plan, asked, today) : ('lapsed' as const) };
  });
  const unasked = states.filter(({ state }) => state === 'lapsed').map(({ department }) => departmentName(department));
  const waiting = states.flatMap(({ department, asked, state }) =>
    asked && state === 'waiting'
      ? [{ path, message: `${departmentName(department)}尚未答复，答复期限为${formatChineseDate(asked.answerBy)}` }]
      : [],
  );
  if (unasked.length === 0) return waiting;
  return [{ path, message: `尚未征求${unasked.join('、')}的意见，或征求意见后条目又有改动` }, ...waiting];
}
