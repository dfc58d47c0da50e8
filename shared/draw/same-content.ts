import { rowLine } from './lines.ts';
import { frameRoot, shardCount, shardRoot } from './merkle.ts';
import { isRowName, shardOf } from './row.ts';

/**
 * Whether lines that are not in their one form hold the rows of a root all the same: saved with other ends of lines, other
 * blanks, keys in another order or lines in another order, but with nothing added, left out or altered.
 */
export function hasSameContent(lines: Iterable<string>, root: string): boolean {
  const shards: string[][] = Array.from({ length: shardCount }, () => []);
  for (const line of lines) {
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const row = looseRow(text);
    if (!row) return false;
    shards[shardOf(row.row)]?.push(rowLine(row));
  }
  // Lines begin with their rows, so sorting the texts puts them in the order of the rows.
  return frameRoot(shards.map((shard) => shardRoot(shard.sort()))) === root;
}

function looseRow(text: string): { readonly row: string; readonly stratum: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('row' in value && 'stratum' in value)) return undefined;
    const { row, stratum } = value;
    const known = typeof row === 'string' && typeof stratum === 'string' && isRowName(row);
    return known && Object.keys(value).length === 2 ? { row, stratum } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
