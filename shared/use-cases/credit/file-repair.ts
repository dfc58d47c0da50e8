import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes, departments } from '../../codes/departments.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { type Repair, type RepairPaper, withRepairDue } from '../../domain/credit/repair.ts';
import { isOpenRepair } from '../../domain/credit/repair-open.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { checkOf, createRecord, eventOf } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import {
  changeRepair,
  findRepair,
  invalid,
  latestRepair,
  notReady,
  onceEach,
  type RepairDeps,
  type RepairFailure,
  type RepairRequest,
  repairIdOf,
} from './repair-deps.ts';
import { repairNotices } from './repair-notices.ts';
import { reachOf } from './repair-reach.ts';

type Filed = Promise<Result<Stored<Repair>, RepairFailure>>;

/** What is asked for, of which record. */
export type RepairEntry = Pick<Repair, 'recordId' | 'way' | 'materials' | 'filedBy' | 'filedOn'> & {
  readonly items?: readonly string[] | undefined;
  readonly byCode?: true;
};

/** Enters what came in on paper, for a record of the actor's department. */
export async function fileRepair(deps: RepairDeps, entry: RepairEntry, actor: Actor, now: Date): Filed {
  const record = await deps.records.find('credit-record', entry.recordId);
  if (!record || record.value.department !== actor.department)
    return err({ kind: 'not-found', entity: 'credit-record', id: entry.recordId });
  return enterRepair(deps, entry, record, actor, now);
}

/**
 * R51: enters what a subject asks, or what was entered for it; before the least term is over it is refused with the first day on
 * which it may be asked for. Papers may be missing: they are asked for.
 */
export async function enterRepair(
  deps: RepairDeps,
  { items, byCode, ...entry }: RepairEntry,
  record: Stored<CreditRecord>,
  actor: Actor,
  now: Date,
): Filed {
  const { id: recordId, department, documentNumber, subject, caseId, date } = record.value;
  const today = localDateOf(now);
  if (entry.filedOn > today || entry.filedOn < date)
    return invalid('filedOn', '收到日期应在作出决定之后，且不晚于今天');
  const { turn, repair: last } = await latestRepair(deps.records, recordId);
  if (last && isOpenRepair(last.value)) return underWay();
  const reach = await reachOf(deps.records, record, { way: entry.way, items });
  if (!reach.ok) return reach;
  const { earliest, holds } = reach.value;
  if (entry.way === 'w1' && earliest !== undefined && entry.filedOn < earliest)
    return err({ kind: 'too-early', earliest });
  const id = repairIdOf(recordId, turn + 1);
  const year = today.slice(0, 4);
  const n = await deps.counters.next(`repair#${department}#${year}`);
  const said: Repair = {
    ...{ ...entry, id, number: `${departments[department].docPrefix}信修〔${year}〕${n}号` },
    ...{ department, documentNumber, subject, caseId, enteredBy: actor.id, status: 'filed' },
    ...(items && { items: [...new Set(items)] }),
    ...(byCode && { byCode }),
    steps: [{ act: 'file', at: now.toISOString(), by: actor.id }],
  };
  const value = withRepairDue(said, await loadCalendar(deps));
  const done = await deps.work.commit(
    onceEach([
      createRecord('repair', id, value, eventOf('file', actor, now, { record: recordId, way: entry.way })),
      checkOf('credit-record', recordId, record),
      ...holds,
      ...repairNotices('file', value, 1, actor, now),
    ]),
  );
  if (!done.ok) return done.error.kind === 'already-exists' ? underWay() : done;
  return findRepair(deps, id, { ...actor, department });
}

const underWay = () => notReady('该信用记录已有办理中的修复申请');

/** What was missing has come, on a day: its time to be accepted runs from there. */
export const supplyPapers = (
  deps: RepairDeps,
  { materials, on, ...request }: RepairRequest & { readonly materials: readonly RepairPaper[]; readonly on: LocalDate },
  actor: Actor,
  now: Date,
): Filed =>
  changeRepair(deps, request, 'supply', actor, now, (repair) =>
    on > localDateOf(now) || on < (repair.asked?.on ?? '')
      ? invalid('on', '收到日期应在告知补正之后，且不晚于今天')
      : ok({
          repair: { ...repair, materials: [...repair.materials, ...materials].slice(-mostPapers), suppliedOn: on },
          note: materials.map(({ document }) => document).join('、'),
        }),
  );
/** Those of the application and those that were missing: each at most ten. */
const mostPapers = 20;

/** The subject takes it back before it is decided, by its code or on paper. */
export const withdrawRepair = (deps: RepairDeps, request: RepairRequest, actor: Actor, now: Date): Filed =>
  changeRepair(deps, request, 'withdraw', actor, now, (repair) => ok({ repair }));

/** Those that are not decided, by the day by which they are to be, or all of them, the newest first. */
export function listRepairs(
  { records }: Pick<RepairDeps, 'records'>,
  { view, department }: { readonly view: 'open' | 'all'; readonly department?: readonly DepartmentCode[] | undefined },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Repair>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  return view === 'open'
    ? records.list({ kind: 'repair', in: 'open', of, page })
    : records.list({ kind: 'repair', in: 'ofDepartment', of, page, newestFirst: true });
}
