import { localDateOf } from '../../calendar/local-date.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import type { Recorded } from '../../domain/credit/record-of.ts';
import {
  type CreditRecordEvent,
  type CreditRecordStatus,
  creditRecordTransitions,
} from '../../domain/credit/record-states.ts';
import { mostSteps } from '../../domain/follow-up/limits.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** One source has one record. */
export const creditRecordIdOf = ({ kind, ref }: Pick<CreditRecord['source'], 'kind' | 'ref'>): string =>
  `cr-${sha256(`${kind} ${ref}`).slice(0, 40)}`;

/** The record of a source, if it has one. */
export const recordOfSource = (
  records: Records,
  source: Pick<CreditRecord['source'], 'kind' | 'ref'>,
): Promise<Stored<CreditRecord> | undefined> => records.find('credit-record', creditRecordIdOf(source));

/**
 * What is written of a record with the act on its source: made, or as it is now; nothing where it stays as it was. `revised`: by
 * a later edition or decision, which counts whatever the record had become.
 */
export function recordChange(
  before: Stored<CreditRecord> | undefined,
  said: Recorded | undefined,
  { revised = false, note }: { readonly revised?: boolean; readonly note?: string | undefined },
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): readonly Change[] {
  if (!said) return [];
  const today = localDateOf(now);
  const step = (act: string) => ({ act, at: now.toISOString(), by: actor.id, ...(note !== undefined && { note }) });
  const facts = { kind: said.kind, status: said.status, source: said.source.kind };
  if (!before) {
    const value = { ...said, recordedOn: today, changedOn: today, steps: [step('make')] };
    return [createRecord('credit-record', said.id, value, eventOf('make', actor, now, facts))];
  }
  const { recordedOn, changedOn: _, steps, ...was } = before.value;
  if (canonicalJson(was) === canonicalJson(said)) return [];
  const act = actBetween(was.status, said.status, revised);
  const value = { ...said, recordedOn, changedOn: today, steps: [...steps, step(act)].slice(-mostSteps) };
  return [replaceRecord('credit-record', said.id, before, value, eventOf(act, actor, now, facts))];
}

/** What leads from one state to the other; what leaves the state as it is only changes rows. */
function actBetween(from: CreditRecordStatus, to: CreditRecordStatus, revised: boolean): CreditRecordEvent | 'change' {
  if (revised && to === 'current') return 'revise';
  if (from === to) return revised ? 'revise' : 'change';
  // A later edition counts whatever the record had become, and may be stopped at once.
  const start = revised ? 'current' : from;
  const events = Object.entries(creditRecordTransitions[start]) as readonly [CreditRecordEvent, CreditRecordStatus][];
  const found = events.find(([event, next]) => next === to && event !== 'revise');
  if (!found) throw new Error(`no step of a credit record leads from ${start} to ${to}`);
  return found[0];
}
