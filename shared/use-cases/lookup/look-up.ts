import type { Failure } from '../../base/failures.ts';
import { looksLikeIdentityNumber } from '../../base/identity-number.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateOfMonth, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { LookupPurposeCode } from '../../codes/sanctions.ts';
import { termOfEntry } from '../../domain/credit/entry-term.ts';
import { hitsFor, type Listed } from '../../domain/credit/hits.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { Lookup, LookupHit, LookupProject } from '../../domain/lookup/lookup.ts';
import { isContested } from '../../domain/result/objected.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import type { ChangeDeps } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
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

export interface LookupDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find'>;
  readonly counters: Counters;
  readonly allowances: Allowances;
}

export type LookupFailure =
  | CommitFailure
  | Failure<
      'not-found' | 'invalid-input' | 'purpose-required' | 'class-not-a-ground' | 'not-supported' | 'allowance-spent'
    >;

/** What somebody asks: one subject, for one purpose and project. */
export interface LookupQuestion {
  readonly purpose: LookupPurposeCode;
  readonly project?: LookupProject | undefined;
  readonly subject: { readonly code: string; readonly name?: string | undefined };
  /** What the answer is to tell; the class of risk is told to nobody (R57, R58). */
  readonly asks?: readonly ('lists' | 'class')[] | undefined;
}

/** How long a look-up is kept: three years (政务数据共享条例). */
const keptMonths = 36;
const pageSize = 100;

/**
 * R47–R49: what the lists of the purpose say of one subject today. The question and the answer are kept and never change;
 * the subject reads that it was asked.
 */
export async function lookUp(
  deps: LookupDeps,
  id: string,
  { purpose, project, subject, asks = [] }: LookupQuestion,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Lookup>, LookupFailure>> {
  const kept = await deps.records.find('lookup', id);
  if (kept) return ok(kept);
  if (asks.includes('class')) return err({ kind: 'class-not-a-ground' });
  if (looksLikeIdentityNumber(subject.code)) return err({ kind: 'not-supported' });
  const named = namedProject(purpose, project);
  if (!named.ok) return named;
  const spent = await useLookup(deps, actor, now);
  if (!spent.ok) return spent;

  const asOf = localDateOf(now);
  const hits = await hitsOf(deps, subject.code, purpose, asOf);
  const year = asOf.slice(0, 4);
  const number = `信核〔${year}〕${await deps.counters.next(`lookup#${year}`)}号`;
  const said = { number, purpose, project: named.value, subject: { ...subject, ...noName(subject.name) }, asOf, hits };
  const value: Lookup = {
    ...{ id, ...said, askedBy: actor.id, askedByName: actor.name, department: actor.department },
    ...{ at: now.toISOString(), digest: sha256(canonicalJson(said)), keptUntil: dateOfMonth(asOf, keptMonths) },
  };
  const event = eventOf('look-up', actor, now, { purpose, digest: value.digest });
  const done = await deps.work.commit([createRecord('lookup', id, value, event)]);
  return done.ok ? findLookup(deps, id, actor) : done;
}

const noName = (name: string | undefined) => (name === undefined ? {} : { name });

/** R47: a purchaser names the project, its announcement and its evaluation; every other purpose a number at least. */
function namedProject(
  purpose: LookupPurposeCode,
  project: LookupProject | undefined,
): Result<LookupProject, Failure<'purpose-required' | 'invalid-input'>> {
  if (!project) return err({ kind: 'purpose-required', missing: '项目编号' });
  const { announcedOn, evaluatedOn } = project;
  if (purpose !== 'procurement') return ok(project);
  if (announcedOn === undefined) return err({ kind: 'purpose-required', missing: '公告日期' });
  if (evaluatedOn === undefined) return err({ kind: 'purpose-required', missing: '评审日期' });
  const message = '评审日期不得早于公告日期';
  return evaluatedOn < announcedOn
    ? err({ kind: 'invalid-input', errors: [{ path: 'body.project.evaluatedOn', message }] })
    : ok(project);
}

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
  const entries = await entriesOf(deps, code);
  const listed = entries.flatMap((entry) => listedOf(entry) ?? []);
  return Promise.all(
    hitsFor(listed, purpose, day).map(async (hit): Promise<LookupHit> => {
      const entry = entries.find(({ id }) => id === hit.entry);
      if (!entry?.decision) throw new Error(`entry ${hit.entry} was decided`);
      const { number, on } = entry.decision;
      const contested = await isEntryContested(deps.records, entry);
      return { ...hit, number, on, department: entry.department, ...(contested && { contested: true as const }) };
    }),
  );
}

async function entriesOf(deps: Pick<LookupDeps, 'records' | 'registry'>, code: string): Promise<readonly ListEntry[]> {
  const found: ListEntry[] = [];
  for (const of of await numbersOf(deps, code)) {
    const own = every((page) => deps.records.list({ kind: 'list-entry', in: 'ofSubject', of, page }), pageSize);
    for await (const { value } of own) found.push(value);
  }
  return found;
}

/** When an entry is in force: from the day of its decision to the day before it was taken off, or its term was over (R50). */
export function listedOf(entry: ListEntry): Listed | undefined {
  const { id, list, decision, removal, status } = entry;
  if (!decision || status === 'not-listed') return undefined;
  const ends = [removal?.on, termOfEntry(entry)?.stopsOn].filter((day) => day !== undefined);
  return { id, list, on: decision.on, until: ends.toSorted().at(0) };
}

const isEntryContested = async (records: Records, { resultId }: ListEntry): Promise<boolean> => {
  const result = await effectiveResult(records, resultId);
  return result !== undefined && isContested(result.value, result.value.edition);
};

/** A look-up of the own department; overseers read all. */
export async function findLookup(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<Stored<Lookup>, Failure<'not-found'>>> {
  const found = await records.find('lookup', id);
  const reaches = found && (actor.scope === 'any' || found.value.department === actor.department);
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'lookup', id });
}

/** Look-ups of departments, the newest first. */
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
    ...(purpose && { where: [{ field: 'purpose', oneOf: purpose }] }),
    newestFirst: true,
    page,
  });

export interface LookupFilter {
  readonly department: readonly Lookup['department'][];
  readonly purpose?: readonly LookupPurposeCode[] | undefined;
}

/** R48: who looked a subject up, under any of its numbers, the newest first. */
export async function lookupsOfSubject(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  code: string,
): Promise<readonly Lookup[]> {
  const found: Lookup[] = [];
  for (const of of await numbersOf(deps, code)) {
    const own = every((page) => deps.records.list({ kind: 'lookup', in: 'ofSubject', of, page }), pageSize);
    for await (const { value } of own) found.push(value);
  }
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
