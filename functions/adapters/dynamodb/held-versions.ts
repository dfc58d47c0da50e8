import { namedThing } from '../../../shared/domain/audit/content.ts';
import { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { recordTables } from '../../../shared/platform/records/define-record.ts';
import { definitionOf, type RecordKind } from '../../../shared/platform/records.ts';
import { isAudited } from '../../../shared/platform/registries.ts';
import { type Key, keys } from '../../../shared/platform/tables.ts';
import type { Held } from '../../../shared/use-cases/ports/contents.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import type { ImportStates } from './import-states.ts';
import { slotKey } from './registry-rows.ts';
import { rowDigest } from './rows.ts';

/** Of attributes that nobody has parsed. */
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of the slots of registry rows those that readers see, judged by the marks as they are. */
export async function seenOf(states: ImportStates, slots: readonly Row[]): Promise<Row[]> {
  const marks = slots.flatMap(({ stagedBy, supersededBy }) => [textOf(stagedBy), textOf(supersededBy)]);
  const known = await states.of(marks.filter((mark) => mark !== ''));
  const activated = (mark: unknown) => known.get(textOf(mark)) === 'activated';
  return slots.filter(
    ({ stagedBy, supersededBy }) =>
      (stagedBy === undefined || activated(stagedBy)) && !(supersededBy !== undefined && activated(supersededBy)),
  );
}

const heldIn = ['registry', ...recordTables] as const;

/** Where the rows of one version may lie: current ones, and the copy that keeps it. */
interface Places {
  readonly table: (typeof heldIn)[number];
  readonly version: number;
  readonly current: readonly Key[];
  readonly copy: Key | undefined;
}

function placesHolding(name: string): Places | undefined {
  const thing = namedThing(name);
  if (thing?.is !== 'row' || !isAudited(thing.entity)) return undefined;
  const { entity, id, version } = thing;
  const kind = RegistryKind.safeParse(entity);
  if (kind.success) {
    const current = [slotKey(kind.data, id, 'a'), slotKey(kind.data, id, 'b')];
    return { table: 'registry', version, current, copy: keys.rowHistory(kind.data, id, version) };
  }
  // An entity that is no registry is a record; TypeScript does not follow the schema.
  const { table, versions } = definitionOf(entity as RecordKind);
  const copy = versions ? keys.recordVersion(entity, id, version) : undefined;
  return { table, version, current: [keys.record(entity, id)], copy };
}

export async function heldVersions(db: Db, states: ImportStates, names: readonly string[]) {
  const places = new Map(names.flatMap((name) => [[name, placesHolding(name)] as const]));
  const found = new Map<string, Row>();
  for (const table of heldIn) {
    const own = [...places.values()].filter((place) => place?.table === table);
    const wanted = own.flatMap((place) => [...(place?.current ?? []), ...(place?.copy ? [place.copy] : [])]);
    const distinct = new Map(wanted.map((key) => [`${key.pk} ${key.sk}`, key]));
    for (const row of await getAll(db, table, [...distinct.values()])) found.set(`${table} ${row.pk} ${row.sk}`, row);
  }
  const seen = new Set(await seenOf(states, [...found.values()]));
  const held = new Map<string, Held>();
  for (const [name, place] of places) {
    const at = (key: Key) => found.get(`${place?.table} ${key.pk} ${key.sk}`);
    const slots = (place?.current ?? []).map(at).filter((row) => row !== undefined);
    const current = slots.filter((row) => seen.has(row));
    const latest = Math.max(0, ...current.map(({ version }) => numberOf(version)));
    const copy = place?.copy && at(place.copy);
    const rows = [...current.filter(({ version }) => version === place?.version), ...(copy ? [copy] : [])];
    if (!place || latest < place.version) held.set(name, 'missing');
    else if (rows.length > 0) held.set(name, rows.map(rowDigest));
    else held.set(name, place.copy ? 'missing' : 'replaced');
  }
  return held;
}
