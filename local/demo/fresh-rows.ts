import { importColumns } from '../../shared/domain/import/columns.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import { creditCodeSource } from './credit-codes.ts';
import { Random } from './random.ts';

/**
 * Valid rows that are in no registry, to be corrupted: copies of rows of the file with their own ids and newly
 * generated credit codes.
 */
export function freshRows(
  kind: RegistryKind,
  seed: number,
  rows: readonly (readonly string[])[],
): () => readonly string[] {
  const columns = importColumns[kind].map(({ field }) => field);
  const nextCode = creditCodeSource(new Random(seed + 3));
  let taken = 0;
  return () => {
    taken += 1;
    const model = rows[taken % rows.length] ?? [];
    return model.map((cell, index) => {
      const field = columns[index];
      if (field === 'creditCode') return nextCode('91');
      return field === 'id' && cell !== '' ? `${cell}-X${taken}` : cell;
    });
  };
}
