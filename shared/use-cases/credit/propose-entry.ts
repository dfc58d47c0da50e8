import type { DepartmentCode } from '../../base/primitives.ts';
import { err, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { outsideList } from '../../codes/county.ts';
import type { AbnormalReason } from '../../codes/credit-lists.ts';
import { listProposedBy } from '../../codes/credit-lists.ts';
import { departmentCodes, departments } from '../../codes/departments.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { cameToNothing } from '../../domain/credit/entry-open.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { Actor } from '../actor.ts';
import { checkOf, createRecord, eventOf } from '../changes.ts';
import { findFollowUp } from '../follow-up/change-follow-up.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import {
  findListEntry,
  invalid,
  type ListEntryDeps,
  type ListEntryFailure,
  latestListEntry,
  listEntryIdOf,
  notReady,
} from './list-entry-deps.ts';
import { standing } from './standing-entries.ts';

/**
 * R44: enters what a follow-up in hand proposes, anew once the last entry came to nothing; the department that has it in hand
 * decides.
 */
export async function suggestListing(
  deps: ListEntryDeps,
  { followUpId, reason }: { readonly followUpId: string; readonly reason?: AbnormalReason | undefined },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<ListEntry>, ListEntryFailure>> {
  const found = await findFollowUp(deps, followUpId, actor);
  if (!found.ok) return found;
  const { kind, receiver, status, resultId, items, object } = found.value.value;
  if (receiver !== actor.department) {
    const why = '由办理该项列入建议的部门登记';
    return err({ kind: 'foreign-department', entity: 'follow-up', id: followUpId, reason: why });
  }
  const list = listProposedBy(kind);
  if (!list || status !== 'received') return notReady('只有办理中的列入名录、名单建议可以登记');
  if ((list === 'abnormal') !== (reason !== undefined))
    return invalid('reason', list === 'abnormal' ? '应写明列入原因' : '列入原因只用于经营异常名录');
  const { turn, entry: last } = await latestListEntry(deps.records, followUpId);
  // While the last one stands, this is the same one once more, and the commit says so.
  const id = listEntryIdOf(followUpId, last && !cameToNothing(last.value) ? turn : turn + 1);
  const today = localDateOf(now);
  const year = today.slice(0, 4);
  const n = await deps.counters.next(`list-entry#${actor.department}#${year}`);
  const entry: ListEntry = {
    ...{ id, number: `${departments[actor.department].docPrefix}列名〔${year}〕${n}号`, list },
    ...(reason !== undefined && { reason }),
    ...{ department: actor.department, followUpId, resultId, items: items.map((item) => item.id), object },
    ...{ status: 'suggested', suggestedOn: today },
    steps: [{ act: 'suggest', at: now.toISOString(), by: actor.id }],
  };
  const done = await deps.work.commit([
    createRecord('list-entry', id, entry, eventOf('suggest', actor, now, { list })),
    checkOf('follow-up', followUpId, found.value),
  ]);
  return done.ok ? findListEntry(deps, id, actor) : done;
}

/**
 * Those that wait for a decision, by the day they were proposed or decided; all that were proposed, by the day they were; or
 * those that came by the files of a department.
 */
export async function listListEntries(
  { records }: Pick<ListEntryDeps, 'records'>,
  {
    view,
    department,
  }: { readonly view: 'open' | 'all' | 'outside'; readonly department?: readonly DepartmentCode[] | undefined },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<ListEntry>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  if (view !== 'outside')
    return records.list({ kind: 'list-entry', in: view === 'open' ? 'open' : 'ofDepartment', of, page });
  const lists = dishonestyListCodes.filter((list) => of.some((code) => outsideList(list)?.department === code));
  const found = await records.list({ kind: 'list-entry', in: 'outside', of: lists, page });
  return { ...found, items: (await standing(records, found.items)).entries };
}
