import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { cellText, isBlank, type TableRow } from '../../../shared/domain/import/cells.ts';
import { csvRows } from './csv-reader.ts';
import {
  type Table,
  type TableFailure,
  type TableFile,
  type TableLimits,
  TableRefused,
  tableLimits,
  unreadable,
} from './table.ts';
import { openXlsx } from './xlsx-reader.ts';

/**
 * Opens a CSV or XLSX file, told apart by content, and hands its table to `read` for as long as `read` runs.
 * A file that turns out unreadable half-way ends the run with a failure, so `read` must not make anything final.
 */
export async function readTable<T>(
  file: TableFile,
  read: (table: Table) => Promise<T>,
  limits: TableLimits = tableLimits,
): Promise<Result<T, TableFailure>> {
  try {
    return ok('path' in file ? await readPath(file.path, read, limits) : await readSpooled(file, read, limits));
  } catch (error) {
    if (error instanceof TableRefused) return err(error.failure);
    throw error;
  }
}

async function readPath<T>(path: string, read: (table: Table) => Promise<T>, limits: TableLimits): Promise<T> {
  if ((await stat(path)).size > limits.bytes) throw tooLarge(limits);
  if (looksLikeXlsx(await openingBytes(path))) {
    const sheet = await openXlsx(path, limits);
    try {
      return await read(await tableOf('xlsx', sheet, limits));
    } finally {
      await sheet.rows.return(undefined);
      sheet.close();
    }
  }
  const rows = csvRows(path);
  try {
    return await read(await tableOf('csv', { rows, dates: '1900' }, limits));
  } finally {
    await rows.return(undefined);
  }
}

/** A zip's directory is at its end and a text's encoding shows anywhere, so the file is read more than once. */
async function readSpooled<T>(
  file: Extract<TableFile, { open(): unknown }>,
  read: (table: Table) => Promise<T>,
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

type Source = Pick<Table, 'dates'> & { readonly rows: AsyncGenerator<TableRow> };

async function tableOf(format: Table['format'], { rows, dates }: Source, limits: TableLimits): Promise<Table> {
  for (;;) {
    const next = await rows.next();
    if (next.done) throw unreadable('文件里没有内容');
    if (next.value.cells.every(isBlank)) continue;
    const header = headerOf(next.value, limits);
    return { format, header, dates, rows: dataRows(rows, format === 'xlsx' ? header.length : 0, limits) };
  }
}

function headerOf({ cells }: TableRow, limits: TableLimits): readonly string[] {
  const header = cells.map(cellText);
  const width = header.findLastIndex((text) => text !== '') + 1;
  if (width > limits.columns) throw new TableRefused({ kind: 'too-many-columns', limit: limits.columns });
  return header.slice(0, width);
}

/** A sheet does not store a row's empty cells, so short rows are filled up; a short CSV row is left to be reported. */
async function* dataRows(rows: AsyncGenerator<TableRow>, width: number, limits: TableLimits): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const { line, cells } of rows) {
    if (cells.every(isBlank)) continue;
    count += 1;
    if (count > limits.rows) throw new TableRefused({ kind: 'too-many-rows', limit: limits.rows });
    yield cells.length < width
      ? { line, cells: [...cells, ...Array<string>(width - cells.length).fill('')] }
      : { line, cells };
  }
}
