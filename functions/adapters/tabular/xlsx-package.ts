import { posix } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { refusalOf, type TableLimits, TableRefused, type TableWork, unreadable } from './table.ts';
import { readTags } from './xml-events.ts';

const maxEntries = 2_000;
/** Lawful sheets compress 10 to 60 times; deflate itself reaches 1,030. */
const maxRatio = 200;
const ratioMattersFromBytes = 8 * 1024 * 1024;
const damaged = '文件不完整或已损坏，请重新下载或用表格软件另存为 .xlsx 后再上传';

/** The parts of an Office Open XML package, each read as a stream within the limits. */
export interface XlsxPackage {
  has(part: string): boolean;
  read(part: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

export async function openPackage(path: string, limits: TableLimits, work: TableWork): Promise<XlsxPackage> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    return {
      has: (part) => entries.has(part.toLowerCase()),
      read: (part) => weighed(inflate(zip, entries.get(part.toLowerCase()), limits), work),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw refusalOf(error, damaged);
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, validateEntrySizes: true });
  } catch (error) {
    throw refusalOf(error, damaged);
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > maxEntries) throw unreadable('压缩包内文件过多，这不是普通的表格文件');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  return entries;
}

/** The declared size is checked before, and yauzl holds the data to it while it inflates. */
async function* inflate(zip: ZipFile, entry: Entry | undefined, limits: TableLimits): AsyncGenerator<Uint8Array> {
  if (entry === undefined) throw unreadable(damaged);
  if (entry.isEncrypted()) throw unreadable('文件加了密码，请去掉密码后再上传');
  const size = entry.uncompressedSize;
  const tooDense = size > ratioMattersFromBytes && size > entry.compressedSize * maxRatio;
  if (size > limits.expandedBytes || tooDense)
    throw new TableRefused({ kind: 'expands-too-much', limitBytes: limits.expandedBytes });

  try {
    const bytes: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    yield* bytes;
  } catch (error) {
    throw refusalOf(error, damaged);
  }
}

const tagStart = 0x3c;

/** Counts the tags of a part as it is read: what a reader does for each takes longer than its bytes. */
async function* weighed(bytes: AsyncIterable<Uint8Array>, work: TableWork): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    let tags = 0;
    for (const byte of chunk) if (byte === tagStart) tags += 1;
    work.spend('tags', tags);
    yield chunk;
  }
}

export interface Relationship {
  readonly id: string;
  /** The last word of the type, e.g. `worksheet`: strict and transitional files differ in what stands before it. */
  readonly type: string;
  readonly part: string;
}

/** What a part refers to; the package itself is the part `''`. */
export async function relationshipsOf(pack: XlsxPackage, part: string): Promise<readonly Relationship[]> {
  const folder = posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!pack.has(file)) return found;
  await readTags(pack.read(file), (name, { Id = '', Type = '', Target = '' }) => {
    if (name !== 'Relationship') return;
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
    found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: target });
  });
  return found;
}
