import { getAll } from '../../functions/adapters/dynamodb/bulk.ts';
import type { Db, Row } from '../../functions/adapters/dynamodb/client.ts';
import { documentOf, nameOfDocument } from '../../functions/adapters/dynamodb/contents.ts';
import { documentDigest } from '../../functions/adapters/dynamodb/public-record.ts';
import { rowDigest } from '../../functions/adapters/dynamodb/rows.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import type { Finding } from '../../shared/domain/audit/finding.ts';
import { recordTables } from '../../shared/platform/records/define-record.ts';
import type { Key, TableName } from '../../shared/platform/tables.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { every } from '../../shared/use-cases/every.ts';
import type { AuditTrail } from '../../shared/use-cases/ports/audit-trail.ts';
import { countTable, scanTable } from '../scan.ts';
import { verifyEverything } from '../verify-everything.ts';

export interface TableComparison {
  readonly table: TableName;
  readonly live: number;
  readonly restored: number;
  /** `unknown` if there were later writes, `expendable` if rows expire by themselves. */
  readonly verdict: 'same' | 'explained' | 'unknown' | 'expendable' | 'differs';
}

export interface Comparison {
  readonly tables: readonly TableComparison[];
  /** Events written since that time: minimum and maximum, because clocks and the store's own time differ. */
  readonly since: readonly [least: number, most: number];
  readonly chains: number;
  /** What does not agree within the restored tables. */
  readonly broken: readonly Finding[];
  /** Chains whose last restored event differs, or is missing, in the live tables. */
  readonly diverged: readonly string[];
  /** Rows whose restored content differs from the live one though nothing was written in between. */
  readonly differing: readonly string[];
}

/** An event has the time of its request, the store's recovery its own; they are assumed to agree within this. */
const uncertainMs = 60_000;
const pageSize = 500;

/** Compares tables restored to a point in time with the live ones; writes to neither. */
export async function compareTables(live: Db, restored: Db, at: Date, now: Date): Promise<Comparison> {
  const since = await eventsSince(dynamoStore(live).audit, at, now);
  const counts = await Promise.all(
    tableNames.map(async (table) => ({
      table,
      // Beside the events lie sealed lists, which no count of events explains.
      live: await countTable(live, live.names[table], table === 'audit' ? 'event' : undefined),
      restored: await countTable(restored, restored.names[table], table === 'audit' ? 'event' : undefined),
    })),
  );
  const tables = counts.map((count): TableComparison => ({ ...count, verdict: verdictOf(count, since) }));
  const broken: Finding[] = [];
  const { chains } = await verifyEverything(dynamoStore(restored), restored, (finding) => void broken.push(finding));
  const diverged = await divergedChains(live, restored);
  return { tables, since, chains, broken, diverged, differing: await differingRows(live, restored) };
}

export const isSound = ({ tables, broken, diverged, differing }: Comparison): boolean =>
  broken.length === 0 &&
  diverged.length === 0 &&
  differing.length === 0 &&
  tables.every(({ verdict }) => verdict !== 'differs');

function verdictOf(
  { table, live, restored }: Omit<TableComparison, 'verdict'>,
  [least, most]: Comparison['since'],
): TableComparison['verdict'] {
  if (table === 'ops') return 'expendable';
  if (live === restored && least === 0) return 'same';
  if (table === 'audit') return live - restored >= least && live - restored <= most ? 'explained' : 'differs';
  return most > 0 ? 'unknown' : 'differs';
}

async function eventsSince(audit: AuditTrail, at: Date, now: Date): Promise<Comparison['since']> {
  let least = 0;
  let most = 0;
  const from = new Date(at.getTime() - uncertainMs);
  for (let day = localDateOf(from); day <= localDateOf(now); day = shiftDate(day, 1)) {
    for await (const event of every((page) => audit.day(day, page), pageSize)) {
      const after = Date.parse(event.at) - at.getTime();
      if (after > uncertainMs) least += 1;
      if (after >= -uncertainMs) most += 1;
    }
  }
  return [least, most];
}

/** The last event of each restored chain must be in the live chain as well, with the same hash: chains only grow. */
async function divergedChains(live: Db, restored: Db): Promise<readonly string[]> {
  const heads = new Map<string, { readonly sk: string; readonly hash: unknown }>();
  await scanTable(restored, restored.names.audit, ['pk', 'sk', 'event'], ({ pk, sk, event }) => {
    if (event === undefined) return;
    const found = { sk: String(sk), hash: hashOf(event) };
    if (found.sk > (heads.get(String(pk))?.sk ?? '')) heads.set(String(pk), found);
  });
  const keys = [...heads].map(([pk, { sk }]): Key => ({ pk, sk }));
  const rows = await getAll(live, 'audit', keys);
  const hashes = new Map(rows.map(({ pk, sk, event }) => [`${pk} ${sk}`, hashOf(event)]));
  return [...heads].filter(([pk, { sk, hash }]) => hashes.get(`${pk} ${sk}`) !== hash).map(([pk]) => pk);
}

const hashOf = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'hash' in event ? event.hash : undefined;

/**
 * Rows of both that state the same version and the same head of a chain were written by the same event, so everything
 * else in them has to be the same.
 */
async function differingRows(live: Db, restored: Db): Promise<readonly string[]> {
  const differing: string[] = [...(await differingDocuments(live, restored))];
  for (const table of [...recordTables, 'registry'] as const) {
    const digests = new Map<string, string>();
    await scanTable(restored, restored.names[table], undefined, (row) => {
      if (row.version !== undefined) digests.set(writtenAs(row), rowDigest(row));
    });
    await scanTable(live, live.names[table], undefined, (row) => {
      const was = digests.get(writtenAs(row));
      if (was !== undefined && was !== rowDigest(row)) differing.push(`${row.pk} / ${row.sk}`);
    });
  }
  return differing;
}

/** A public document may differ only where the chain that it names has grown since. */
async function differingDocuments(live: Db, restored: Db): Promise<readonly string[]> {
  const digests = new Map<string, string>();
  await scanTable(restored, restored.names.public, undefined, (row) => {
    digests.set(nameOfDocument(row), documentDigest(row));
  });
  const changed: { readonly name: string; readonly of: string }[] = [];
  await scanTable(live, live.names.public, undefined, (row) => {
    const name = nameOfDocument(row);
    const was = digests.get(name);
    if (was !== undefined && was !== documentDigest(row)) changed.push({ name, of: documentOf(row).of ?? '#' });
  });
  const differing: string[] = [];
  for (const { name, of } of changed) {
    const [entity = '', ...id] = of.split('#');
    const lengthIn = async (db: Db) => (await dynamoStore(db).audit.chain(entity, id.join('#'))).length;
    if ((await lengthIn(live)) === (await lengthIn(restored))) differing.push(name);
  }
  return differing;
}

const writtenAs = ({ pk, sk, version, chainSeq, chainHash }: Row): string =>
  [pk, sk, version, chainSeq, chainHash].join(' ');
