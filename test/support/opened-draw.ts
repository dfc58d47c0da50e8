import type { Frame } from '../../shared/domain/frame/frame.ts';
import { type BatchKey, batchKey } from '../../shared/draw/batch-key.ts';
import { drawFrame } from '../../shared/draw/draw-frame.ts';
import { rowName } from '../../shared/draw/row.ts';
import type { Slip } from '../../shared/draw/slip.ts';
import { teamTicket, visitTicket } from '../../shared/draw/tickets.ts';
import type { OpenedFrame } from '../../shared/draw/turns.ts';
import type { BatchAnswer } from './draw-ceremony.ts';
import type { TestSystem } from './system.ts';

/** What whoever holds the key of a batch can open, by the specification and not by the system. */
export interface OpenedDraw {
  readonly key: string;
  readonly seed: string;
  readonly names: BatchKey;
  readonly books: ReadonlyMap<string, readonly string[]>;
  /** Every row of every stratum in the order of the tickets: those drawn, then the reserves. */
  readonly frames: readonly OpenedFrame[];
}

export async function openedDraw(
  { deps }: TestSystem,
  { id, seed = '' }: Pick<BatchAnswer, 'id' | 'seed'>,
): Promise<OpenedDraw> {
  const [batch, kept] = [await deps.records.find('batch', id), await deps.records.find('batch-key', id)];
  const key = kept && (await deps.keys.open(id, kept.value.sealed));
  if (!batch || key === undefined) throw new Error(`batch ${id} has no key`);
  const books = new Map<string, readonly string[]>();
  for (const { frame, book = '' } of batch.value.frames) books.set(frame, linesOf(deps.blobs.files.get(book)));
  const frames = batch.value.frames.map((frame) => opened(seed, frame, books.get(frame.frame) ?? []));
  return { key, seed, names: batchKey(key), books, frames };
}

function opened(seed: string, { frame, parts, root, size, strata }: Frame, book: readonly string[]): OpenedFrame {
  const stated = parts.map((part) => ({ ...part, items: part.items.map(({ id }) => id) }));
  const drawn = drawFrame(seed, { frame, parts: stated, root, size, strata }, size, book);
  if (!drawn.ok) throw new Error(drawn.error.kind);
  return { frame, strata: drawn.value.map((one, index) => ({ ...one, size: strata[index]?.size ?? 0 })) };
}

const linesOf = (file: Buffer | undefined): readonly string[] => {
  const lines = file?.toString('utf8').split('\n') ?? [''];
  lines.pop();
  return lines;
};

/** The ids of one stratum of one frame in the order of their tickets. */
export const inTicketOrder = ({ frames }: OpenedDraw, stratum: string, frame = 0): readonly string[] => {
  const own = frames[frame]?.strata.find((one) => one.stratum === stratum);
  return [...(own?.selected ?? []), ...(own?.reserves ?? [])].map(({ id }) => id);
};

/** The slip of an object, as its department would hand it out. */
export function slipOf({ names, books }: OpenedDraw, batch: string, frame: string, id: string): Slip {
  const line = books.get(frame)?.find((each) => JSON.parse(each).id === id);
  if (line === undefined) throw new Error(`${id} stands in no row of ${frame}`);
  const { version, places } = JSON.parse(line);
  return { batch, frame, id, version, places, salt: names.saltsOf(frame)(id) };
}

/** The ticket that puts the visit to an object in its place. */
export const visitTicketOf = ({ seed, names }: OpenedDraw, objectId: string): string =>
  visitTicket(seed, names.visitName(objectId));

/** The ticket of a person for the visit to an object; frozen at the first version, unless it says otherwise. */
export function teamTicketOf(
  { seed, names }: OpenedDraw,
  objectId: string,
  { id, department, version = 1 }: { readonly id: string; readonly department: string; readonly version?: number },
  list: 'inspectors' | 'experts' = 'inspectors',
): string {
  const row = rowName(names.saltsOf(list)(id), { id, version, places: department });
  return teamTicket(seed, names.visitName(objectId), row);
}
