import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** The person entering something, according to the token. */
export interface Recorder {
  readonly department: DepartmentCode;
  readonly inspectorId?: string | undefined;
  readonly roles: readonly string[];
}

/**
 * R3: only the drawn team or an officer of its department carries out and enters an inspection. The joint meeting's
 * office, laboratories and experts do not inspect (国办发〔2024〕54号).
 */
export function checkRecorder(
  part: { readonly department: DepartmentCode; readonly inspectors: readonly string[] },
  { department, inspectorId, roles }: Recorder,
): Result<void, Failure<'uncertified-recorder'>> {
  if (inspectorId !== undefined && part.inspectors.includes(inspectorId)) return ok(undefined);
  if (roles.includes('office'))
    return err({ kind: 'uncertified-recorder', reason: '联席会议及其办公室不实施检查，不能录入检查结果。' });
  if (roles.includes('officer') && department === part.department) return ok(undefined);
  return err({ kind: 'uncertified-recorder', reason: '只有本次检查的检查组成员或本部门经办人员可以录入检查结果。' });
}

/** Only who was sent says that an inspection is over: a clerk enters what the team found, with the day the team names. */
export function checkMember(
  team: readonly { readonly id: string }[] | undefined,
  { inspectorId }: Pick<Recorder, 'inspectorId'>,
  reason: string,
): Result<void, Failure<'uncertified-recorder'>> {
  const member = inspectorId !== undefined && team?.some(({ id }) => id === inspectorId);
  return member ? ok(undefined) : err({ kind: 'uncertified-recorder', reason });
}

/** R5: refuses an act by the person who did the previous step. */
export const otherThan = (
  earlier: readonly (string | undefined)[],
  actorId: string,
  act: string,
): Result<void, Failure<'same-person'>> =>
  earlier.includes(actorId) ? err({ kind: 'same-person', act }) : ok(undefined);
