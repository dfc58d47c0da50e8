/** Reads a file with one method, alone in its process; prints rows, milliseconds and peak memory as JSON. */
import { openAsBlob, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { readTable } from '../functions/adapters/tabular/read-table.ts';
import { checkRows } from '../shared/domain/import/check-rows.ts';
import { readSheet } from '../shared/use-cases/import/sheets.ts';

const ways: Readonly<Record<string, (path: string) => Promise<number>>> = {
  ours: readAndCheck,
  'ours-rows': readOnly,
  'hucre-stream': async (path) => count(streamXlsxRows((await openAsBlob(path)).stream())),
  'hucre-whole': async (path) => (await readXlsx(readFileSync(path))).sheets[0]?.rows.length ?? 0,
  'csv-parse-whole': async (path) => parse(readFileSync(path), { bom: true }).length,
};

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of rows) counted += 1;
  return counted;
}

async function readOnly(path: string): Promise<number> {
  const rows = await readTable({ path }, async ({ sheets: [sheet] }) => (sheet ? count(sheet.rows()) : 0));
  if (!rows.ok) throw new Error(rows.error.kind);
  return rows.value;
}

/** Reads the file and checks every row like an import. */
async function readAndCheck(path: string): Promise<number> {
  const checked = await readTable({ path }, async ({ sheets: [sheet], dates }) => {
    const read = sheet && (await readSheet('object', sheet));
    if (read?.is !== 'list') throw new Error('the benchmark file has an unknown header');
    let rows = 0;
    for await (const row of checkRows(read.header, read.list.rows, { department: 'SCJG', dates })) {
      if (!row.ok) throw new Error(`line ${row.line}: ${row.problems[0]?.reason}`);
      rows += 1;
    }
    return rows;
  });
  if (!checked.ok) throw new Error(checked.error.kind);
  return checked.value;
}

const [way = '', path = ''] = process.argv.slice(2);
const start = performance.now();
const rows = await ways[way]?.(path);
const ms = Math.round(performance.now() - start);
process.stdout.write(JSON.stringify({ rows, ms, peakBytes: process.resourceUsage().maxRSS * 1024 }));
