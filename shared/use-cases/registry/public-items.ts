import type { DepartmentCode } from '../../base/primitives.ts';
import type { ChainName } from '../../domain/audit/audit-chain.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import { itemsInForce } from '../../domain/registry/item-levels.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { InspectionItem, RegistryRow } from '../../domain/registry/registry.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import { ItemDocument } from '../../public/plan-documents.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import { every } from '../every.ts';
import { readItemList } from '../plan/item-list.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';

interface ListedItem {
  readonly item: InspectionItem;
  readonly version: number;
}

/** An item that is out of force, or that a higher list replaces, is read by its id and listed nowhere. */
const itemDocument = ({ item, version }: ListedItem, isInForce: boolean): PublicDocument => ({
  kind: 'item',
  id: item.id,
  version,
  body: ItemDocument.parse({ ...item, version }),
  places: isInForce ? placeIn(publicLists.item.ofDepartment, item.department, item.id) : {},
});

const inForce = (items: Iterable<ListedItem>): ReadonlySet<string> => itemsInForce([...items].map(({ item }) => item));

async function listOf(
  registry: Pick<Registry, 'all'>,
  departments: readonly DepartmentCode[],
): Promise<Map<string, ListedItem>> {
  const { rows } = await readItemList({ registry }, departments);
  return new Map([...rows].map(([id, { value, meta }]) => [id, { item: value, version: meta.version }]));
}

/** What the public reads anew when a row changes to this version: an item, and those that it replaces or no longer does. */
export async function itemPublications(
  registry: Pick<Registry, 'all'>,
  row: RegistryRow[RegistryKind],
  version: number,
): Promise<readonly Change[]> {
  if (!('basis' in row)) return [];
  const list = await listOf(registry, [row.department]);
  const before = inForce(list.values());
  list.set(row.id, { item: row, version });
  const after = inForce(list.values());
  return [...list.values()]
    .filter(({ item: { id } }) => id === row.id || before.has(id) !== after.has(id))
    .map((listed) => ({ change: 'publish', document: itemDocument(listed, after.has(listed.item.id)) }));
}

/**
 * Writes the item lists of departments as they are now into the public record; what is newer there stays. What the public
 * list is read to hold first, and the registry then lacks, was taken away by the undoing of an import. Answers what was
 * written, for the next event of the chain `of` to seal.
 */
export async function publishItemLists(
  deps: { readonly registry: Pick<Registry, 'all'>; readonly published: Pick<PublicRecord, 'list' | 'put'> },
  departments: readonly DepartmentCode[],
  of: ChainName,
): Promise<readonly Entry[]> {
  const listed = await publiclyListed(deps.published, departments);
  const list = await listOf(deps.registry, departments);
  const current = inForce(list.values());
  const documents = [
    ...[...list.values()].map((one) => itemDocument(one, current.has(one.item.id))),
    ...listed.filter(({ id }) => !list.has(id)).map(takenAway),
  ];
  return deps.published.put(documents, of);
}

const pageSize = 100;

function publiclyListed(published: Pick<PublicRecord, 'list'>, departments: readonly DepartmentCode[]) {
  const of = { kind: 'item', in: 'ofDepartment', of: departments } as const;
  return Array.fromAsync(
    every((page) => published.list({ ...of, page }), pageSize),
    (body) => ItemDocument.parse(body),
  );
}

/** The end of a row is its next version. */
const takenAway = (item: ItemDocument): PublicDocument => ({
  kind: 'item',
  id: item.id,
  version: item.version + 1,
  body: item,
  places: {},
});
