import { entryOf } from '../../domain/campaign/campaign.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { TaskReference } from '../../public/result-document.ts';
import type { Records } from '../ports/records.ts';

/** Number, name and plan, or campaign, of every task that a result's items belong to. */
export async function taskReferences(
  records: Records,
  { items }: InspectionResult,
): Promise<Map<string, TaskReference>> {
  const ids = [...new Set(items.map(({ taskId }) => taskId))];
  const references = await Promise.all(ids.map((id) => taskReference(records, id)));
  return new Map(ids.flatMap((id, index) => (references[index] ? [[id, references[index]] as const] : [])));
}

async function taskReference(records: Records, id: string): Promise<TaskReference> {
  const task = await records.find('task', id);
  if (!task) throw new Error(`there is no task ${id}`);
  const { number, title, planId, entryId, campaignId } = task.value;
  const campaign = campaignId === undefined ? undefined : await records.find('campaign', campaignId);
  if (campaign) {
    const { number: planNumber, title: planName } = campaign.value;
    return { number, name: title, planNumber, planName, drawType: entryOf(campaign.value).drawKind };
  }
  const plan = planId === undefined ? undefined : await records.find('plan', planId);
  if (!plan) return { number, name: title };
  const entry =
    plan.value.entries.find((each) => each.id === entryId) ?? (await pastEntry(records, plan.value.id, entryId));
  return {
    number,
    name: title,
    planNumber: plan.value.number,
    planName: plan.value.title,
    ...(entry && { drawType: entry.drawKind }),
  };
}

/** An entry that an adjustment has since removed from the plan. */
async function pastEntry(
  records: Records,
  planId: string,
  entryId: string | undefined,
): Promise<PlanEntry | undefined> {
  const versions = await records.versions('plan', planId);
  return versions
    .toReversed()
    .flatMap(({ value }) => value.entries)
    .find((each) => each.id === entryId);
}
