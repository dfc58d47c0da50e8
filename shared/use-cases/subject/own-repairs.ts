import { err, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import type { Repair, RepairPaper } from '../../domain/credit/repair.ts';
import { enterRepair, supplyPapers, withdrawRepair } from '../credit/file-repair.ts';
import type { RepairDeps, RepairFailure, RepairRequest } from '../credit/repair-deps.ts';
import { reachOf } from '../credit/repair-reach.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Stored } from '../ports/records.ts';
import type { Subject } from './identify-subject.ts';
import type { OwnDeps } from './own-results.ts';

type Deps = RepairDeps & OwnDeps;
type Answer = Promise<Result<Stored<Repair>, RepairFailure>>;

/** What stands on record of the subject that it may ask to be repaired, and since when; or what is to be done before. */
export interface OwnRepairable
  extends Pick<CreditRecord, 'id' | 'kind' | 'department' | 'documentNumber' | 'date' | 'content' | 'grade'> {
  /** The first day; absent where there is no least term. */
  readonly earliest?: LocalDate;
  readonly hindrance?: string;
}

/** The own records that are public still, the newest first, each with the first day on which its repair may be asked for. */
export async function ownRepairable(deps: OwnDeps, { objectId }: Subject): Promise<readonly OwnRepairable[]> {
  const own: OwnRepairable[] = [];
  for (const number of await numbersOf(deps, objectId)) {
    const ofSubject = { kind: 'credit-record', in: 'ofSubject', of: number, newestFirst: true } as const;
    for await (const record of every((page) => deps.records.list({ ...ofSubject, page }), 100)) {
      const { id, kind, department, documentNumber, date, content, grade, status } = record.value;
      if (status !== 'current' && status !== 'contested') continue;
      const reach = await reachOf(deps.records, record, { way: 'w1' });
      const when = reach.ok
        ? reach.value.earliest !== undefined && { earliest: reach.value.earliest }
        : reach.error.kind === 'not-ready' && { hindrance: reach.error.reason };
      own.push({ id, kind, department, documentNumber, date, content, ...(grade && { grade }), ...when });
    }
  }
  return own;
}

/** What a subject asks for. */
export interface OwnRepair extends Pick<Repair, 'recordId' | 'way' | 'materials'> {
  readonly items?: readonly string[] | undefined;
}

/** Asks for the repair of an own record, received today by the department that made it. */
export async function fileOwnRepair(deps: Deps, asked: OwnRepair, subject: Subject, now: Date): Answer {
  const record = await deps.records.find('credit-record', asked.recordId);
  if (!record || !(await isOwn(deps, record.value, subject)))
    return err({ kind: 'not-found', entity: 'credit-record', id: asked.recordId });
  const filedBy = `${subject.objectName}（凭绑定码提出）`;
  const entry = { ...asked, filedBy, filedOn: localDateOf(now), byCode: true } as const;
  return enterRepair(deps, entry, record, ofDepartment(subject, record.value), now);
}

/** Every repair of the subject, the newest first, whoever entered it. */
export async function ownRepairs(deps: OwnDeps, { objectId }: Subject): Promise<readonly Stored<Repair>[]> {
  const own: Stored<Repair>[] = [];
  for (const number of await numbersOf(deps, objectId)) {
    const ofSubject = { kind: 'repair', in: 'ofSubject', of: number, newestFirst: true } as const;
    for await (const repair of every((page) => deps.records.list({ ...ofSubject, page }), 100)) own.push(repair);
  }
  return own;
}

/** Brings today what was missing. */
export const supplyOwnPapers = (
  deps: Deps,
  request: RepairRequest & { readonly materials: readonly RepairPaper[] },
  subject: Subject,
  now: Date,
): Answer =>
  acting(deps, request.id, subject, (actor) => supplyPapers(deps, { ...request, on: localDateOf(now) }, actor, now));

export const withdrawOwnRepair = (deps: Deps, request: RepairRequest, subject: Subject, now: Date): Answer =>
  acting(deps, request.id, subject, (actor) => withdrawRepair(deps, request, actor, now));

async function acting(deps: Deps, id: string, subject: Subject, act: (actor: Subject) => Answer): Answer {
  const found = (await deps.records.find('repair', id))?.value;
  if (!found || !(await isOwn(deps, found, subject))) return err({ kind: 'not-found', entity: 'repair', id });
  return act(ofDepartment(subject, found));
}

const isOwn = async (deps: OwnDeps, { subject }: Pick<Repair, 'subject'>, { objectId }: Subject) =>
  (await numbersOf(deps, objectId)).includes(subject.id);

/** What a subject does is done to the department whose record it is. */
const ofDepartment = (subject: Subject, { department }: Pick<Repair, 'department'>): Subject => ({
  ...subject,
  department,
});
