import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { ShareEntry, ShareEntryContent } from '../../domain/sharing/share-entry.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';

type EntryFailure = CommitFailure | Failure<'not-found' | 'foreign-department' | 'invalid-input' | 'basis-required'>;
type Changed = Promise<Result<Stored<ShareEntry>, EntryFailure>>;

/** Puts what the own department holds into the catalogue. */
export async function listShareEntry(
  deps: ChangeDeps,
  id: string,
  content: ShareEntryContent,
  actor: Actor,
  now: Date,
): Changed {
  const sound = checkContent(content);
  if (!sound.ok) return sound;
  const value: ShareEntry = { ...content, id, holder: actor.department, status: 'listed', ...changed(actor, now) };
  const facts = { attribute: content.attribute };
  const done = await deps.work.commit([createRecord('share-entry', id, value, eventOf('list', actor, now, facts))]);
  return done.ok ? present(deps.records, 'share-entry', id) : done;
}

/** Writes an entry anew; what was said before stays in its versions. */
export const updateShareEntry = (
  deps: ChangeDeps,
  { id, version, content }: { readonly id: string; readonly version: number; readonly content: ShareEntryContent },
  actor: Actor,
  now: Date,
): Changed =>
  changeEntry(deps, { id, version }, actor, () => {
    const sound = checkContent(content);
    if (!sound.ok) return sound;
    const facts = { attribute: content.attribute };
    return ok({ content, status: 'listed' as const, event: eventOf('update', actor, now, facts), now });
  });

/** Takes an entry out: nothing new is asked of it; what was opened goes on until its end. An update lists it again. */
export const removeShareEntry = (
  deps: ChangeDeps,
  request: { readonly id: string; readonly version: number; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeEntry(deps, request, actor, ({ value }) => {
    const event = eventOf('remove', actor, now, { reason: request.reason });
    return ok({ content: contentOf(value), status: 'removed' as const, event, now });
  });

interface EntryChange {
  readonly content: ShareEntryContent;
  readonly status: ShareEntry['status'];
  readonly event: ReturnType<typeof eventOf>;
  readonly now: Date;
}

const changeEntry = (
  deps: ChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  change: (before: Stored<ShareEntry>) => Result<EntryChange, EntryFailure>,
): Changed =>
  changeRecord<'share-entry', EntryFailure>(
    deps,
    'share-entry',
    { id, version, find: () => present(deps.records, 'share-entry', id) },
    (before) => {
      const { holder } = before.value;
      if (holder !== actor.department) return err({ kind: 'foreign-department', entity: 'share-entry', id });
      const done = change(before);
      if (!done.ok) return done;
      const { content, status, event, now } = done.value;
      return ok({ value: { ...content, id, holder, status, ...changed(actor, now) }, event });
    },
  );

const changed = (actor: Actor, now: Date) => ({ changedBy: actor.id, changedAt: now.toISOString() });
const contentOf = ({ title, fields, attribute, condition, basis, cycle }: ShareEntry): ShareEntryContent => ({
  ...{ title, fields, attribute, cycle },
  ...(condition !== undefined && { condition }),
  ...(basis !== undefined && { basis }),
});

/** R28: what is not shared at all rests on a law or an administrative regulation; a condition is said. */
function checkContent({ attribute, condition, basis }: ShareEntryContent): Result<void, EntryFailure> {
  if (attribute === 'withheld' && basis === undefined) return err({ kind: 'basis-required' });
  if (attribute === 'conditional' && condition === undefined)
    return err({ kind: 'invalid-input', errors: [{ path: 'body.condition', message: '有条件共享应写明共享条件' }] });
  return ok(undefined);
}

/** The catalogue, by department; every official may read all of it. */
export function listShareCatalogue(
  { records }: Pick<ChangeDeps, 'records'>,
  {
    holder,
    attribute,
  }: {
    readonly holder?: readonly DepartmentCode[] | undefined;
    readonly attribute?: ShareEntry['attribute'] | undefined;
  },
  page: PageRequest,
): Promise<Page<Stored<ShareEntry>>> {
  const where: Match[] = attribute ? [{ field: 'attribute', equals: attribute }] : [];
  return records.list({ kind: 'share-entry', in: 'listed', of: holder ?? departmentCodes, where, page });
}
