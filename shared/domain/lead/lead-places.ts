import type { DepartmentCode } from '../../base/primitives.ts';
import type { Lead } from './lead.ts';
import { subjectKey } from './likeness.ts';
import { isUndetermined } from './running-clocks.ts';
import { isOpen } from './states.ts';

/** After every day. */
export const undeterminedDay = '9999-12-31';

/** Leads about one thing, within one department: no other learns of them. */
export const aboutIn = (department: DepartmentCode, subject: string): string => `${department}#${subject}`;

/** Where a lead stands in its lists. */
export const leadPlaces = {
  open(lead: Lead): readonly [DepartmentCode, string] | undefined {
    if (!isOpen(lead.status)) return undefined;
    const nothingOwed = lead.concludedOn ?? lead.registeredOn;
    const day = lead.due ?? (isUndetermined(lead) ? undeterminedDay : nothingOwed);
    return [lead.department, `${day}#${lead.id}`];
  },
  ofDepartment: ({ department, number, id }: Lead) => [department, `${number}#${id}`] as const,
  about: (lead: Lead) => [aboutIn(lead.department, subjectKey(lead)), `${lead.receivedOn}#${lead.id}`] as const,
};
