import type { DepartmentCode } from '../../base/primitives.ts';

/** Sends one notice to the outside; the id lets the receiver drop a repeat. */
export interface Notifier {
  send(notice: {
    readonly id: string;
    readonly department: DepartmentCode;
    /** Of the one inspector it is for; absent for the department's officials. */
    readonly inspectorId?: string;
    readonly title: string;
    readonly text: string;
  }): Promise<void>;
}
