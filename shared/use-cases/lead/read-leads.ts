import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { UnlicensedKind } from '../../codes/unlicensed.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { aboutIn } from '../../domain/lead/lead-places.ts';
import { likeness, subjectKey } from '../../domain/lead/likeness.ts';
import type { Actor } from '../actor.ts';
import { every } from '../every.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import { settingsAt } from '../setting/settings-at.ts';
import type { LeadDeps } from './lead-deps.ts';
import { resolveObject } from './resolve-object.ts';

export interface LeadQuery {
  /** `open`: the inbox, by the day by which something is to be done; `all`: by number, the latest first. */
  readonly view: 'open' | 'all';
  readonly department?: readonly DepartmentCode[] | undefined;
  readonly status?: Lead['status'] | undefined;
  readonly kind?: Lead['kind'] | undefined;
  /** 无证无照 of this kind. */
  readonly unlicensed?: UnlicensedKind | undefined;
  /** The last day that a due day may have; of the open ones, whichever the view. */
  readonly dueBy?: LocalDate | undefined;
}

/** A page of the leads that the actor may read. */
export function listLeads(
  { records }: Pick<LeadDeps, 'records'>,
  { view, department, status, kind, unlicensed, dueBy }: LeadQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Lead>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    ...(status ? [{ field: 'status', equals: status }] : []),
    ...(kind ? [{ field: 'kind', equals: kind }] : []),
    ...(unlicensed ? [{ field: 'unlicensed.kind', equals: unlicensed }] : []),
  ];
  // Only what is open has a day by which something is to be done.
  return view === 'open' || dueBy !== undefined
    ? records.list({ kind: 'lead', in: 'open', of, where, page, ...(dueBy && { between: ['0', dueBy] as const }) })
    : records.list({ kind: 'lead', in: 'ofDepartment', of, where, page, newestFirst: true });
}

export interface SimilarLead {
  readonly lead: Lead;
  /** How alike the matters are, from 0 to 100. */
  readonly likeness: number;
}

const pageSize = 100;
/** The most that are shown; who finds so many looks no further. */
const mostShown = 20;

/** Leads of the own department about the same object or subject in the last days, those of the most similar matter first. */
export async function findSimilarLeads(
  deps: Pick<LeadDeps, 'records' | 'registry'>,
  {
    matter,
    ...subject
  }: { readonly objectId?: string | undefined; readonly subjectText?: string | undefined; readonly matter: string },
  actor: Actor,
  now: Date,
): Promise<Result<readonly SimilarLead[], Failure<'unknown-reference'>>> {
  const object = await resolveObject(deps, subject.objectId);
  if (!object.ok) return object;
  const { id, name, formerIds = [] } = object.value ?? {};
  const subjects = [
    ...[id, ...formerIds].filter((each) => each !== undefined).map((objectId) => subjectKey({ objectId })),
    // Before the object was found in the registry it may have been entered in words.
    subjectKey({ subjectText: subject.subjectText ?? name }),
  ];
  const of = [...new Set(subjects)].map((each) => aboutIn(actor.department, each));
  const today = localDateOf(now);
  const { duplicateLeadDays } = await settingsAt(deps, now);
  const between = [shiftDate(today, -duplicateLeadDays), today] as const;
  const found: SimilarLead[] = [];
  for await (const { value } of every(
    (page) => deps.records.list({ kind: 'lead', in: 'about', of, between, page }),
    pageSize,
  ))
    found.push({ lead: value, likeness: likeness(matter, value.matter) });
  return ok(
    found.toSorted((a, b) => b.likeness - a.likeness || b.lead.number.localeCompare(a.lead.number)).slice(0, mostShown),
  );
}
