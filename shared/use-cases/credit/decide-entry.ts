import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { termOfEntry } from '../../domain/credit/entry-term.ts';
import { type ListEntry, type ListingNotice, proposalOf, type RemovalRequest } from '../../domain/credit/list-entry.ts';
import { isContested } from '../../domain/result/objected.ts';
import type { Actor } from '../actor.ts';
import { checkOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import { effectiveResult } from '../result/effective.ts';
import {
  changeListEntry,
  findListEntry,
  invalid,
  type ListEntryChange,
  type ListEntryDeps,
  type ListEntryFailure,
  type ListEntryRequest,
  notReady,
} from './list-entry-deps.ts';
import { endedWith, goingOnWith } from './listed-rows.ts';

type Changed = Promise<Result<Stored<ListEntry>, ListEntryFailure>>;

/** The subject is told in writing: facts, grounds, basis, measures and what it may do about it; of what can be listed still. */
export const notifyListing = (
  deps: ListEntryDeps,
  { notice, ...request }: ListEntryRequest & { readonly notice: ListingNotice },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'notify' }, actor, now, async (entry) => {
    if (notice.servedOn > localDateOf(now) || notice.servedOn < (entry.suggestedOn ?? ''))
      return invalid('servedOn', '送达日期应在提出建议之后，且不晚于今天');
    const grounds = await standingGrounds(deps, entry);
    if (!grounds.ok) return grounds;
    const { result, followUp, resultId, followUpId } = grounds.value;
    const also = [checkOf('result', resultId, result), checkOf('follow-up', followUpId, followUp)];
    return ok({ entry: { ...entry, notice: { ...notice, by: actor.id } }, note: notice.document, also });
  });

/** Whatever is decided before it is listed is decided about a proposal: what was decided elsewhere is listed from the beginning. */
function proposedFrom(entry: ListEntry) {
  const proposal = proposalOf(entry);
  if (!proposal) throw new Error(`list entry ${entry.id} was not proposed`);
  return proposal;
}

/** What an entry rests on: no result that is contested (R95) or void, and a proposal that no correction has taken away. */
async function standingGrounds({ records }: ListEntryDeps, entry: ListEntry) {
  const { resultId, followUpId } = proposedFrom(entry);
  const result = await effectiveResult(records, resultId);
  const followUp = await records.find('follow-up', followUpId);
  if (!result || !followUp) throw new Error(`list entry ${entry.id} is of no follow-up`);
  if (isContested(result.value, result.value.edition)) return err({ kind: 'contested' } as const);
  if (result.value.status === 'voided') return notReady('所依据的检查结果已作废，不能列入');
  if (followUp.value.status !== 'received') return notReady('该项列入建议已不在办理中，不能列入');
  return ok({ result, followUp, resultId, followUpId });
}

/** What the subject holds against it came in, in writing. */
export const contestListing = (
  deps: ListEntryDeps,
  { text, on, ...request }: ListEntryRequest & { readonly text: string; readonly on: LocalDate },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'contest' }, actor, now, (entry) =>
    on > localDateOf(now) || on < (entry.notice?.servedOn ?? '')
      ? invalid('on', '收到日期应在告知之后，且不晚于今天')
      : ok({ entry: { ...entry, contest: { on, text, by: actor.id } }, note: text }),
  );

export const answerListing = (
  deps: ListEntryDeps,
  { answer, ...request }: ListEntryRequest & { readonly answer: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'answer' }, actor, now, ({ contest, ...entry }) =>
    ok({ entry: { ...entry, ...(contest && { contest: { ...contest, answer } }) }, note: answer }),
  );

interface Deciding {
  readonly number: string;
  readonly on: LocalDate;
}

/**
 * R44: listed by the head, who is another than told the subject, with the decision's number and date; never on an edition that
 * is contested (R95), nor once a correction has taken the proposal away.
 */
export async function enterOnList(
  deps: ListEntryDeps,
  { number, on, ...request }: ListEntryRequest & Deciding,
  actor: Actor,
  now: Date,
): Changed {
  const found = await findListEntry(deps, request.id, actor);
  if (found.ok && found.value.value.status === 'suggested') return err({ kind: 'notice-missing' });
  return changeListEntry(deps, request, { event: 'list' }, actor, now, async (entry) => {
    const { notice } = entry;
    if (!notice) return err({ kind: 'notice-missing' });
    if (notice.by === actor.id) return err({ kind: 'same-person', act: '列入名录、名单' });
    if (on > localDateOf(now) || on < notice.servedOn) return invalid('on', '决定日期应在告知之后，且不晚于今天');
    const grounds = await standingGrounds(deps, entry);
    if (!grounds.ok) return grounds;
    const { result, followUp, followUpId } = grounds.value;
    const rows = await goingOnWith(deps, entry, result, actor, now);
    const also = [...rows, checkOf('follow-up', followUpId, followUp)];
    return ok({ entry: { ...entry, decision: { number, on, by: actor.id } }, note: number, also });
  });
}

/** The head decides not to list, with the reason. */
export const dropListing = (
  deps: ListEntryDeps,
  { number, on, reason, ...request }: ListEntryRequest & Deciding & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'drop' }, actor, now, (entry) =>
    on > localDateOf(now) || on < (entry.suggestedOn ?? '')
      ? invalid('on', '决定日期应在提出建议之后，且不晚于今天')
      : ok({ entry: { ...entry, decision: { number, on, by: actor.id, reason } }, note: reason }),
  );

/** An official has verified that the ground is gone, once the least term of the list is over (R51); asked again, the last request stands. */
export const requestRemoval = (
  deps: ListEntryDeps,
  { removal, ...request }: ListEntryRequest & { readonly removal: RemovalRequest },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { act: 'request-removal' }, actor, now, (entry) => {
    if (entry.status !== 'listed') return notReady('只有已列入的可以申请移出');
    // Of what was decided elsewhere, whoever decided it has judged when.
    const earliest = entry.outside ? undefined : termOfEntry(entry)?.repairFrom;
    if (earliest !== undefined && localDateOf(now) < earliest) return err({ kind: 'too-early', earliest });
    if (removal.verifiedOn > localDateOf(now) || removal.verifiedOn < (entry.decision?.on ?? ''))
      return invalid('verifiedOn', '查实日期应在列入之后，且不晚于今天');
    return ok({ entry: { ...entry, removalRequest: { ...removal, by: actor.id } }, note: removal.reason });
  });

/** R53: who decided elsewhere to list it has revoked that, as a document says. */
export const requestRevocation = (
  deps: ListEntryDeps,
  { removal, ...request }: ListEntryRequest & { readonly removal: RemovalRequest },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { act: 'request-revocation' }, actor, now, (entry) => {
    if (entry.status !== 'listed') return notReady('只有已列入的可以撤销');
    if (!entry.outside) return notReady('本部门决定列入的，由负责人直接撤销');
    if (removal.verifiedOn > localDateOf(now) || removal.verifiedOn < (entry.decision?.on ?? ''))
      return invalid('verifiedOn', '文书日期应在列入之后，且不晚于今天');
    const removalRequest = { ...removal, revokes: true as const, by: actor.id };
    return ok({ entry: { ...entry, removalRequest }, note: removal.reason });
  });

/** The head, who is another, takes it off the list; what the result says of it ceases to be public that night (w2). */
export const approveRemoval = (
  deps: ListEntryDeps,
  { number, ...request }: ListEntryRequest & { readonly number: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'repair' }, actor, now, async (entry) => {
    const { removalRequest, ...rest } = entry;
    if (!removalRequest) return notReady('没有待批准的移出申请');
    if (removalRequest.revokes) return notReady('登记的是撤销列入的文书，请按撤销列入审批');
    if (removalRequest.by === actor.id) return err({ kind: 'same-person', act: '批准移出' });
    const removal = { number, on: localDateOf(now), by: actor.id, reason: removalRequest.reason };
    const also = await endedWith(deps, entry, localDateOf(now), actor, now);
    return ok({ entry: { ...rest, removal }, note: number, also } satisfies ListEntryChange);
  });

/**
 * The decision to list was wrong; what the result says of it ceases to be public that night, and is corrected by itself. One
 * that was decided elsewhere is revoked by the document of who decided, which another person has entered.
 */
export const revokeListing = (
  deps: ListEntryDeps,
  { number, reason, ...request }: ListEntryRequest & { readonly number: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeListEntry(deps, request, { event: 'revoke' }, actor, now, async ({ removalRequest, ...entry }) => {
    if (entry.outside && !removalRequest?.revokes) return notReady('应先登记原决定机关撤销列入的文书');
    if (entry.outside && removalRequest?.by === actor.id) return err({ kind: 'same-person', act: '撤销列入' });
    const on = localDateOf(now);
    const also = await endedWith(deps, entry, on, actor, now);
    return ok({ entry: { ...entry, removal: { number, on, by: actor.id, reason } }, note: reason, also });
  });
