import * as z from 'zod';
import { jsonItems } from '../../base/json-items.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import type { FrameFacts } from '../../draw/join-shards.ts';
import type { BookRow } from '../../draw/lines.ts';
import type { PreviousTeam } from '../../draw/match-input.ts';
import { bookReader, type LineFault } from '../../draw/read-list.ts';
import { sha256 } from '../../draw/sha256.ts';
import { lf } from '../../draw/text.ts';
import { incrementalSha256 } from '../../platform/incremental-sha256.ts';
import { type Blobs, type ByteRange, FileUnusable } from '../ports/blobs.ts';

type FileDeps = { readonly blobs: Blobs };

/**
 * Keys of a batch's files; no file is ever rewritten with other content. A file that comes of the registry has its root in
 * the name, so that two runs that read the registry at different times never write the same file.
 */
export const drawFiles = {
  /** The public lines of a frame, of the inspectors or of the experts. */
  lines: (batchId: string, list: string, root: string): string => `draws/${batchId}/lists/${list}/${root}.ndjson`,
  /** What stands behind them; never public. */
  book: (batchId: string, list: string, root: string): string => `books/${batchId}/${list}/${root}.ndjson`,
  /** Who stands in it beyond the year's cap; never public. */
  overCap: (batchId: string, list: string, root: string): string => `books/${batchId}/${list}/${root}.over-cap.json`,
  previousTeams: (batchId: string): string => `draws/${batchId}/previous-teams.json`,
  /** What the draw selected, before any matching. */
  drawn: (batchId: string): string => `draws/${batchId}/drawn.json`,
  /** The list as it will be public. */
  list: (batchId: string): string => `draws/${batchId}/list.json`,
  selection: (batchId: string): string => `draws/${batchId}/selection.json`,
  /** The outcome of the matching: written last, so it exists only when everything does. */
  match: (batchId: string): string => `draws/${batchId}/match.json`,
} as const;

/** Writes a list file or a book from its lines, group by group: each line with its LF. */
export async function writeLines(
  { blobs }: FileDeps,
  key: string,
  groups: () => Iterable<readonly string[]>,
): Promise<void> {
  async function* bytes() {
    for (const lines of groups()) if (lines.length > 0) yield encoder.encode(lines.map((line) => line + lf).join(''));
  }
  await blobs.put(key, bytes(), 'application/x-ndjson');
}
const encoder = new TextEncoder();

/**
 * Reads a list file or a book line by line and throws `FileUnusable` if it differs, in any byte, from what the batch froze.
 * Memory holds only one chunk.
 */
export async function readFrozenLines(
  { blobs }: FileDeps,
  { blob, root }: { readonly blob: string; readonly root: string },
  reader: { read(line: string): LineFault | undefined; facts(): FrameFacts },
): Promise<FrameFacts> {
  for await (const line of linesOf(blobs, blob)) {
    const fault = reader.read(line);
    if (fault) throw new FileUnusable(`${fault.kind} in line ${fault.line} of ${blob}`);
  }
  const facts = reader.facts();
  if (facts.root !== root) throw new FileUnusable(`${blob} does not have the frozen root`);
  return facts;
}

/** All rows of a small book. */
export async function readBookRows(
  deps: FileDeps,
  { book, root }: { readonly book: string; readonly root: string },
): Promise<readonly BookRow[]> {
  const rows: BookRow[] = [];
  await readFrozenLines(
    deps,
    { blob: book, root },
    bookReader((row) => void rows.push(row)),
  );
  return rows;
}

/** The lines of a file, which ends with LF. */
export async function* linesOf(blobs: Blobs, key: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of textsOf(blobs, key)) {
    const lines = (rest + text).split(lf);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new FileUnusable(`${key} does not end with a whole line`);
}

/** Writes a value as canonical JSON and returns the digest that identifies it from then on. */
export async function writeSealed({ blobs }: FileDeps, blob: string, value: unknown) {
  const text = canonicalJson(value);
  await blobs.put(blob, new TextEncoder().encode(text), 'application/json');
  return { blob, digest: sha256(text) };
}

export async function readSealed<T>(
  { blobs }: FileDeps,
  { blob, digest }: { readonly blob: string; readonly digest: string },
  schema: z.ZodType<T>,
): Promise<T> {
  const text = await textOf(blobs, blob);
  if (sha256(text) !== digest) throw new FileUnusable(`${blob} does not have its digest`);
  return parsed(blob, text, schema);
}

/**
 * The same of a file that is a list beside a few facts, item by item and as often as it is asked for: memory does not grow
 * with the file. No item is given before all of the file has its digest.
 */
export async function sealedItems<T>(
  { blobs }: FileDeps,
  { blob, digest }: { readonly blob: string; readonly digest: string },
  schema: z.ZodType<T>,
): Promise<() => AsyncGenerator<T>> {
  const hash = incrementalSha256();
  for await (const bytes of blobs.open(blob)) hash.update(bytes);
  if (hash.digest('hex') !== digest) throw new FileUnusable(`${blob} does not have its digest`);
  return async function* items() {
    for await (const text of jsonItems(textsOf(blobs, blob))) yield parsed(blob, text, schema);
  };
}

/** Reads an artifact that a task left for the next one: its name alone, and no digest elsewhere, determines its content. */
export async function readArtifact<T>({ blobs }: FileDeps, key: string, schema: z.ZodType<T>): Promise<T> {
  return parsed(key, await textOf(blobs, key), schema);
}

/** Asserts that a file under the batch's key belongs to this draw; only an outsider could have written another. */
export async function assertSameDraw<T extends { readonly batch: string; readonly seed: string }>(
  { number, seed }: { readonly number: string; readonly seed?: string | undefined },
  reading: Promise<T>,
): Promise<T> {
  const file = await reading;
  if (file.batch !== number || file.seed !== seed)
    throw new FileUnusable(`a file of batch ${number} belongs to another draw`);
  return file;
}

export const PreviousTeams = z.array(
  z.strictObject({ objectId: z.string(), department: z.string(), members: z.array(z.string()) }),
) satisfies z.ZodType<PreviousTeam[]>;

/** The text of a file, or of the bytes of a range of it. */
export async function textOf(blobs: Blobs, key: string, range?: ByteRange): Promise<string> {
  return (await Array.fromAsync(textsOf(blobs, key, range))).join('');
}

async function* textsOf(blobs: Blobs, key: string, range?: ByteRange): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new FileUnusable(`${key} is not text`, { cause: error });
    }
  };
  for await (const bytes of blobs.open(key, range)) yield decoded(bytes);
  yield decoded();
}

function parsed<T>(key: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new FileUnusable(`${key} does not hold what it should`, { cause: error });
  }
}
