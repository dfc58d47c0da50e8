import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { yearOf } from '../../calendar/local-date.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import { isOrderOpen } from '../../domain/check/order-open.ts';
import type { CriminalTransfer } from '../../domain/follow-up/criminal-transfer.ts';
import { followUpPlaces } from '../../domain/follow-up/follow-up-places.ts';
import { transferDay, transferWaitsFor } from '../../domain/follow-up/transfer-turn.ts';
import type { LeadImport } from '../../domain/lead/lead-import.ts';
import { leadPlaces, undeterminedDay } from '../../domain/lead/lead-places.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import { isOpenObjection } from '../../domain/objection/objection-open.ts';
import type { SubjectCode } from '../../domain/subject/subject-code.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

/** Leads, the checks ordered on them, what follows, and what is held against a result. The texts of partitions are stored: they must stay. */
export const caseworkRecords = {
  lead: defineRecord({
    name: recordNames.lead,
    table: 'workflow',
    schema: async () => (await import('../../domain/lead/lead.ts')).Lead,
    versions: false,
    lists: {
      /** Those that wait for somebody, by the day by which; those of an unknown day last. */
      open: listBy('byOwner', (department: DepartmentCode) => `lead-open#${department}`, leadPlaces.open),
      /** By number. */
      ofDepartment: listBy('byYear', (department: DepartmentCode) => `lead#${department}`, leadPlaces.ofDepartment),
      /** Of one department about one object or subject, by the day they came in. */
      about: listBy('byParent', (about: string) => `lead-about#${about}`, leadPlaces.about),
    },
    exported: {
      file: 'leads',
      in: 'ofDepartment',
      departments: (lead) => [lead.department],
      year: (lead) => yearOf(lead.registeredOn),
    },
  }),
  /** How far the leads of a day are numbered. */
  'lead-day': defineRecord({
    name: recordNames['lead-day'],
    table: 'workflow',
    schema: async () => (await import('../../domain/lead/lead-day.ts')).LeadDay,
    versions: false,
    lists: {},
    exported: false,
  }),
  'lead-import': defineRecord({
    name: recordNames['lead-import'],
    table: 'workflow',
    schema: async () => (await import('../../domain/lead/lead-import.ts')).LeadImport,
    versions: false,
    lists: {
      /** Those with a job under way, by when they were announced. */
      running: oneList('byParent', 'lead-import#running', (entry: LeadImport) =>
        entry.status === 'running' ? entry.createdAt : undefined,
      ),
      /** Those that nobody has started yet, by when they were announced. */
      announced: oneList('byParent', 'lead-import#announced', (entry: LeadImport) =>
        entry.status === 'uploading' ? entry.createdAt : undefined,
      ),
    },
    exported: false,
  }),
  /** Read by its id alone, through its lead. */
  informant: defineRecord({
    name: recordNames.informant,
    table: 'informants',
    schema: async () => (await import('../../domain/lead/informant.ts')).Informant,
    versions: false,
    lists: {},
    exported: false,
  }),
  'check-order': defineRecord({
    name: recordNames['check-order'],
    table: 'workflow',
    schema: async () => (await import('../../domain/check/check-order.ts')).CheckOrder,
    versions: true,
    lists: {
      /** Those that wait for somebody: for an approval after the fact by its last day, else by when they were written. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `check-order-open#${department}`,
        (order: CheckOrder) =>
          isOrderOpen(order) ? [order.department, `${order.urgency?.due ?? order.requestedAt}#${order.id}`] : undefined,
      ),
      /** By when they were written. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `check-order#${department}`,
        (order: CheckOrder) => [order.department, `${order.requestedAt}#${order.id}`],
      ),
    },
    exported: {
      file: 'check-orders',
      in: 'ofDepartment',
      departments: (order) => [order.department],
      year: (order) => yearOf(order.window.from),
    },
  }),
  'follow-up': defineRecord({
    name: recordNames['follow-up'],
    table: 'workflow',
    schema: async () => (await import('../../domain/follow-up/follow-up.ts')).FollowUp,
    versions: false,
    lists: {
      /** Those that wait for somebody, by whose box and the day by which; those of an unknown day last. */
      waiting: listBy('byOwner', (box: string) => `follow-up-waiting#${box}`, followUpPlaces.waiting),
      /** The open ones of a sender, by the day by which its receiver acts. */
      sent: listBy('byParent', (sender: DepartmentCode) => `follow-up-sent#${sender}`, followUpPlaces.sent),
      /** The closed and cancelled ones of a sender, by when they ended. */
      ended: listBy('byParent', (sender: DepartmentCode) => `follow-up-ended#${sender}`, followUpPlaces.ended),
      /** By the day they were opened. */
      ofObject: listBy('byYear', (objectId: string) => `follow-up-of#${objectId}`, followUpPlaces.ofObject),
    },
    exported: false,
  }),
  /** One for each object and item of the list: read by its id alone, so that two at once meet in it (R40). */
  exemption: defineRecord({
    name: recordNames.exemption,
    table: 'workflow',
    schema: async () => (await import('../../domain/follow-up/exemption.ts')).Exemption,
    versions: false,
    lists: {},
    exported: false,
  }),
  'criminal-transfer': defineRecord({
    name: recordNames['criminal-transfer'],
    table: 'workflow',
    schema: async () => (await import('../../domain/follow-up/criminal-transfer.ts')).CriminalTransfer,
    versions: false,
    lists: {
      /** Those that wait for a department, by the day by which. */
      waiting: listBy(
        'byOwner',
        (department: DepartmentCode) => `criminal-transfer-waiting#${department}`,
        (transfer: CriminalTransfer) => {
          const whose = transferWaitsFor(transfer);
          return whose && [whose, `${transferDay(transfer)}#${transfer.id}`];
        },
      ),
      /** Of the department that transfers, by when it was reported. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `criminal-transfer#${department}`,
        (transfer: CriminalTransfer) => [transfer.department, `${transfer.reportAt}#${transfer.id}`],
      ),
    },
    exported: false,
  }),
  objection: defineRecord({
    name: recordNames.objection,
    table: 'workflow',
    schema: async () => (await import('../../domain/objection/objection.ts')).Objection,
    versions: false,
    lists: {
      /** Those that wait for a decision, by the day by which; those of an unknown day last. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `objection-open#${department}`,
        (objection: Objection) =>
          isOpenObjection(objection)
            ? [objection.department, `${objection.due ?? undeterminedDay}#${objection.id}`]
            : undefined,
      ),
      /** By the day they were filed. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `objection#${department}`,
        (objection: Objection) => [objection.department, `${objection.filedOn}#${objection.id}`],
      ),
      /** Of the inspected object, by the day they were filed. */
      ofObject: listBy(
        'byParent',
        (objectId: string) => `objection-of#${objectId}`,
        ({ objectId, filedOn, id }: Objection) => (objectId === undefined ? undefined : [objectId, `${filedOn}#${id}`]),
      ),
    },
    exported: {
      file: 'objections',
      in: 'ofDepartment',
      departments: (objection) => [objection.department],
      year: (objection) => yearOf(objection.filedOn),
    },
  }),
  'subject-code': defineRecord({
    name: recordNames['subject-code'],
    table: 'workflow',
    schema: async () => (await import('../../domain/subject/subject-code.ts')).SubjectCode,
    versions: false,
    lists: {
      /** By when they were issued. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `subject-code#${department}`,
        (code: SubjectCode) => [code.department, `${code.issuedAt}#${code.id}`],
      ),
    },
    exported: false,
  }),
} as const;
