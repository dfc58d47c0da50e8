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

/** The same, and that they are still so when what is public of them is written. */
export async function heldFollowUps(
  records: Records,
  result: Pick<InspectionResult, 'followUps'>,
): Promise<{ readonly followUps: readonly FollowUp[]; readonly holds: readonly Change[] }> {
  const all = await followUpsOfResult(records, result);
  return {
    followUps: all.map(({ value }) => value),
    holds: all.map((each) => checkOf('follow-up', each.value.id, each)),
  };
}
