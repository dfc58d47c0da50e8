import type { Layout } from '../../../shared/codes/exchange/fields.ts';
import { type LayoutCode, layouts } from '../../../shared/codes/exchange/layouts.ts';
import type { ExportRow } from '../../../shared/domain/exchange/batch.ts';
import type { Row, RowValue } from '../../../shared/domain/exchange/row.ts';
import { sha256OfBytes } from '../../../shared/draw/sha256.ts';
import { wholeCsvText } from './write-csv.ts';

export type ExchangeFormat = 'csv' | 'jsonl';

export interface ExchangeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What goes with the file of a batch: what it is, how many rows it has, and how it begins to be checked. */
export interface ExchangeManifest {
  readonly batch: string;
  readonly layout: LayoutCode;
  readonly version: string;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
  /** In the order of the file, since not every layout has fields for them. */
  readonly operations: readonly Pick<ExportRow, 'id' | 'operation'>[];
}

export interface WrittenBatch {
  readonly file: ExchangeFile;
  readonly manifest: ExchangeManifest;
  readonly manifestFile: ExchangeFile;
}

/** A table has no place for rows within a row. */
const formatOf = ({ fields }: Layout): ExchangeFormat => (fields.some(({ of }) => of) ? 'jsonl' : 'csv');

const encoder = new TextEncoder();

/**
 * The file of a batch and its manifest, both UTF-8: a table (CSV, RFC 4180) where the layout fits one, else a line of JSON
 * for each row. In a table a cell that a spreadsheet would run starts with an apostrophe; lines of JSON hold the values as
 * they are.
 *
 * @throws RangeError for rows within rows in a table.
 */
export function exchangeFile(
  { layout: code, number }: { readonly layout: LayoutCode; readonly number: string },
  rows: readonly Pick<ExportRow, 'id' | 'operation' | 'row'>[],
  format: ExchangeFormat = formatOf(layouts[code]),
): WrittenBatch {
  const layout = layouts[code];
  const base = `${number}-${code}`;
  const bytes = encoder.encode(format === 'csv' ? tableOf(layout, rows) : linesOf(layout, rows));
  const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8';
  const file = { name: `${base}.${format}`, mediaType, bytes };
  const manifest: ExchangeManifest = {
    ...{ batch: number, layout: code, version: layout.version, file: file.name, rows: rows.length },
    sha256: sha256OfBytes(bytes),
    operations: rows.map(({ id, operation }) => ({ id, operation })),
  };
  return {
    file,
    manifest,
    manifestFile: {
      name: `${base}.manifest.json`,
      mediaType: 'application/json; charset=utf-8',
      bytes: encoder.encode(`${JSON.stringify(manifest, null, 2)}\n`),
    },
  };
}

function tableOf({ fields, header }: Layout, rows: readonly Pick<ExportRow, 'row'>[]): string {
  const head = fields.map(({ name, label }) => (header === 'label' ? label : name));
  return wholeCsvText(
    head,
    rows.map(({ row }) => fields.map(({ name }) => cellOf(row[name]))),
  );
}

function cellOf(value: RowValue = ''): string {
  if (typeof value === 'string') return value;
  return value
    .map((part) => {
      if (typeof part !== 'string') throw new RangeError('a table has no rows within rows');
      return part;
    })
    .join(',');
}

const linesOf = ({ fields }: Layout, rows: readonly Pick<ExportRow, 'row'>[]): string =>
  rows.map(({ row }) => `${JSON.stringify(inOrder(fields, row))}\n`).join('');

/** In the order of the layout, without what is empty. */
const inOrder = (fields: Layout['fields'], row: Row): Row =>
  Object.fromEntries(
    fields.flatMap(({ name, of }) => {
      const value = row[name];
      if (value === undefined) return [];
      const ordered =
        of && typeof value !== 'string'
          ? value.flatMap((part) => (typeof part === 'string' ? [] : [inOrder(of, part)]))
          : value;
      return [[name, ordered]];
    }),
  );
