import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { RecognisableContent, RecognisableItem } from '../../domain/recognition/recognisable.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';

type ListFailure = CommitFailure | Failure<'not-found' | 'unknown-reference' | 'invalid-input'>;
type Changed = Promise<Result<Stored<RecognisableItem>, ListFailure>>;

/** Puts an item in the list of those whose conclusions others may recognise; there is one entry for each item. */
export async function listRecognisableItem(
  deps: ChangeDeps & { readonly registry: Pick<Registry, 'find'> },
  { item, ...content }: RecognisableContent & { readonly item: string },
  actor: Actor,
  now: Date,
): Changed {
  const found = await deps.registry.find('item', item);
  if (!found) return err({ kind: 'unknown-reference', entity: 'item', id: item });
  const { name, department: holder } = found.value;
  const sound = checkDepartments(content, holder);
  if (!sound.ok) return sound;
  const value = { ...content, id: item, name, holder };
  const event = eventOf('list', actor, now, { listed: content.listed, by: content.by.length });
  const done = await deps.work.commit([createRecord('recognisable-item', item, value, event)]);
  return done.ok ? present(deps.records, 'recognisable-item', item) : done;
}

/** Says otherwise of an item, or takes it out of the list. What has been recognised stays. */
export const updateRecognisableItem = (
  deps: ChangeDeps,
  { id, version, content }: { readonly id: string; readonly version: number; readonly content: RecognisableContent },
  actor: Actor,
  now: Date,
): Changed =>
  changeRecord<'recognisable-item', ListFailure>(
    deps,
    'recognisable-item',
    { id, version, find: () => present(deps.records, 'recognisable-item', id) },
    ({ value: { name, holder } }) => {
      const sound = checkDepartments(content, holder);
      if (!sound.ok) return sound;
      const event = eventOf('update', actor, now, { listed: content.listed, by: content.by.length });
      return ok({ value: { ...content, id, name, holder }, event });
    },
  );

function checkDepartments(
  { by }: RecognisableContent,
  holder: RecognisableItem['holder'],
): Result<void, Failure<'invalid-input'>> {
  const message = '本部门的结论无须互认';
  return by.includes(holder) ? err({ kind: 'invalid-input', errors: [{ path: 'body.by', message }] }) : ok(undefined);
}

/** A page of the list, by item; what was taken out of it stands there as such. */
export const readRecognisableItems = (
  { records }: { readonly records: Records },
  page: PageRequest,
): Promise<Page<Stored<RecognisableItem>>> => records.list({ kind: 'recognisable-item', in: 'all', page });
