import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isListPublic } from '../../domain/batch/stage.ts';
import { visitIdOf } from '../../domain/visit/visit-ids.ts';
import type { BookRow } from '../../draw/lines.ts';
import { bookReader } from '../../draw/read-list.ts';
import { placesOf } from '../../draw/row.ts';
import { type Slip, type SlipRefusal, slipRefusal } from '../../draw/slip.ts';
import type { Actor } from '../actor.ts';
import { type BatchReadFailure, findBatch } from '../batch/change-batch.ts';
import { type KeyDeps, type KeyFailure, openKey } from '../batch/open-key.ts';
import type { Blobs } from '../ports/blobs.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { readFrozenLines } from './draw-files.ts';
import { assertOpened } from './opens-rows.ts';

export interface SlipRequest {
  readonly id: string;
  readonly frame: string;
  readonly objectId: string;
}

const refusals: Readonly<Record<SlipRefusal, string>> = {
  'class-not-for-subject': '自查单会让本人知道信用分类；没有设定分类告知本人的文件，只有不分层的抽样框可以发给自查单。',
  'not-committed': '抽取清单尚未公布，不能发给自查单。',
  'list-not-published': '检查后公示的名单，在名单公布或该对象检查结束之后方可发给自查单。',
};

/**
 * 自查单: what an object gets to check its own row, handed out by a department that comes to it. It tells the class, and of
 * a list that is sealed who is drawn, and is given accordingly.
 */
export async function issueSlip(
  deps: KeyDeps & { readonly blobs: Blobs },
  { id, frame: name, objectId }: SlipRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Slip, BatchReadFailure | Failure<'not-ready'> | KeyFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const batch = found.value.value;
  const frame = batch.frames.find((each) => each.frame === name);
  if (!frame || frame.book === undefined) return err({ kind: 'not-found', entity: 'frame', id: name });
  const row = await rowOf(deps, { blob: frame.book, root: frame.root }, objectId);
  const comes = row && placesOf(row.places, frame.parts.length)?.map((part) => frame.parts[part - 1]?.department);
  // Whether an object of another department stands in the frame is none of this one's business.
  if (!row || !comes?.includes(actor.department))
    return err({ kind: 'foreign-department', entity: 'object', id: objectId });
  const visit = await deps.records.find('visit', visitIdOf(id, objectId));
  const { classToSubject } = await settingsAt(deps, now);
  const refusal = slipRefusal({
    stratum: row.stratum,
    classToSubject,
    listPublicity: batch.listPublicity,
    committed: batch.committedAt !== undefined,
    listPublished: isListPublic(batch),
    visitOver: visit !== undefined && visit.value.status !== 'dispatched',
  });
  if (refusal) return err({ kind: 'not-ready', entity: 'batch', reason: refusals[refusal] });
  const key = await openKey(deps, batch, 'slip', actor, now, { frame: name, object: objectId });
  if (!key.ok) return key;
  const { version, places } = row;
  assertOpened(key.value, name, [row]);
  return ok({
    batch: batch.number,
    frame: name,
    id: objectId,
    version,
    places,
    salt: key.value.saltsOf(name)(objectId),
  });
}

/** The object's row in the book, read in memory of one chunk. */
async function rowOf(
  deps: { readonly blobs: Blobs },
  book: { readonly blob: string; readonly root: string },
  id: string,
): Promise<BookRow | undefined> {
  let found: BookRow | undefined;
  await readFrozenLines(
    deps,
    book,
    bookReader((row) => {
      if (row.id === id) found = row;
    }),
  );
  return found;
}
