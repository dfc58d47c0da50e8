import type { DepartmentCode } from '../../base/primitives.ts';
import { displacedItems } from '../../domain/registry/item-levels.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { InspectionItem, RegistryRow } from '../../domain/registry/registry.ts';
import { readItemList } from '../plan/item-list.ts';
import type { Registry } from '../ports/registry.ts';
import type { LineProblem } from './tabular-files.ts';
import { takenRemark } from './taken-from.ts';

type Place = Pick<LineProblem, 'line' | 'sheet'>;

/** The items of a file as they are to be: which ones its department loses to a higher list, only the whole of it says. */
export function itemsOfFile() {
  const items = new Map<string, { readonly item: InspectionItem; readonly place: Place; readonly counted: boolean }>();
  return {
    /** `counted`: frames lose something by the row itself. */
    add(row: RegistryRow[RegistryKind], place: Place, counted: boolean): void {
      if ('basis' in row) items.set(row.id, { item: row, place, counted });
    },
    /** An item for each that is in force and will be replaced, at the row that replaces it or is replaced. */
    async displaced(registry: Pick<Registry, 'all'>, department: DepartmentCode): Promise<readonly LineProblem[]> {
      if (items.size === 0) return [];
      const list = await readItemList({ registry }, [department]);
      const changed = [...items.values()].map(({ item }) => item);
      return [...displacedItems([...list.items.values()], changed)].flatMap(([id, by]) => {
        const { place } = items.get(by) ?? items.get(id) ?? { place: { line: 0 } };
        const remarks = items.get(id)?.counted ? [] : takenRemark('item', id, [{ department, by: ['superseded'] }]);
        return remarks.map((remark) => ({ ...place, ...remark, remark: true }));
      });
    },
  };
}
