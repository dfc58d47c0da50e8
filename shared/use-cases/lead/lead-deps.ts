import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { Informant } from '../../domain/lead/informant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { withDue } from '../../domain/lead/lead-clocks.ts';
import { type LeadEvent, leadTransitions, leadWords } from '../../domain/lead/states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Backoff } from '../ports/time.ts';
import type { Change, CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';
import { checkTexts, type WrittenText } from './exposed-texts.ts';

export interface LeadDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
  readonly work: UnitOfWork;
  readonly backoff: Backoff;
  /** 64 hexadecimal digits by chance. */
  readonly salt: () => string;
}

export type LeadFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'unknown-reference'
      | 'split-required'
      | 'receiver-required'
      | 'informant-exposed'
      | 'answer-owed'
      | 'follow-ups-open'
      | 'wrong-handler'
    >;

/** A lead as its caller saw it. */
export interface LeadRequest {
  readonly id: string;
  readonly version: number;
}

/** The lead, if it is the actor's department's; nobody else learns that there is one. */
export async function findLead(
  { records }: Pick<LeadDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Lead>, Failure<'not-found'>>> {
  const found = await records.find('lead', id);
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'lead', id });
}

/** What an act makes of a lead, and what is written with it. */
export interface LeadChange {
  readonly lead: Lead;
  readonly also?: readonly Change[];
  /** What the event says besides state and due day: ids, codes and counts. */
  readonly facts?: EventDraft['facts'];
}

/**
 * Carries an act out on the version that the caller has seen; `event` moves it to another state. Whatever it says must not
 * tell who the informant is (R23), and the day by which the next thing is to be done is counted anew.
 */
export const changeLead = (
  deps: LeadDeps,
  {
    id,
    version,
    act,
    event,
  }: LeadRequest &
    ({ readonly event: LeadEvent; readonly act?: undefined } | { readonly act: string; readonly event?: undefined }),
  actor: Actor,
  now: Date,
  change: (lead: Lead) => Promise<Result<LeadChange, LeadFailure>> | Result<LeadChange, LeadFailure>,
): Promise<Result<Stored<Lead>, LeadFailure>> =>
  changeRecord<'lead', LeadFailure>(
    deps,
    'lead',
    { id, version, find: () => findLead(deps, id, actor) },
    async ({ value: before }) => {
      const next =
        event === undefined ? ok(before.status) : transition(leadTransitions, leadWords, before.status, event);
      if (!next.ok) return next;
      const changed = await change(before);
      if (!changed.ok) return changed;
      const { also, facts: more } = changed.value;
      const written = { ...changed.value.lead, status: next.value };
      const unexposed = await checkExposure(deps, written);
      if (!unexposed.ok) return unexposed;
      const value = withDue(written, await loadCalendar(deps), localDateOf(now));
      const facts = { status: value.status, due: value.due ?? '', ...more };
      return ok({ value, event: eventOf(event ?? act, actor, now, facts), ...(also && { also }) });
    },
  );

/** R23: no text of a lead tells who an informant is. `more`: of a lead that is being entered, the informant's record. */
export async function checkExposure(
  deps: Pick<LeadDeps, 'records'>,
  lead: Lead,
  more: readonly Pick<Informant, 'name' | 'phone'>[] = [],
): Promise<Result<void, Failure<'informant-exposed'>>> {
  return checkTexts(deps, lead, textsOf(lead), more);
}

/** Every text in a lead that somebody wrote, by the field of the request that it comes from. */
function textsOf(lead: Lead): readonly WrittenText[] {
  const { matter, subjectText, place, externalNumber, outcomeNote, ground } = lead;
  return [
    ...Object.entries({ matter, subjectText, place, externalNumber, outcomeNote, ground }),
    ['reason', lead.passedTo?.reason] as const,
    ['licenceName', lead.unlicensed?.licenceName] as const,
    ['handlerBasis', lead.unlicensed?.handlerBasis] as const,
    ...(lead.unlicensed?.outcomes ?? []).flatMap(({ note, document, transfer, recheck }) => [
      ['note', note] as const,
      ['document', document] as const,
      ['transfer', transfer] as const,
      ['note', recheck?.note] as const,
    ]),
    ['reason', lead.extension?.reason] as const,
    ['text', lead.reply?.text] as const,
    ...(lead.reopenings ?? []).map(({ newFacts }) => ['newFacts', newFacts] as const),
    ...lead.answers.map(({ given }) => ['text', given?.text] as const),
  ].map(([field, text]) => ({ path: `body.${field}`, text }));
}
