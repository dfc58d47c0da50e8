/** Reads a file with one method, alone in its process; prints rows, milliseconds and peak memory as JSON. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { readTable } from '../functions/adapters/tabular/read-table.ts';
import { checkRows } from '../shared/domain/import/check-rows.ts';
import { bindHeader } from '../shared/domain/import/header.ts';

const ways: Readonly<Record<string, (path: string) => Promise<number>>> = {
  ours: readAndCheck,
  'hucre-whole': async (path) => (await readXlsx(readFileSync(path))).sheets[0]?.rows.length ?? 0,
  'csv-parse-whole': async (path) => parse(readFileSync(path), { bom: true }).length,
};

/** Reads the file and checks every row like an import. */
async function readAndCheck(path: string): Promise<number> {
  const checked = await readTable({ path }, async (table) => {
    const binding = bindHeader('object', table.header);
    if (!binding.ok) throw new Error('the benchmark file has an unknown header');
    let rows = 0;
    for await (const row of checkRows(binding.value, table.rows, { department: 'SCJG', dates: table.dates })) {
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
