import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { LeadKind } from '../../codes/case-sources.ts';
import type { InformantContent } from '../../domain/lead/informant.ts';
import { contentProblems, type Lead, type LeadContent, type OwedAnswer } from '../../domain/lead/lead.ts';
import { withDue } from '../../domain/lead/lead-clocks.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { checkExposure, findLead, type LeadDeps, type LeadFailure } from './lead-deps.ts';
import { commitNumbered } from './number-leads.ts';
import { resolveObject } from './resolve-object.ts';

/** What comes in, as a form or a row of a file says it. */
export interface LeadEntry extends Omit<LeadContent, 'kind'> {
  /** R21: one; a letter that is both becomes two leads. */
  readonly kinds: readonly LeadKind[];
  readonly informant?: InformantContent | undefined;
  readonly answerTo: readonly OwedAnswer['to'][];
}

/** A lead that may be registered, without its number, and the sealed record that goes with it. */
export interface PreparedLead {
  readonly lead: Lead;
  readonly sealed: Change | undefined;
}

type PrepareFailure = Failure<'invalid-input' | 'unknown-reference' | 'split-required' | 'informant-exposed'>;

/** Judges what is to be registered; writes nothing. */
export async function prepareLead(
  deps: LeadDeps,
  id: string,
  { kinds, informant, answerTo, ...entered }: LeadEntry,
  actor: Actor,
  now: Date,
): Promise<Result<PreparedLead, PrepareFailure>> {
  const [kind, second] = kinds;
  if (second !== undefined || kind === undefined) return err({ kind: 'split-required' });
  const content: LeadContent = { ...entered, kind };
  const today = localDateOf(now);
  const errors = [
    ...contentProblems(content).map(({ field, message }) => ({ path: `body.${field}`, message })),
    ...(content.receivedOn > today ? [{ path: 'body.receivedOn', message: '收到日期不得晚于今天' }] : []),
    ...(answerTo.includes('informant') && !informant
      ? [{ path: 'body.answerTo', message: '没有登记投诉举报人，无法答复' }]
      : []),
  ];
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });
  const object = await resolveObject(deps, content.objectId);
  if (!object.ok) return object;

  const lead: Lead = {
    ...content,
    ...(object.value && { objectId: object.value.id, objectName: object.value.name }),
    id,
    number: '',
    department: actor.department,
    ...(informant && { informant: { id, realName: informant.realName } }),
    answers: [],
    status: 'registered',
    handlers: [actor.id],
    registeredBy: actor.id,
    registeredOn: today,
    clockFrom: content.receivedOn,
  };
  const unexposed = await checkExposure(deps, lead, informant ? [informant] : []);
  if (!unexposed.ok) return unexposed;
  const answers = owed(lead, answerTo);
  const sealed = informant && createRecord('informant', id, sealedOf(deps, id, informant), eventOf('seal', actor, now));
  return ok({ lead: withDue({ ...lead, answers }, await loadCalendar(deps), today), sealed });
}

const sealedOf = ({ salt }: LeadDeps, id: string, informant: InformantContent) => ({
  ...informant,
  id,
  salt: salt(),
  readings: [],
});

/** Whoever complains or reports under the own name is told, whatever the form says (总局令第20号). */
function owed({ id, kind, informant }: Lead, answerTo: readonly OwedAnswer['to'][]): readonly OwedAnswer[] {
  const byLaw = informant?.realName === true && (kind === 'complaint' || kind === 'report');
  const to = [...new Set([...answerTo, ...(byLaw ? (['informant'] as const) : [])])];
  return to.map((each) => ({ id: answerId(id, each), to: each, ...(each === 'informant' && { informant: id }) }));
}

/** One for each lead and receiver, whichever lead owes it in the end. */
export const answerId = (leadId: string, to: OwedAnswer['to']): string => `${leadId.slice(0, 54)}.${to}`;

/** The changes that register a prepared lead under its number. */
export const registering = (
  { lead, sealed }: PreparedLead,
  number: string,
  actor: Actor,
  now: Date,
): readonly Change[] => [
  createRecord(
    'lead',
    lead.id,
    { ...lead, number },
    eventOf('register', actor, now, { number, kind: lead.kind, subSource: lead.subSource, due: lead.due ?? '' }),
  ),
  ...(sealed ? [sealed] : []),
];

/** Registers a lead of the actor's department. A retry after a lost response finds it under the same id. */
export async function registerLead(
  deps: LeadDeps,
  { id, ...entry }: LeadEntry & { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Lead>, LeadFailure>> {
  const made = await findLead(deps, id, actor);
  if (made.ok) return made;
  const prepared = await prepareLead(deps, id, entry, actor, now);
  if (!prepared.ok) return prepared;
  const done = await commitNumbered(deps, 1, now, ([number = '']) => registering(prepared.value, number, actor, now));
  return done.ok || done.error.kind === 'already-exists' ? findLead(deps, id, actor) : done;
}
