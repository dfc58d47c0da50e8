import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { csvText } from '../../functions/adapters/tabular/write-csv.ts';
import { canonicalJson } from '../../shared/draw/canonical-json.ts';
import type { ExportedKind, ExportedRow, ExportScope } from './exported-records.ts';

export interface ExportedFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes each kind to its own file, readable only by its owner, and `manifest.json` with the digest of each. The folder
 * must be empty.
 *
 * @throws Error when it is not.
 */
export async function writeExport(
  folder: string,
  format: 'ndjson' | 'csv',
  kinds: readonly ExportedKind[],
  scope: ExportScope,
  facts: Readonly<Record<string, unknown>>,
): Promise<readonly ExportedFile[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} 不是空目录 (is not empty)`);
  const files: ExportedFile[] = [];
  for (const { name, rows } of kinds) {
    const lines = join(folder, `${name}.ndjson`);
    const written = await writeFile(lines, linesOf(rows(scope)));
    if (format === 'ndjson') files.push({ name: `${name}.ndjson`, ...written });
    else {
      const csv = await writeFile(join(folder, `${name}.csv`), csvOf(lines, await columnsOf(lines)));
      files.push({ name: `${name}.csv`, ...csv, rows: written.rows });
      await rm(lines);
    }
  }
  await writeFile(join(folder, 'manifest.json'), once(`${JSON.stringify({ ...facts, ...scope, files }, null, 2)}\n`));
  return files;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function* linesOf(rows: AsyncIterable<ExportedRow>): AsyncGenerator<string> {
  for await (const { value, meta } of rows) {
    yield `${canonicalJson({ ...value, version: meta.version, updatedAt: meta.updatedAt })}\n`;
  }
}

async function writeFile(path: string, texts: AsyncIterable<string>): Promise<Omit<ExportedFile, 'name'>> {
  const digest = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const file: FileHandle = await open(path, 'wx', 0o600);
  try {
    for await (const text of texts) {
      const chunk = Buffer.from(text);
      digest.update(chunk);
      bytes += chunk.byteLength;
      rows += 1;
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { rows, bytes, sha256: digest.digest('hex') };
}

async function* recordsIn(path: string): AsyncGenerator<ReadonlyMap<string, unknown>> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    yield new Map(Object.entries(JSON.parse(line)));
  }
}

/** The names of all fields in any record of the file, in order of appearance. */
async function columnsOf(path: string): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const record of recordsIn(path)) for (const name of record.keys()) names.add(name);
  return [...names];
}

async function* csvOf(path: string, columns: readonly string[]): AsyncGenerator<string> {
  yield* csvText(columns, cells(path, columns));
}

async function* cells(path: string, columns: readonly string[]): AsyncGenerator<readonly string[]> {
  for await (const record of recordsIn(path)) yield columns.map((name) => cellOf(record.get(name)));
}

/** A value that is neither text nor number is written as JSON. */
function cellOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
