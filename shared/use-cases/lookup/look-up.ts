import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateOfMonth, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { LookupPurposeCode } from '../../codes/sanctions.ts';
import { lastsUntil } from '../../domain/credit/entry-term.ts';
import { hitsFor, type Listed } from '../../domain/credit/hits.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { Lookup, LookupHit } from '../../domain/lookup/lookup.ts';
import { isContested } from '../../domain/result/objected.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import type { ChangeDeps } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { standing } from '../credit/standing-entries.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Allowances } from '../ports/allowances.ts';
import type { Counters } from '../ports/counters.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { effectiveResult } from '../result/effective.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { endedPurposes } from '../sharing/use-purposes.ts';
import { type LookupQuestion, lawfulQuestion, type QuestionFailure } from './question.ts';

export interface LookupDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find'>;
  readonly counters: Counters;
  readonly allowances: Allowances;
}

export type LookupFailure =
  | CommitFailure
  | QuestionFailure
  | Failure<'not-found' | 'already-exists' | 'allowance-spent'>;

/** How long a look-up is kept: three years (政务数据共享条例), of a procurement from its evaluation, which ends no earlier. */
const keptMonths = 36;
const pageSize = 100;

/**
 * R47–R49: what the lists of the purpose say of one subject today. The question and the answer are kept and never change;
 * the subject reads that it was asked. The same question under the same id is answered as it was.
 */
export async function lookUp(
  deps: LookupDeps,
  id: string,
  question: LookupQuestion,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Lookup>, LookupFailure>> {
  const kept = await deps.records.find('lookup', id);
  if (kept) return isSame(kept.value, question) ? ok(kept) : err({ kind: 'already-exists', entity: 'lookup', id });
  const asOf = localDateOf(now);
  const lawful = await lawfulQuestion(deps, question, actor, asOf);
  if (!lawful.ok) return lawful;
  const spent = await useLookup(deps, actor, now);
  if (!spent.ok) return spent;

  const { purpose } = question;
  const { asked, holds } = lawful.value;
  const hits = await hitsOf(deps, asked.subject.code, purpose, asOf);
  const year = asOf.slice(0, 4);
  const number = `信核〔${year}〕${await deps.counters.next(`lookup#${year}`)}号`;
  const said = { number, purpose, ...asked, asOf, hits };
  const value: Lookup = {
    ...{ id, ...said, askedBy: actor.id, askedByName: actor.name, department: actor.department },
    ...{
      at: now.toISOString(),
      digest: sha256(canonicalJson(said)),
      keptUntil: dateOfMonth(asked.project?.evaluatedOn ?? asOf, keptMonths),
    },
  };
  const event = eventOf('look-up', actor, now, { purpose, digest: value.digest });
  const done = await deps.work.commit([createRecord('lookup', id, value, event), ...holds]);
  return done.ok ? reached(deps.records, id, actor) : done;
}

const isSame = (kept: Lookup, { purpose, project, matter, subject }: LookupQuestion): boolean =>
  canonicalJson([kept.purpose, kept.project ?? null, kept.matter ?? null, kept.subject.code]) ===
  canonicalJson([purpose, project ?? null, matter ?? null, subject.code]);

/** R48: so many in an hour of the clock for one person. */
async function useLookup(
  deps: Pick<LookupDeps, 'allowances' | 'records'>,
  { id }: Actor,
  now: Date,
): Promise<Result<void, Failure<'allowance-spent'>>> {
  const { lookupsOfPerson: limit } = await settingsAt(deps, now);
  const spent = await deps.allowances.use(`lookup#person#${id}`, limit, now);
  return spent
    ? err({ kind: 'allowance-spent', limit, whose: 'person', retryAfterSeconds: spent.againAfterSeconds })
    : ok(undefined);
}

/** What is in force of a subject on a day, under any of its numbers, as far as the purpose may learn of it. */
async function hitsOf(
  deps: Pick<LookupDeps, 'records' | 'registry'>,
  code: string,
  purpose: LookupPurposeCode,
  day: LocalDate,
): Promise<readonly LookupHit[]> {
  const { entries } = await standing(deps.records, await entriesOf(deps, code));
  const values = entries.map(({ value }) => value);
  const listed = values.flatMap((entry) => listedOf(entry) ?? []);
  return Promise.all(
    hitsFor(listed, purpose, day).map(async (hit): Promise<LookupHit> => {
      const entry = values.find(({ id }) => id === hit.entry);
      if (!entry?.decision) throw new Error(`entry ${hit.entry} was decided`);
      const { number, on } = entry.decision;
      const contested = await isEntryContested(deps.records, entry);
      const decided = { department: entry.department, ...(entry.outside && { authority: entry.outside.authority }) };
      return { ...hit, number, on, ...decided, ...(contested && { contested: true as const }) };
    }),
  );
}

/** What was ever decided about a subject, under any of its numbers. */
export async function entriesOf(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  code: string,
): Promise<readonly Stored<ListEntry>[]> {
  const found: Stored<ListEntry>[] = [];
  for (const of of await numbersOf(deps, code)) {
    const own = every((page) => deps.records.list({ kind: 'list-entry', in: 'ofSubject', of, page }), pageSize);
    for await (const entry of own) found.push(entry);
  }
  return found;
}

/** When an entry is in force: from the day of its decision to the day before it was taken off, or its term was over (R50). */
export function listedOf(entry: ListEntry): Listed | undefined {
  const { id, list, decision, removal, status } = entry;
  if (!decision || status === 'not-listed') return undefined;
  const ends = [removal?.on, lastsUntil(entry)].filter((day) => day !== undefined);
  return { id, list, on: decision.on, until: ends.toSorted().at(0) };
}

const isEntryContested = async (records: Records, { resultId }: ListEntry): Promise<boolean> => {
  if (resultId === undefined) return false;
  const result = await effectiveResult(records, resultId);
  return result !== undefined && isContested(result.value, result.value.edition);
};

type Found = Promise<Result<Stored<Lookup>, Failure<'not-found'>>>;

/** A look-up of the own department, of any purpose; overseers read all. */
async function reached(records: Records, id: string, actor: Actor): Found {
  const found = await records.find('lookup', id);
  const reaches = found && (actor.scope === 'any' || found.value.department === actor.department);
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'lookup', id });
}

/** One for a project. What is looked up for supervision has an operation of its own: a purchaser of the department reads none. */
export async function findLookup({ records }: { readonly records: Records }, id: string, actor: Actor): Found {
  const found = await reached(records, id, actor);
  const isForProject = found.ok && found.value.value.purpose !== 'supervision';
  return isForProject ? found : err({ kind: 'not-found', entity: 'lookup', id });
}

/** One for a matter of supervision. */
export async function findSupervisionLookup(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Found {
  const found = await reached(records, id, actor);
  const isForMatter = found.ok && found.value.value.purpose === 'supervision';
  return isForMatter ? found : err({ kind: 'not-found', entity: 'lookup', id });
}

/** Look-ups of departments for the named purposes, the newest first. */
export const listLookups = (
  { records }: { readonly records: Records },
  { department, purpose }: LookupFilter,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Lookup>>> =>
  records.list({
    kind: 'lookup',
    in: 'ofDepartment',
    of: department.filter((code) => actor.scope !== 'own' || code === actor.department),
    where: [{ field: 'purpose', oneOf: purpose }],
    newestFirst: true,
    page,
  });

export interface LookupFilter {
  readonly department: readonly Lookup['department'][];
  readonly purpose: readonly LookupPurposeCode[];
}

/**
 * R48: who looked a subject up, under any of its numbers, the newest first. One for a matter of supervision is told once that
 * has ended, one for a lead never: before, it would announce the inspection.
 */
export async function lookupsOfSubject(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  code: string,
): Promise<readonly Lookup[]> {
  const found: Lookup[] = [];
  for (const of of await numbersOf(deps, code)) {
    const own = every((page) => deps.records.list({ kind: 'lookup', in: 'ofSubject', of, page }), pageSize);
    for await (const { value } of own) found.push(value);
  }
  const ended = await endedPurposes(
    deps.records,
    found.flatMap(({ matter }) => matter ?? []),
  );
  const told = found.filter(({ matter }) => matter === undefined || ended.has(matter.id));
  return told.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
