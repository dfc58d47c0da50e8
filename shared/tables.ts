/**
 * Tables and their indexes, once: CDK makes them, repositories address them, the emulator is laid out by them.
 * Every key is a string; a sparse index holds only the rows that carry its partition attribute.
 */
export interface IndexDefinition {
  readonly partition: string;
  readonly sort: string;
}

export interface TableDefinition {
  readonly purpose: string;
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
  /** The attribute with the second at which an expendable row may go. */
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
    indexes: { byOwner: index('byOwner'), byParent: index('byParent'), byYear: index('byYear') },
  },
  results: {
    purpose: 'results and their versions',
    indexes: { byOwner: index('byOwner'), byParent: index('byParent'), byDue: index('byDue') },
  },
  public: {
    purpose: 'the masked projection; the only table public functions read',
    indexes: { byList: index('byList'), byCode: index('byCode') },
  },
  audit: { purpose: 'append-only events', indexes: { byDay: index('byDay') } },
  ops: { purpose: 'idempotency, claims, locks: expendable', indexes: {}, expires: 'expiresAt' },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as readonly TableName[];
export type IndexName<T extends TableName> = keyof (typeof tables)[T]['indexes'] & string;

/** The attributes of the primary key in every table. */
export const primaryKey = { partition: 'pk', sort: 'sk' } as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const padded = (version: number) => String(version).padStart(6, '0');

export const keys = {
  /** A record of workflow or results as it is now; its versions lie beside it. */
  record: (kind: string, id: string): Key => ({ pk: `${kind}#${id}`, sk: 'current' }),
  recordVersion: (kind: string, id: string, version: number): Key => ({
    pk: `${kind}#${id}`,
    sk: `v${padded(version)}`,
  }),
  /** Registry rows lie in shards, so that a frame is read by parallel queries; a row's versions share its prefix. */
  row: (kind: string, shard: string, id: string, version: number): Key => ({
    pk: `${kind}#${shard}`,
    sk: `${id}#${padded(version)}`,
  }),
  rowHistory: (kind: string, id: string, version: number): Key => ({
    pk: `${kind}-history#${id}`,
    sk: `v${padded(version)}`,
  }),
  /** One registry of one department: which import is open on it. */
  registryHead: (kind: string, department: string): Key => ({ pk: `head#${kind}`, sk: department }),
  counter: (name: string): Key => ({ pk: 'counter', sk: name }),
  auditEvent: (entity: string, id: string, seq: number): Key => ({
    pk: `${entity}#${id}`,
    sk: String(seq).padStart(8, '0'),
  }),
  document: (kind: string, id: string, part = 'current'): Key => ({ pk: `${kind}#${id}`, sk: part }),
  idempotency: (hash: string): Key => ({ pk: `idempotency#${hash}`, sk: 'request' }),
  claim: (name: string): Key => ({ pk: `claim#${name}`, sk: 'claim' }),
} as const;
