import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type Informant, listedReadings, type readingReasons } from '../../domain/lead/informant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { informantsOf } from './exposed-texts.ts';
import { findLead, type LeadDeps } from './lead-deps.ts';

export interface InformantReading {
  readonly id: string;
  readonly reason: (typeof readingReasons)[number];
  readonly note?: string | undefined;
}

/** A commit has a hundred actions; a record takes up to three. */
const atOnce = 30;

/** How often it is tried when somebody else reads at the same moment. */
const tries = 6;
const firstPause = 25;

/**
 * Who sent a lead, and who sent those that were merged into it, for a person who handles it. The reading is written down
 * first, in every record that it opens, with its reason: what is not written down is not shown.
 */
export async function readInformant(
  deps: LeadDeps,
  { id, reason, note }: InformantReading,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Informant[], CommitFailure | Failure<'not-found' | 'not-ready' | 'forbidden'>>> {
  const found = await findLead(deps, id, actor);
  if (!found.ok) return found;
  const lead = found.value.value;
  if (!lead.handlers.includes(actor.id)) return err({ kind: 'forbidden', operation: '查看投诉举报人' });
  if (lead.status === 'passed-on' || lead.status === 'merged')
    return err({ kind: 'not-ready', entity: 'lead', reason: '线索已不由本件办理，不能查看投诉举报人' });
  const ids = (await informantsOf(deps, lead)).map(({ value }) => value.id);
  if (ids.length === 0) return err({ kind: 'not-ready', entity: 'lead', reason: '没有登记投诉举报人' });
  const reading = { at: now.toISOString(), by: actor.id, leadId: id, reason, ...(note !== undefined && { note }) };
  const read: Informant[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = await writtenDown(deps, found.value, ids.slice(from, from + atOnce), reading, actor, now);
    if (!some.ok) return some;
    read.push(...some.value);
  }
  return ok(read);
}

/** The sealed records with these ids, once the reading stands in each of them. */
async function writtenDown(
  deps: LeadDeps,
  { value: lead, meta }: Stored<Lead>,
  ids: readonly string[],
  reading: Informant['readings'][number],
  actor: Actor,
  now: Date,
): Promise<Result<readonly Informant[], CommitFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const sealed = await Promise.all(ids.map((id) => deps.records.find('informant', id)));
    const read = sealed
      .filter((each) => each !== undefined)
      .map((stored) => ({
        stored,
        value: { ...stored.value, readings: [...stored.value.readings, reading].slice(-listedReadings) },
      }));
    const event = eventOf('read', actor, now, { lead: lead.number, reason: reading.reason });
    const done = await deps.work.commit([
      ...read.map(({ stored, value }) => replaceRecord('informant', value.id, stored, value, event)),
      // Whoever handles it no longer, from this moment, does not read it.
      { change: 'check', kind: 'lead', id: lead.id, version: meta.version },
    ]);
    if (done.ok) return ok(read.map(({ value }) => value));
    const metReader = 'entity' in done.error && done.error.entity === 'informant';
    if (!metReader || attempt === tries) return done;
    await deps.backoff.sleep(deps.backoff.chance() * firstPause * 2 ** attempt);
  }
}
