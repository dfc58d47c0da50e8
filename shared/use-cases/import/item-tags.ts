import type { LawfulRow } from '../../domain/import/check-rows.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { Registry } from '../ports/registry.ts';
import type { LineProblem } from './tabular-files.ts';

/**
 * The tags that items of a file are narrowed down to, each with the place it stood first. One that no object carries
 * would leave the item without any object; whether any does is read from the whole registry, once.
 */
export function itemTags() {
  const places = new Map<string, Pick<LineProblem, 'line' | 'sheet'>>();
  return {
    add<K extends RegistryKind>(rows: readonly LawfulRow<K>[], sheet: Pick<LineProblem, 'sheet'>): void {
      for (const { line, row } of rows) {
        if (!('applies' in row)) continue;
        for (const tag of row.applies.tags ?? []) if (!places.has(tag)) places.set(tag, { line, ...sheet });
      }
    },
    async unknown({ all }: Pick<Registry, 'all'>): Promise<readonly LineProblem[]> {
      const unseen = new Set(places.keys());
      if (unseen.size === 0) return [];
      for await (const { value } of all('object')) {
        for (const tag of value.tags) unseen.delete(tag);
        if (unseen.size === 0) return [];
      }
      return [...places]
        .filter(([tag]) => unseen.has(tag))
        .map(([value, place]) => ({
          ...place,
          column: '适用标签',
          value,
          reason: '检查对象名录里没有带这个标签的对象，请核对标签的写法',
          remark: true,
        }));
    },
  };
}
