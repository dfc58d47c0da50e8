import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { yearOf } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { repeatsIn, repeatsPerYear } from '../../domain/batch/repeats.ts';
import { drawDocument } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import type { EntryToDraw } from './plan-entries.ts';
import { runsBefore } from './runs.ts';

/** Entries of more voided batches than this do not fit into one batch: each of them says in its record what repeats it. */
export const repeatedAtOnce = 10;

type RepeatFailure = Failure<'repeat-needs-consent' | 'invalid-input'>;

/**
 * R4: the consents on which entries are drawn again that have been repeated this year. Without them chance could be tried
 * until it suits somebody, each time with a reason.
 */
export function consentsFor(
  entries: readonly Pick<EntryToDraw, 'entry' | 'voided'>[],
  today: string,
): Result<readonly Stored<Batch>[], RepeatFailure> {
  const repeated = new Set(entries.flatMap(({ voided }) => voided.at(-1)?.value.id ?? []));
  if (repeated.size > repeatedAtOnce) {
    const message = `一个批次最多重抽 ${repeatedAtOnce} 个已作废批次的条目`;
    return err({ kind: 'invalid-input', errors: [{ path: 'body.entries', message }] });
  }
  const consents = new Map<string, Stored<Batch>>();
  for (const { entry, voided } of entries) {
    const repeats = repeatsIn(
      yearOf(today),
      voided.map(({ value }) => value),
    );
    const last = voided.findLast(({ value }) => value.committedAt !== undefined);
    if (!last || repeats < repeatsPerYear) continue;
    if (!last.value.repeatConsent) {
      return err({ kind: 'repeat-needs-consent', entry: entry.title, batch: last.value.number, repeats });
    }
    consents.set(last.value.id, last);
  }
  return ok([...consents.values()]);
}

/** The consents are used up: they cannot be taken back any more, nor have been since they were read. */
export const useConsents = (
  consents: readonly Stored<Batch>[],
  { id, number }: Pick<Batch, 'id' | 'number'>,
  actor: Actor,
  now: Date,
): readonly Change[] =>
  consents.flatMap((consent) => {
    const { repeatConsent } = consent.value;
    if (!repeatConsent) return [];
    const value = { ...consent.value, repeatConsent: { ...repeatConsent, usedBy: id } };
    const event = eventOf('use-repeat-consent', actor, now, { number: consent.value.number, by: number });
    return [replaceRecord('batch', consent.value.id, consent, value, event)];
  });

/** The voided batches that a batch repeats say so in their public records, each in that of the last of its entry. */
export async function nameRepeat(
  { records }: { readonly records: Records },
  { entries, number }: Pick<Batch, 'entries' | 'number'>,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const repeated = new Map<string, Stored<Batch>>();
  for (const { planId, entryId, taskId } of entries) {
    const last = (await runsBefore(records, planId, entryId, taskId)).at(-1);
    if (last) repeated.set(last.value.id, last);
  }
  return [...repeated.values()].flatMap((batch) => {
    const { repeatedBy = [] } = batch.value;
    if (repeatedBy.includes(number)) return [];
    const value = { ...batch.value, repeatedBy: [...repeatedBy, number] };
    const event = eventOf('repeat', actor, now, { number: value.number, by: number });
    return [
      replaceRecord('batch', value.id, batch, value, event),
      { change: 'publish', document: drawDocument(value) } as const,
    ];
  });
}
