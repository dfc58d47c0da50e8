import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Lead, OwedAnswer } from '../../domain/lead/lead.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** The leads of the departments that passed a lead on and are owed these answers. */
export const askingLeads = (lead: Pick<Lead, 'origin'>, answers: readonly OwedAnswer[]): readonly string[] => [
  ...new Set(answers.flatMap((answer) => askingLead(lead, answer) ?? [])),
];

/** An answer that was owed before answers named the lead is for where its own lead came from. */
const askingLead = ({ origin }: Pick<Lead, 'origin'>, { leadId, to }: OwedAnswer): string | undefined =>
  leadId ?? (origin && to === origin.department ? origin.leadId : undefined);

/** Writes an answer at the lead of each department that passed it on and is owed one of `answers`, and tells it. */
export async function repliesTo(
  { records }: { readonly records: Records },
  lead: Lead,
  answers: readonly OwedAnswer[],
  text: string,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const senders = await Promise.all(askingLeads(lead, answers).map((id) => records.find('lead', id)));
  const from = departmentName(actor.department);
  return senders.flatMap((sender) => {
    if (!sender) return [];
    const { id, department, number } = sender.value;
    const value = { ...sender.value, reply: { text, on: localDateOf(now) } };
    const message = `${from}已答复转送的个案线索${number}。`;
    return [
      replaceRecord('lead', id, sender, value, eventOf('reply', actor, now, { from: lead.number })),
      told({ about: id, leadId: id, kind: 'lead-answered', department, text: message }, now),
    ];
  });
}
