import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { ItemList } from '../../domain/plan/check-plan.ts';
import { itemsInForce, supersededItems } from '../../domain/registry/item-levels.ts';
import { compare, compareUtf8 } from '../../draw/text.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';

interface ItemDeps {
  readonly registry: Pick<Registry, 'all'>;
}

export interface StoredItemList extends ItemList {
  readonly rows: ReadonlyMap<string, StoredRow<'item'>>;
}

/** The current item lists of some departments. */
export async function readItemList(deps: ItemDeps, departments: readonly DepartmentCode[]): Promise<StoredItemList> {
  const rows = new Map<string, StoredRow<'item'>>();
  for await (const row of deps.registry.all('item', [{ field: 'department', oneOf: departments }])) {
    rows.set(row.value.id, row);
  }
  const items = new Map([...rows].map(([id, { value }]) => [id, value]));
  return { rows, items, superseded: supersededItems([...items.values()]) };
}

/** The rows of items a department may check now: known, its own, 有效 and not replaced by a higher list. */
export function usableItems(
  { rows, superseded }: StoredItemList,
  { department, items }: { readonly department: DepartmentCode; readonly items: readonly string[] },
): Result<readonly StoredRow<'item'>[], Failure<'unknown-reference'>> {
  const usable: StoredRow<'item'>[] = [];
  for (const id of items) {
    const row = rows.get(id);
    const inForce = row?.value.department === department && row.value.status === '有效' && !superseded.has(id);
    if (!row || !inForce) return err({ kind: 'unknown-reference', entity: 'item', id });
    usable.push(row);
  }
  return ok(usable);
}

/** One field of the joint item list (联合抽查事项清单). */
export interface JointItems {
  readonly field: string;
  /** The one department whose items in this field have the tag 牵头; absent if none or several do. */
  readonly lead?: DepartmentCode;
  readonly departments: { readonly department: DepartmentCode; readonly items: { id: string; name: string }[] }[];
}

/** The tag by which a department marks its items of a joint field as the lead's. */
const leadTag = '牵头';

/** The joint item list, derived from the departments' lists: active items by field, fields and departments in order. */
export async function listJointItems(deps: ItemDeps): Promise<JointItems[]> {
  const { items } = await readItemList(deps, departmentCodes);
  const current = itemsInForce([...items.values()]);
  const inForce = [...items.values()].filter(({ id }) => current.has(id));
  const fields = Map.groupBy(inForce, ({ jointField }) => jointField ?? '');
  fields.delete('');
  return [...fields]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([field, own]) => {
      const leads = new Set(own.filter(({ tags }) => tags.includes(leadTag)).map(({ department }) => department));
      const [lead] = leads;
      const departments = departmentCodes.flatMap((department) => {
        const theirs = own.filter((item) => item.department === department).sort((a, b) => compare(a.id, b.id));
        return theirs.length > 0 ? [{ department, items: theirs.map(({ id, name }) => ({ id, name })) }] : [];
      });
      return { field, ...(lead && leads.size === 1 && { lead }), departments };
    });
}
