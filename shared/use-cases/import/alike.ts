import { searchForm } from '../../base/typed-text.ts';
import { departmentName } from '../../codes/departments.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { Registry } from '../ports/registry.ts';

type Registered = Pick<Registry, 'search' | 'isIndexed'>;

/** An import compares so many of the objects it adds; a county's first files add all of them. */
export const comparedObjects = 500;
const atOnce = 16;

interface Added {
  readonly line: number;
  readonly object: RegistryRow['object'];
}

/**
 * Of objects that an import adds, those that the registry has under another number with the same name in the same township:
 * most often the same shop. `before`: how many the import added before these.
 */
export async function alikeInRegistry(
  { registry }: { readonly registry: Registered },
  added: readonly Added[],
  before: number,
): Promise<ReadonlyMap<number, RowProblem>> {
  const open = added.filter(({ object }) => object.status === '存续');
  const compared = open.slice(0, Math.max(0, comparedObjects - before));
  const found = new Map<number, RowProblem>();
  if (compared.length === 0 || !(await registry.isIndexed())) return found;
  for (let at = 0; at < compared.length; at += atOnce) {
    const together = compared.slice(at, at + atOnce);
    const remarks = await Promise.all(together.map(({ object }) => remarkOn(registry, object)));
    for (const [index, remark] of remarks.entries()) {
      const line = together[index]?.line;
      if (remark && line !== undefined) found.set(line, remark);
    }
  }
  const next = open[compared.length];
  if (next) {
    const reason = `新增超过${comparedObjects}户，自本行起未与名录里已有的对象比对重名`;
    found.set(next.line, { column: '名称', value: next.object.name, reason });
  }
  return found;
}

async function remarkOn(registry: Registered, object: RegistryRow['object']): Promise<RowProblem | undefined> {
  const name = searchForm(object.name);
  const where = [
    { field: 'township', equals: object.township },
    { field: 'status', equals: '存续' },
  ];
  if (name === '') return undefined;
  const { items } = await registry.search({ kind: 'object', by: { name }, where, page: { limit: 10 } });
  const twin = items.find(
    ({ value }) => value.id !== object.id && !object.formerIds?.includes(value.id) && searchForm(value.name) === name,
  );
  if (!twin) return undefined;
  const keeper = departmentName(twin.value.department);
  const reason = `名录里编号${twin.value.id}的名称、乡镇街道与本行相同（${keeper}维护），请核对是否为同一户；是同一户的，请在本行同时填写原编号，由新编号续用`;
  return { column: '名称', value: object.name, reason };
}
