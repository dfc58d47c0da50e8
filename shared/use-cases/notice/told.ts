import type { DepartmentCode } from '../../base/primitives.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import { type Notice, type NoticeKind, noticeIdOf, noticeText } from '../../domain/notice/notice.ts';
import type { TodoKind } from '../../domain/todo/todo.ts';
import type { ObjectSnapshot } from '../../domain/visit/visit.ts';
import { publicName } from '../../public/masking.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** What somebody is told, once per subject, kind and day. */
export interface Told {
  /** What is unique about it: the ids of what it tells of. */
  readonly about: string;
  readonly kind: NoticeKind;
  readonly department: DepartmentCode;
  /** For one inspector's inbox instead of the department's. */
  readonly inspectorId?: string;
  readonly resultId?: string;
  readonly leadId?: string;
  readonly followUpId?: string;
  /** The day it is about; today unless it is older. */
  readonly day?: string;
  readonly text: string;
  readonly asks?: { readonly todo: TodoKind; readonly ids: Readonly<Record<string, string>> };
}

/** A notice, written in the commit of what it tells of; the next reminder run sends it. */
export function told(
  { about, kind, department, inspectorId, resultId, leadId, followUpId, text, asks, ...told }: Told,
  now: Date,
): Change {
  const { day = localDateOf(now) } = told;
  const at = now.toISOString();
  const id = noticeIdOf(inspectorId === undefined ? about : `${about}.${inspectorId}`, kind, day);
  const notice = {
    id,
    department,
    ...(inspectorId !== undefined && { inspectorId }),
    kind,
    day,
    ...(resultId !== undefined && { resultId }),
    ...(leadId !== undefined && { leadId }),
    ...(followUpId !== undefined && { followUpId }),
    text,
    ...(asks && { asks }),
    createdAt: at,
    claimedAt: at,
    delivery: 'pending',
  } as const;
  return newNotice(notice, eventOf('notify', { id: 'system', department }, now, { kind, day }));
}

/** The one place where notices are made: their text fits a line, so that every inbox stays readable. */
export const newNotice = (notice: Notice, event: EventDraft): Change =>
  createRecord('notice', notice.id, { ...notice, text: noticeText(notice.text) }, event);

/** The whole sentence must fit a message line. */
const longestName = 60;

/** A message leaves the system, so a name that may be a person's is masked as for the public. */
export const nameToTell = (object: Pick<ObjectSnapshot, 'name' | 'kind' | 'creditCode'>): string =>
  [...publicName(object)].slice(0, longestName).join('');
