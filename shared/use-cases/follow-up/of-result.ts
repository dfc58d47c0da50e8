import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkOf } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** Every follow-up of a result: those that its approvals opened, and those that came of them when nothing was put right. */
export async function followUpsOfResult(
  records: Records,
  { followUps = [] }: Pick<InspectionResult, 'followUps'>,
): Promise<readonly Stored<FollowUp>[]> {
  const all: Stored<FollowUp>[] = [];
  let ids: readonly string[] = followUps;
  while (ids.length > 0) {
    const found = await Promise.all(ids.map((id) => records.find('follow-up', id)));
    const present = found.filter((each) => each !== undefined);
    all.push(...present);
    ids = present.flatMap(({ value }) => value.next ?? []);
  }
  return all;
}

/** The same without those that were cancelled: these have come to their end for good, and nothing is public of them. */
export const standingFollowUps = async (
  records: Records,
  result: Pick<InspectionResult, 'followUps'>,
): Promise<readonly Stored<FollowUp>[]> =>
  (await followUpsOfResult(records, result)).filter(({ value }) => value.status !== 'cancelled');

/** What stands, and that it is still so when what is public of it is written. */
export async function heldFollowUps(
  records: Records,
  result: Pick<InspectionResult, 'followUps'>,
): Promise<{ readonly followUps: readonly FollowUp[]; readonly holds: readonly Change[] }> {
  const all = await standingFollowUps(records, result);
  return {
    followUps: all.map(({ value }) => value),
    holds: all.map((each) => checkOf('follow-up', each.value.id, each)),
  };
}
