import { readTable } from '../../functions/adapters/tabular/read-table.ts';
import { type TableLimits, tableLimits } from '../../functions/adapters/tabular/table.ts';
import type { TableRow } from '../../shared/domain/import/cells.ts';

/** The bytes of a fetched file, in pieces small enough that characters and tags fall across their borders. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

/** Everything a file holds, or why it cannot be read. */
export const readBytes = (bytes: Uint8Array | string, limits: Partial<TableLimits> = {}) =>
  readTable(
    { open: () => inPieces(typeof bytes === 'string' ? Buffer.from(bytes) : bytes) },
    async ({ format, dates, header, rows }) => {
      const found: TableRow[] = [];
      for await (const row of rows) found.push(row);
      return { format, dates, header, rows: found };
    },
    { ...tableLimits, ...limits },
  );

export type ReadBytes = Awaited<ReturnType<typeof readBytes>>;

/** The rows of a file that must be readable. */
export async function rowsOf(bytes: Uint8Array | string) {
  const read = await readBytes(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.rows;
}
