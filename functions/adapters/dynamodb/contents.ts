import { documentName, namedThing } from '../../../shared/domain/audit/content.ts';
import { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { placeAttributes, placesIn } from '../../../shared/platform/lists.ts';
import { definitionOf, type RecordKind } from '../../../shared/platform/records.ts';
import { registries } from '../../../shared/platform/registries.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Contents, StoredContent, StoredDocument, StoredRows } from '../../../shared/use-cases/ports/contents.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { heldVersions, numberOf, seenOf, textOf } from './held-versions.ts';
import type { ImportStates } from './import-states.ts';
import { documentDigest } from './public-record.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { slotKey } from './registry-rows.ts';
import { placeNames, rowDigest } from './rows.ts';

export const contentsOf = (db: Db, states: ImportStates): Contents => ({
  async rows(entity, id) {
    const kind = RegistryKind.safeParse(entity);
    // An entity that is no registry is a record; TypeScript does not follow the schema.
    return kind.success ? registryRows(db, states, kind.data, id) : recordRows(db, entity as RecordKind, id);
  },

  held: (names) => heldVersions(db, states, names),

  async importState(id) {
    const [row] = await getAll(db, 'registry', [keys.importState(id)]);
    if (!row) return undefined;
    return row.discarded === true ? 'discarded' : row.closed === true ? 'activated' : 'open';
  },

  async documents(names) {
    const wanted = names.flatMap((name) => {
      const thing = namedThing(name);
      return thing?.is === 'document' ? [keys.document(thing.kind, thing.id, thing.part)] : [];
    });
    const rows = await getAll(db, 'public', wanted);
    return new Map(rows.map((row) => [nameOfDocument(row), documentOf(row)]));
  },
});

export const documentOf = (row: Row): StoredDocument => ({
  digest: documentDigest(row),
  of: typeof row.of === 'string' ? row.of : undefined,
});

export function nameOfDocument({ pk, sk }: Row): string {
  const [kind = '', ...id] = String(pk).split('#');
  return documentName(kind, id.join('#'), String(sk));
}

const versionKey = /^v(\d{6,})$/;

function contentOf(
  row: Row,
  places: Readonly<Record<string, string>>,
  more: Partial<Pick<StoredContent, 'version' | 'broughtBy'>> = {},
): StoredContent {
  return {
    version: numberOf(row.version),
    chain: { seq: numberOf(row.chainSeq), hash: textOf(row.chainHash) },
    digest: rowDigest(row),
    misplaced: [...placeNames].filter((name) => row[name] !== places[name]),
    broughtBy: undefined,
    ...more,
  };
}

/** The attributes that a value should have in indexes; none when it is no value of its kind. */
function placesOf(make: () => Record<string, string>): Record<string, string> {
  try {
    return make();
  } catch {
    return {};
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

async function recordRows(db: Db, kind: RecordKind, id: string): Promise<StoredRows> {
  const { table, lists, dispatchedWith } = definitionOf(kind);
  const rows = await queryAll(db, partitionQuery(db.names[table], keys.record(kind, id).pk));
  const currentRow = rows.find(({ sk }) => sk === 'current');
  const batchOf = ({ value }: Row) => {
    const batchId = dispatchedWith && textOf(member(value, 'batchId'));
    return batchId === undefined ? undefined : ({ entity: 'batch', id: batchId } as const);
  };
  return {
    current: currentRow && {
      ...contentOf(
        currentRow,
        // Whatever the value is, the lists are asked; what they cannot read has no place.
        placesOf(() => placeAttributes(table, placesIn(lists, currentRow.value as never))),
      ),
      broughtBy: batchOf(currentRow),
    },
    ...keptOf(rows, (row) => ({ broughtBy: batchOf(row) })),
  };
}

function keptOf(rows: readonly Row[], more: (row: Row) => Partial<StoredContent>) {
  const kept = new Map<number, StoredContent>();
  const foreign: string[] = [];
  for (const row of rows) {
    const version = versionKey.exec(String(row.sk))?.[1];
    if (version !== undefined)
      kept.set(Number(version), contentOf(row, {}, { version: Number(version), ...more(row) }));
    else if (row.sk !== 'current') foreign.push(String(row.sk));
  }
  return { kept, foreign };
}

async function registryRows(db: Db, states: ImportStates, kind: RegistryKind, id: string): Promise<StoredRows> {
  const slots = await getAll(db, 'registry', [slotKey(kind, id, 'a'), slotKey(kind, id, 'b')]);
  const history = await queryAll(db, partitionQuery(db.names.registry, keys.rowHistory(kind, id, 1).pk));
  const seen = (await seenOf(states, slots)).toSorted((a, b) => numberOf(b.version) - numberOf(a.version));
  const broughtBy = ({ importId }: Row) =>
    importId === undefined ? undefined : ({ entity: 'import', id: textOf(importId) } as const);
  const [currentRow, second] = seen;
  const { kept, foreign } = keptOf(history, (row) => ({ broughtBy: broughtBy(row) }));
  return {
    current: currentRow && {
      ...contentOf(
        currentRow,
        placesOf(() =>
          currentRow.removed === undefined
            ? placeAttributes('registry', placesIn(registries[kind].lists, currentRow as never))
            : {},
        ),
      ),
      broughtBy: broughtBy(currentRow),
    },
    kept,
    foreign: [...foreign, ...(second ? [String(second.sk)] : [])],
  };
}
