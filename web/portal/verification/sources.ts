import type { Problem } from '../../../shared/api/problems.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { county } from '../../../shared/codes/county.ts';
import { batchWords } from '../../../shared/domain/batch/states.ts';
import { type EarlierDraw, fetchFrame, fetchRecord, portalAt } from '../../../shared/verification/fetch-draw.ts';
import { frameNameOf, isBeside } from '../../../shared/verification/file-names.ts';
import type { Answer, Order } from './messages.ts';

/** The published files of a draw, wherever they come from. */
export interface Source {
  readonly record: Uint8Array;
  /** List files by the name of the list; each can be read repeatedly. */
  readonly lists: ReadonlyMap<string, () => Iterable<Uint8Array>>;
  readonly files: readonly { readonly name: string; readonly file: Blob }[];
}

/** Reads a blob synchronously; a worker may, and the verification reads a file line by line. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const chunkBytes = 1 << 20;

function* chunksOf(blob: Blob): Iterable<Uint8Array> {
  const reader = new FileReaderSync();
  for (let at = 0; at < blob.size; at += chunkBytes) {
    yield new Uint8Array(reader.readAsArrayBuffer(blob.slice(at, at + chunkBytes)));
  }
}

/** Files chosen by the visitor: one record, the others frames by their names. */
export async function openFiles(files: readonly File[]): Promise<Result<Source, string>> {
  const records = files.filter(({ name }) => !isBeside(name) && name.toLowerCase().endsWith('.json'));
  const [record] = records;
  if (!record) return err('没有选择记录文件（draw.json）。请把 draw.json 和抽样框文件一起选上。');
  if (records.length > 1) return err('选择了多个 .json 文件，请只选一次抽取的 draw.json。');
  const lists = new Map<string, () => Iterable<Uint8Array>>();
  for (const file of files) {
    const frame = frameNameOf(file.name);
    if (frame === undefined) continue;
    if (lists.has(frame)) return err(`抽样框 ${frame} 选择了两个文件，请只留一个。`);
    lists.set(frame, () => chunksOf(file));
  }
  return ok({ record: new Uint8Array(await record.arrayBuffer()), lists, files: [] });
}

/** Everything the portal has published of a draw. Frames are kept as blobs, which the browser may store on disk. */
export async function loadDraw(
  baseUrl: string,
  number: string,
  tell: (text: string) => void,
): Promise<Result<Source, string>> {
  tell('正在下载抽取记录……');
  const record = await fetchRecord(portalAt(baseUrl), number);
  if (!record.ok) return err(refusalOf(record.error, number));
  const lists = new Map<string, () => Iterable<Uint8Array>>();
  const files = [{ name: 'draw.json', file: new Blob([record.value.text], { type: 'application/json' }) }];
  for (const [index, { frame }] of record.value.frames.entries()) {
    tell(`正在下载名录 ${index + 1} / ${record.value.frames.length}……`);
    const blob = await frameBlob(baseUrl, number, frame);
    if (!blob.ok) return blob;
    lists.set(frame, () => chunksOf(blob.value));
    files.push({ name: `${frame}.ndjson`, file: blob.value });
  }
  const bytes = new TextEncoder().encode(record.value.text);
  return ok({ record: bytes, lists, files });
}

/** A refusal worded for the person who typed the number. */
const refusalOf = ({ kind, detail }: Problem | EarlierDraw, number: string): string =>
  kind === 'not-found' || kind === 'invalid-input'
    ? `没有编号为 ${number} 的抽取。编号写在抽取公告上，形如 ${county.code}20261123-1；也可以从“最近的抽取”里选。`
    : detail;

async function frameBlob(baseUrl: string, number: string, frame: string): Promise<Result<Blob, string>> {
  const parts: string[] = [];
  const pages = fetchFrame(portalAt(baseUrl), number, frame);
  for (let page = await pages.next(); ; page = await pages.next()) {
    if (page.done) return page.value ? err(page.value.detail) : ok(new Blob(parts, { type: 'application/x-ndjson' }));
    parts.push(page.value.map((line) => `${line}\n`).join(''));
  }
}

/** One page of the draws of a year, or of all years, newest first, for visitors who do not know the number. */
export async function drawsOf({ baseUrl, year, cursor }: Extract<Order, { do: 'list' }>): Promise<DrawsFound> {
  const query = { limit: 8, ...(year !== undefined && { year }), ...(cursor !== undefined && { cursor }) };
  const found = await portalAt(baseUrl)('listPublicDraws', { query }).catch(() => undefined);
  const isMore = cursor !== undefined;
  if (!found?.ok) return { draws: [], isMore };
  const { items, next } = found.value;
  return {
    draws: items.map(({ number, title, status }) => ({ number, title, state: batchWords.states[status] })),
    isMore,
    ...(year !== undefined && { year }),
    ...(next !== undefined && { next }),
  };
}

type DrawsFound = Omit<Extract<Answer, { is: 'recent' }>, 'is'>;
