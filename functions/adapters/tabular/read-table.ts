import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OpenTable } from '../../../shared/use-cases/import/tabular-files.ts';
import { csvTable } from './csv-reader.ts';
import {
  type TableFailure,
  type TableFile,
  type TableLimits,
  TableRefused,
  tableLimits,
  unreadable,
  workWithin,
} from './table.ts';
import { openXlsx } from './xlsx-reader.ts';

/**
 * Opens a CSV or XLSX file, told apart by content, and hands its sheets to `read` for as long as `read` runs.
 * A file that turns out unreadable half-way ends the run with a failure, so `read` must not make anything final.
 */
export async function readTable<T>(
  file: TableFile,
  read: (table: OpenTable) => Promise<T>,
  limits: TableLimits = tableLimits,
): Promise<Result<T, TableFailure>> {
  try {
    return ok('path' in file ? await readPath(file.path, read, limits) : await readSpooled(file, read, limits));
  } catch (error) {
    if (error instanceof TableRefused) return err(error.failure);
    throw error;
  }
}

async function readPath<T>(path: string, read: (table: OpenTable) => Promise<T>, limits: TableLimits): Promise<T> {
  if ((await stat(path)).size > limits.bytes) throw tooLarge(limits);
  const work = workWithin(limits);
  if (!looksLikeXlsx(await openingBytes(path))) return read(csvTable(path, limits, work));
  const workbook = await openXlsx(path, limits, work);
  try {
    return await read(workbook);
  } finally {
    workbook.close();
  }
}

/** A zip's directory is at its end and a text's encoding shows anywhere, so the file is read more than once. */
async function readSpooled<T>(
  file: Extract<TableFile, { open(): unknown }>,
  read: (table: OpenTable) => Promise<T>,
  limits: TableLimits,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'suiji-table-'));
  try {
    const path = join(folder, 'table');
    await pipeline(within(file.open(), limits), createWriteStream(path));
    return await readPath(path, read, limits);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* within(bytes: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > limits.bytes) throw tooLarge(limits);
    yield chunk;
  }
}

const tooLarge = ({ bytes }: TableLimits) => new TableRefused({ kind: 'file-too-large', limitBytes: bytes });

async function openingBytes(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Answers false for what may be CSV and refuses the formats people most often mistake for one of the two. */
function looksLikeXlsx(opening: Buffer): boolean {
  if (opening.length === 0) throw unreadable('文件是空的');
  if (['504b0304', '504b0506'].includes(opening.subarray(0, 4).toString('hex'))) return true;
  if (opening.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw unreadable('这是旧版 .xls 文件或加了密码的文件，请去掉密码并另存为 .xlsx 后再上传');
  if (/^\s*</.test(opening.toString('utf8').replace('\ufeff', '')))
    throw unreadable('文件内容是网页而不是表格，请用表格软件打开并另存为 .xlsx 后再上传');
  return false;
}
