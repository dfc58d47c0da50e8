import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { displacedItems } from '../../domain/registry/item-levels.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { effects, type TakenOut, takenOut, takenText } from '../../domain/registry/taken-out.ts';
import { readItemList } from '../plan/item-list.ts';
import type { Registry } from '../ports/registry.ts';

interface Written<K extends RegistryKind> {
  readonly kind: K;
  /** Absent for a new row. */
  readonly before?: RegistryRow[K];
  readonly after: RegistryRow[K];
}

/** What draws may lose or gain by a row that is written: of an item also by what it replaces in its department's list. */
export async function takenByWriting<K extends RegistryKind>(
  registry: Pick<Registry, 'all'>,
  { before, after }: Omit<Written<K>, 'kind'>,
): Promise<readonly TakenOut[]> {
  const taken = takenOut(before, after);
  const { department } = after;
  if ((await displacedBy(registry, after)).length === 0) return taken;
  return [{ department, by: [...taken.flatMap(({ by }) => by), 'superseded'] }];
}

/** The items that are in force and that a row replaces; or the row itself, where one of them replaces it. */
export async function displacedBy(
  registry: Pick<Registry, 'all'>,
  row: RegistryRow[RegistryKind],
): Promise<readonly string[]> {
  if (!('basis' in row)) return [];
  const { items } = await readItemList({ registry }, [row.department]);
  return [...displacedItems([...items.values()], [row]).keys()];
}

/** Whether one person may write a row at once: nothing that feeds a draw may change by it. What does is asked for. */
export async function oneMayDo<K extends RegistryKind>(
  registry: Pick<Registry, 'all'>,
  { kind, before, after }: Written<K>,
): Promise<Result<void, Failure<'needs-second-person'>>> {
  const taken = await takenByWriting(registry, { ...(before && { before }), after });
  if (taken.length === 0) return ok(undefined);
  // Of a new row nothing can be asked for: what it replaces is taken out of force first, and a person is entered as out of it.
  const [displaced] = before ? [] : await displacedBy(registry, after);
  const isNew = !before && displaced === undefined;
  const told = { effect: effects[kind], taken: takenText(taken), ...(isNew && { isNew }) };
  return err({ kind: 'needs-second-person', entity: kind, id: displaced ?? after.id, ...told });
}
