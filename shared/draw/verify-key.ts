import { type BatchKey, batchKey } from './batch-key.ts';
import type { FrozenPerson } from './freeze-people.ts';
import { freezePeople } from './freeze-people.ts';
import type { BookRow } from './lines.ts';
import type { Manifest, ManifestFrame } from './manifest.ts';
import { readBook } from './read-list.ts';
import { placesOf, rowName } from './row.ts';
import { everyClass } from './strata-rules.ts';
import { isSha256Hex } from './text.ts';
import { failed, notChecked, passed, type VerificationStep } from './verification-step.ts';
import { listStep } from './verify-frame.ts';

/** An object as an extract of the registry states it for a frame: whoever passes its filter and nobody else. */
export interface ExtractedObject {
  readonly version: number;
  readonly creditClass: string;
  readonly places: string;
}

/** What supervisor, auditor or notary hold beside the public files. */
export interface KeyFiles {
  readonly key: string;
  /** The lines of each frame's book. */
  readonly books: ReadonlyMap<string, Iterable<string>>;
  /** Of each frame, by id; where an extract is at hand. */
  readonly extracts?: ReadonlyMap<string, ReadonlyMap<string, ExtractedObject>>;
  /** Whoever was in force when the batch was frozen. */
  readonly inspectors?: readonly FrozenPerson[];
  readonly experts?: readonly FrozenPerson[];
}

/** Whether the key is the one that was committed to; nothing is opened with another. */
export function checkKey(
  manifest: Manifest,
  hex: string,
): { readonly step: VerificationStep; readonly key?: BatchKey } {
  if (!isSha256Hex(hex)) return { step: failed('key', 'malformed-key') };
  const key = batchKey(hex);
  return key.commitment === manifest.key ? { step: passed('key'), key } : { step: failed('key', 'another-key') };
}

/** Whether each line of each book makes its row, each id stands once, and parts and people are as many as stated. */
export function checkRows(manifest: Manifest, key: BatchKey, files: KeyFiles): readonly VerificationStep[] {
  return [
    ...manifest.frames.flatMap((frame) => checkBook(frame, key, files)),
    ...(['inspectors', 'experts'] as const).flatMap((kind) => {
      const [committed, people] = [manifest[kind], files[kind]];
      if (!committed) return [];
      if (!people) return [notChecked('rows', 'people-not-given', kind)];
      const frozen = freezePeople(key, kind, people);
      const same = frozen.ok && frozen.value.manifest.root === committed.root;
      return [same ? passed('rows', kind) : failed('rows', 'root-differs', kind)];
    }),
  ];
}

function checkBook(frame: ManifestFrame, key: BatchKey, { books, extracts }: KeyFiles): readonly VerificationStep[] {
  const where = frame.frame;
  const book = books.get(where);
  if (!book) return [notChecked('rows', 'book-not-given', where)];
  const saltOf = key.saltsOf(where);
  const extract = extracts?.get(where);
  const ids = new Set<string>();
  const inPart = frame.parts.map(() => 0);
  let fault: VerificationStep | undefined;
  const read = readBook(book, (row) => {
    const reason =
      rowFault(row, frame, saltOf(row.id)) ??
      (ids.has(row.id) ? 'id-repeated' : undefined) ??
      extractFault(row, extract);
    if (reason !== undefined) fault ??= failed('rows', reason, `${where} ${row.id}`);
    ids.add(row.id);
    for (const part of placesOf(row.places, frame.parts.length) ?? []) inPart[part - 1] = (inPart[part - 1] ?? 0) + 1;
  });
  if (!read.ok) return [failed('rows', read.error.kind, `${where} line ${read.error.line}`)];
  if (fault) return [fault];
  const root = listStep('rows', where, frame, read.value);
  if (root.outcome === 'failed') return [root];
  const part = frame.parts.findIndex(({ size }, index) => inPart[index] !== size);
  if (part >= 0) return [failed('rows', 'part-size-differs', `${where} ${part + 1}`)];
  const missing = extract && [...extract.keys()].find((id) => !ids.has(id));
  return [missing === undefined ? root : failed('rows', 'left-out', `${where} ${missing}`)];
}

function rowFault(row: BookRow, { parts }: ManifestFrame, salt: string): string | undefined {
  if (!placesOf(row.places, parts.length)) return 'malformed-places';
  return rowName(salt, row) === row.row ? undefined : 'row-differs';
}

/** Against the registry: whether the object belongs into the frame, at that version, class and in those parts. */
function extractFault(row: BookRow, extract: ReadonlyMap<string, ExtractedObject> | undefined): string | undefined {
  if (!extract) return undefined;
  const object = extract.get(row.id);
  if (!object) return 'not-in-registry';
  if (object.version !== row.version) return 'version-differs';
  if (object.places !== row.places) return 'places-differ';
  return row.stratum === everyClass || object.creditClass === row.stratum ? undefined : 'class-differs';
}
