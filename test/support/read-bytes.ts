import { readTable } from '../../functions/adapters/tabular/read-table.ts';
import { type TableLimits, tableLimits } from '../../functions/adapters/tabular/table.ts';
import type { TableRow } from '../../shared/domain/import/cells.ts';

/** The bytes of a fetched file, in pieces small enough that characters and tags fall across their borders. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

/** Every sheet of a file with all its rows, or why it cannot be read. */
export const readBytes = (bytes: Uint8Array | string, limits: Partial<TableLimits> = {}) =>
  readTable(
    { open: () => inPieces(typeof bytes === 'string' ? Buffer.from(bytes) : bytes) },
    async ({ dates, sheets }) => {
      const found: { name?: string; hidden: boolean; hiddenColumns: number[]; rows: TableRow[] }[] = [];
      for (const { name, hidden, hiddenColumns, rows } of sheets) {
        const all = await Array.fromAsync(rows());
        found.push({ ...(name !== undefined && { name }), hidden, hiddenColumns: [...hiddenColumns], rows: all });
      }
      return { dates, sheets: found };
    },
    { ...tableLimits, ...limits },
  );

export type ReadBytes = Awaited<ReturnType<typeof readBytes>>;

/** The rows of the first visible sheet of a file that must be readable, with the header among them. */
export async function allRowsOf(bytes: Uint8Array | string): Promise<readonly TableRow[]> {
  const read = await readBytes(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.sheets.find(({ hidden }) => !hidden)?.rows ?? [];
}

/** The rows below the first. */
export const rowsOf = async (bytes: Uint8Array | string) => (await allRowsOf(bytes)).slice(1);
