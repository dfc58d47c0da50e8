import { type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import { isInForce } from '../../domain/credit/in-force.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { listEntryWords } from '../../domain/credit/states.ts';
import type { Lookup, SanctionDecision } from '../../domain/lookup/lookup.ts';
import { noticeIdOf } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import type { ChangeDeps } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import { standingSanction } from '../lookup/decide-sanction.ts';
import { listedOf } from '../lookup/look-up.ts';
import { nameToTell, told } from '../notice/told.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { standing } from './standing-entries.ts';

export interface UnwindDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find'>;
}

/** What one commit takes besides the entry: each costs two of its actions. */
const mostDecisions = 15;
const mostTold = 12;
const pageSize = 100;

/** An entry that has just gone off its list. */
type Ended = ListEntry & { readonly removal: NonNullable<ListEntry['removal']> };

/**
 * What follows from an entry being off its list, as far as one commit holds it and it has not been done yet. Of one that was
 * removed or is over, what was applied by it alone is lifted (R52). Of one that was revoked it is left to whoever decided to
 * lift it and to mend what it has led to; and every department that was told of it in the last days is told (R53).
 */
export async function consequencesOf(
  deps: UnwindDeps,
  entry: Ended,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> {
  const lookups = await lookupsWith(deps, entry);
  const decisions = await standingBy(deps.records, entry, lookups);
  const ended = await Promise.all(
    decisions.map(async (decision) => endedBy(deps.records, decision, entry, actor, now)),
  );
  return [...ended.flat().slice(0, mostDecisions), ...(await noticesOf(deps, entry, lookups, decisions, now))];
}

/** The look-ups of the subject, under any of its numbers, that were answered with the entry. */
async function lookupsWith({ records, registry }: UnwindDeps, { id, object }: Ended): Promise<readonly Lookup[]> {
  const found: Lookup[] = [];
  for (const of of await numbersOf({ registry }, object.creditCode ?? object.id)) {
    const own = every((page) => records.list({ kind: 'lookup', in: 'ofSubject', of, page }), pageSize);
    for await (const { value } of own) if (value.hits.some(({ entry }) => entry === id)) found.push(value);
  }
  return found;
}

/** What is applied by the entry. */
async function standingBy(
  records: Records,
  { id }: Ended,
  lookups: readonly Lookup[],
): Promise<readonly Stored<SanctionDecision>[]> {
  const found = await Promise.all(lookups.map(async (lookup) => standingSanction(records, lookup.id)));
  return found.flatMap((decision) =>
    decision?.value.status === 'recorded' && decision.value.applied.some(({ entry }) => entry === id) ? [decision] : [],
  );
}

/** Lifted where nothing else holds it up; otherwise whoever decided is asked to, once. */
async function endedBy(
  records: Records,
  decision: Stored<SanctionDecision>,
  entry: Ended,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> {
  const { value } = decision;
  const { id, status } = entry;
  const others = value.applied.flatMap((applied) => (applied.entry === id ? [] : [applied.entry]));
  const facts = { lookup: value.lookupNumber, entry: id };
  const wasWrong = status === 'revoked' || value.groundGone?.revoked;
  if (!wasWrong && !(await anyInForce(records, others, localDateOf(now)))) {
    const reason = `所依据的名单条目（${entry.number}）${listEntryWords.states[status]}，自动解除`;
    const lifted = { ...value, status: 'lifted' as const, endedOn: localDateOf(now), endReason: reason };
    return [replaceRecord('sanction-decision', value.id, decision, lifted, eventOf('lift', actor, now, facts))];
  }
  if (value.groundGone && (value.groundGone.revoked || status !== 'revoked')) return [];
  const revoked = status === 'revoked' ? { revoked: true as const } : {};
  const groundGone = { entry: id, number: entry.number, on: entry.removal.on, ...revoked };
  const event = eventOf('ground-gone', actor, now, facts);
  return [replaceRecord('sanction-decision', value.id, decision, { ...value, groundGone }, event)];
}

async function anyInForce(records: Records, ids: readonly string[], today: LocalDate): Promise<boolean> {
  if (ids.length === 0) return false;
  const { entries } = await standing(records, [...(await records.findEach('list-entry', [...new Set(ids)])).values()]);
  return entries.some(({ value }) => {
    const listed = listedOf(value);
    return listed !== undefined && isInForce(listed, today);
  });
}

/** One notice for each department that is met by it, that has none yet. */
async function noticesOf(
  deps: UnwindDeps,
  entry: Ended,
  lookups: readonly Lookup[],
  decisions: readonly Stored<SanctionDecision>[],
  now: Date,
): Promise<readonly Change[]> {
  const { revocationNotice: days } = await settingsAt(deps, now);
  const since = shiftDate(entry.removal.on, -days);
  const revoked = entry.status === 'revoked';
  const recent = revoked ? lookups.filter(({ asOf }) => asOf >= since) : [];
  const met = departmentCodes.flatMap((department) => {
    const asked = recent.filter((lookup) => lookup.department === department);
    const applied = decisions.filter(({ value }) => value.department === department);
    return asked.length + applied.length === 0 ? [] : [{ department, asked, applied }];
  });
  const idOf = (department: string) =>
    noticeIdOf(`${entry.id}.${department}`, 'looked-up-entry-ended', entry.removal.on);
  const known = await deps.records.findEach(
    'notice',
    met.map(({ department }) => idOf(department)),
  );
  const name = `${nameToTell(entry.object)}的${dishonestyLists[entry.list].name}条目（${entry.number}）`;
  return met
    .filter(({ department }) => !known.has(idOf(department)))
    .slice(0, mostTold)
    .map(({ department, asked, applied }) => {
      const read = asked.map(({ number, askedByName }) => `${number}（${askedByName}）`).join('、');
      const text = [
        `${name}${listEntryWords.states[entry.status]}`,
        ...(read === '' ? [] : [`本部门${days}日内的核查含该条目：${read}`]),
        ...(applied.length === 0
          ? []
          : [`据此实施的惩戒${applied.length}项${revoked ? '，请解除' : '已解除或待核对'}`]),
      ].join('；');
      const about = `${entry.id}.${department}`;
      return told({ about, kind: 'looked-up-entry-ended', department, day: entry.removal.on, text: `${text}。` }, now);
    });
}
