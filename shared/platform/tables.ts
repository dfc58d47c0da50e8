/**
 * Tables and their indexes, defined once: CDK creates them, repositories address them, the emulator is set up from
 * them. Every key is a string; a sparse index holds only the rows that have its partition attribute.
 */
export interface IndexDefinition {
  readonly partition: string;
  readonly sort: string;
}

export interface TableDefinition {
  readonly purpose: string;
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
  /** The attribute with the second at which an expendable row expires. */
  readonly expires?: string;
}

const index = (name: string): IndexDefinition => ({ partition: `${name}Pk`, sort: `${name}Sk` });

export const tables = {
  registry: {
    purpose: 'departments, items, objects, inspectors, experts and their versions',
    indexes: { byOwner: index('byOwner') },
  },
  workflow: {
    purpose: 'plans, batches, tasks, visits, imports, notices, calendar',
    indexes: { byOwner: index('byOwner'), byParent: index('byParent'), byYear: index('byYear'), byBox: index('byBox') },
  },
  results: {
    purpose: 'results and their versions',
    indexes: {
      byOwner: index('byOwner'),
      byParent: index('byParent'),
      byDue: index('byDue'),
      byDayZero: index('byDayZero'),
      byBox: index('byBox'),
    },
  },
  informants: { purpose: 'who complained or reported: sealed, under a key of its own', indexes: {} },
  public: {
    purpose: 'the masked projection; the only table public functions read',
    indexes: { byList: index('byList'), byCode: index('byCode') },
  },
  audit: { purpose: 'append-only events', indexes: { byDay: index('byDay') } },
  ops: { purpose: 'idempotency, claims, locks: expendable', indexes: {}, expires: 'expiresAt' },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof tables;
/** What a function may do with each table; infra grants exactly this. `extend`: read and append. */
export type TableUse = 'read' | 'write' | 'append' | 'extend';

export const tableNames = Object.keys(tables) as readonly TableName[];
export type IndexName<T extends TableName> = keyof (typeof tables)[T]['indexes'] & string;

/** The attributes of the primary key in every table. */
export const primaryKey = { partition: 'pk', sort: 'sk' } as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type RowSlot = 'a' | 'b';

const padded = (version: number) => String(version).padStart(6, '0');

export const keys = {
  /** The current state of a workflow or result record; its versions are stored beside it. */
  record: (kind: string, id: string): Key => ({ pk: `${kind}#${id}`, sk: 'current' }),
  recordVersion: (kind: string, id: string, version: number): Key => ({
    pk: `${kind}#${id}`,
    sk: `v${padded(version)}`,
  }),
  /**
   * Registry rows are sharded, so that parallel queries can read a frame. A row has two slots: edits keep the slot, an
   * import stages the next version in the other one.
   */
  row: (kind: string, shard: string, id: string, slot: RowSlot): Key => ({
    pk: `${kind}#${shard}`,
    sk: `${id}#${slot}`,
  }),
  rowHistory: (kind: string, id: string, version: number): Key => ({
    pk: `${kind}-history#${id}`,
    sk: `v${padded(version)}`,
  }),
  /** One registry of one department: which import is open on it. */
  registryHead: (kind: string, department: string): Key => ({ pk: `head#${kind}`, sk: department }),
  /** The state of an import: open, activated or discarded. */
  importState: (importId: string): Key => ({ pk: `import#${importId}`, sk: 'state' }),
  /** What one transaction of an import staged, so that it can be settled or undone without a scan. */
  importChunk: (importId: string, chunk: string): Key => ({ pk: `import#${importId}`, sk: `chunk#${chunk}` }),
  /** How often frames were frozen from the registries, and imports undone. */
  freezeMark: (): Key => ({ pk: 'freeze-mark', sk: 'current' }),
  /** Where a row of a registry may be found: a list of the search index, and its order there. */
  posting: (kind: string, list: string, sort: string): Key => ({ pk: `find#${kind}#${list}`, sk: sort }),
  /** Which rows of a registry have a name that only one may have. */
  uniqueName: (kind: string, of: string, digest: string): Key => ({
    pk: `unique#${kind}#${of}#${digest}`,
    sk: 'holders',
  }),
  /** How far the rows of earlier versions have their names reserved. */
  uniqueNames: (): Key => ({ pk: 'unique', sk: 'certificates-and-ids' }),
  /** How far the rows of earlier versions are in the search index. */
  searchIndex: (): Key => ({ pk: 'search-index', sk: 'state' }),
  /** How many results of one day 0 count as what in the figures of deadlines; and, before they have one, of one batch. */
  countsOfDay: (day: string): Key => ({ pk: 'counts#day0', sk: day }),
  countsOfBatch: (batchId: string): Key => ({ pk: 'counts#awaited', sk: `batch#${batchId}` }),
  countsOfDirectChecks: (month: string): Key => ({ pk: 'counts#awaited', sk: `direct#${month}` }),
  /** Those counters have every result, so that the figures rely on them. */
  countsComplete: (): Key => ({ pk: 'counts#awaited', sk: 'complete' }),
  /** How far the visits of earlier versions are in the list of all of them. */
  visitIndex: (): Key => ({ pk: 'search-index', sk: 'visits' }),
  counter: (name: string): Key => ({ pk: 'counter', sk: name }),
  auditEvent: (entity: string, id: string, seq: number): Key => ({
    pk: `${entity}#${id}`,
    sk: String(seq).padStart(8, '0'),
  }),
  /** A sealed list lies under its root, which no entity is called. */
  listHead: (root: string): Key => ({ pk: `list#${root}`, sk: 'head' }),
  listBlock: (root: string, index: number): Key => ({ pk: `list#${root}`, sk: `block#${padded(index)}` }),
  /** How a day sealed the head of a chain, beside the events and under a name that no entity has. */
  sealedHead: (chain: string, day: string): Key => ({ pk: `sealed#${chain}`, sk: day }),
  document: (kind: string, id: string, part = 'current'): Key => ({ pk: `${kind}#${id}`, sk: part }),
  idempotency: (hash: string): Key => ({ pk: `idempotency#${hash}`, sk: 'request' }),
  /** How often something was used in the hour that ends at this second. */
  allowance: (name: string, ends: number): Key => ({ pk: `allowance#${name}`, sk: String(ends) }),
  claim: (name: string): Key => ({ pk: `claim#${name}`, sk: 'claim' }),
} as const;
