import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import type { CalendarYear } from '../../domain/calendar/calendar-year.ts';
import { undeterminedDay } from '../../domain/lead/lead-places.ts';
import { type Inbox, inboxOf, officeInbox } from '../../domain/notice/inbox.ts';
import type { Notice } from '../../domain/notice/notice.ts';
import { awaitsHolder } from '../../domain/sharing/awaits-holder.ts';
import type { DataCheck } from '../../domain/sharing/data-check.ts';
import type { ShareEntry } from '../../domain/sharing/share-entry.ts';
import type { ShareRequest } from '../../domain/sharing/share-request.ts';
import type { ShareUse } from '../../domain/sharing/share-use.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

/** What the whole county works by, and what is said to whom. The texts of partitions are stored: they must stay. */
export const officeRecords = {
  notice: defineRecord({
    name: recordNames.notice,
    table: 'workflow',
    schema: async () => (await import('../../domain/notice/notice.ts')).StoredNotice,
    versions: false,
    lists: {
      /** By day. */
      ofInbox: listBy(
        'byOwner',
        (inbox: Inbox) => `notice#${inbox}`,
        (notice: Notice) => [inboxOf(notice), `${notice.day}#${notice.id}`],
      ),
      /** What is still to be sent, by when it was claimed. */
      pending: oneList('byParent', 'notice#pending', (notice: Notice) =>
        notice.delivery === 'pending' ? notice.claimedAt : undefined,
      ),
    },
    exported: false,
  }),
  /** The last run of a sweeping job that went through; read by its id. */
  sweep: defineRecord({
    name: '到期巡查',
    table: 'workflow',
    schema: async () => (await import('../../domain/deadline/sweep.ts')).Sweep,
    versions: false,
    lists: {},
    exported: false,
  }),
  'share-entry': defineRecord({
    name: recordNames['share-entry'],
    table: 'workflow',
    schema: async () => (await import('../../domain/sharing/share-entry.ts')).ShareEntry,
    versions: true,
    lists: {
      /** What stands in the catalogue, by title. */
      listed: listBy(
        'byOwner',
        (holder: DepartmentCode) => `share-entry#${holder}`,
        (entry: ShareEntry) => (entry.status === 'listed' ? [entry.holder, `${entry.title}#${entry.id}`] : undefined),
      ),
    },
    exported: false,
  }),
  'share-request': defineRecord({
    name: recordNames['share-request'],
    table: 'workflow',
    schema: async () => (await import('../../domain/sharing/share-request.ts')).ShareRequest,
    versions: false,
    lists: {
      /** Those that wait for the holder, or disputed for the office, by the day by which; those of no or an unknown day last. */
      waiting: listBy('byOwner', (box: DepartmentCode | typeof officeInbox) => `share-waiting#${box}`, sharePlace),
      /** By the day they were filed. */
      ofHolder: listBy(
        'byYear',
        (holder: DepartmentCode) => `share-request#${holder}`,
        (request: ShareRequest) => [request.holder, `${request.filedOn}#${request.id}`],
      ),
      ofAsker: listBy(
        'byParent',
        (asker: DepartmentCode) => `share-asked#${asker}`,
        (request: ShareRequest) => [request.asker, `${request.filedOn}#${request.id}`],
      ),
    },
    exported: false,
  }),
  /** Written once; nothing removes it, so that it outlives the three years for which it is owed. */
  'share-use': defineRecord({
    name: recordNames['share-use'],
    table: 'workflow',
    schema: async () => (await import('../../domain/sharing/share-use.ts')).ShareUse,
    versions: false,
    lists: {
      /** By when it was read. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `share-use#${department}`,
        (use: ShareUse) => [use.department, `${use.at}#${use.id}`],
      ),
      ofHolder: listBy(
        'byYear',
        (holder: DepartmentCode) => `share-use-of#${holder}`,
        (use: ShareUse) => [use.holder, `${use.at}#${use.id}`],
      ),
      /** What its subject may be told of: not that there is a lead. */
      ofObject: listBy(
        'byParent',
        (objectId: string) => `share-use-about#${objectId}`,
        ({ objectId, purpose, at, id }: ShareUse) =>
          objectId === undefined || purpose.kind === 'lead' ? undefined : [objectId, `${at}#${id}`],
      ),
    },
    exported: false,
  }),
  'data-check': defineRecord({
    name: recordNames['data-check'],
    table: 'workflow',
    schema: async () => (await import('../../domain/sharing/data-check.ts')).DataCheck,
    versions: false,
    lists: {
      /** Those that wait for the source's answer, by the day by which; those of an unknown day last. */
      waiting: listBy(
        'byOwner',
        (holder: DepartmentCode) => `data-check-waiting#${holder}`,
        ({ holder, status, due, id }: DataCheck) =>
          status === 'filed' ? [holder, `${due ?? undeterminedDay}#${id}`] : undefined,
      ),
      /** By the day they were filed. */
      ofHolder: listBy(
        'byYear',
        (holder: DepartmentCode) => `data-check#${holder}`,
        (check: DataCheck) => [check.holder, `${check.filedOn}#${check.id}`],
      ),
      ofReporter: listBy(
        'byParent',
        (reporter: DepartmentCode) => `data-check-by#${reporter}`,
        (check: DataCheck) => [check.reporter, `${check.filedOn}#${check.id}`],
      ),
    },
    exported: false,
  }),
  /** One record, with every figure that the county has fixed. */
  settings: defineRecord({
    name: recordNames.settings,
    table: 'workflow',
    schema: async () => (await import('../../domain/setting/county-settings.ts')).CountySettings,
    versions: true,
    lists: {},
    exported: false,
  }),
  calendar: defineRecord({
    name: recordNames.calendar,
    table: 'workflow',
    schema: async () => (await import('../../domain/calendar/calendar-year.ts')).CalendarYear,
    versions: true,
    lists: { loaded: oneList('byParent', 'calendar', ({ year }: CalendarYear) => String(year)) },
    exported: false,
  }),
} as const;

/** Where a request stands while it waits for the holder's answer, or for the office to decide. */
function sharePlace(request: ShareRequest): readonly [DepartmentCode | typeof officeInbox, string] | undefined {
  const place = `${request.due ?? undeterminedDay}#${request.id}`;
  if (request.status === 'disputed') return [officeInbox, place];
  return awaitsHolder(request) ? [request.holder, place] : undefined;
}
