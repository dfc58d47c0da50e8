import type { Db, Row } from '../functions/adapters/dynamodb/client.ts';
import { documentOf, nameOfDocument } from '../functions/adapters/dynamodb/contents.ts';
import { rowDigest } from '../functions/adapters/dynamodb/rows.ts';
import type { Store } from '../functions/adapters/dynamodb/store.ts';
import { localDateOf } from '../shared/calendar/local-date.ts';
import { rowName } from '../shared/domain/audit/content.ts';
import type { Entry } from '../shared/domain/audit/sealed-list.ts';
import { officeDepartment } from '../shared/domain/notice/notice.ts';
import { recordTables } from '../shared/platform/records/define-record.ts';
import { baselineChain } from '../shared/use-cases/audit/baseline.ts';
import { createRecord, eventOf } from '../shared/use-cases/changes.ts';
import { chainOfRow } from './all-chains.ts';
import { scanTable } from './scan.ts';

/**
 * States the digest of every row and public document that is there, in one event over a sealed list: the first statement
 * of what was written before events stated digests themselves. It is made once, because a second one would vouch for
 * whatever had been put in between. Answers how many were stated, or undefined when there is a statement.
 */
export async function stateDigests(store: Store, db: Db, now: Date): Promise<number | undefined> {
  const { entity, id } = baselineChain;
  if (await store.records.find(entity, id)) return undefined;
  const entries = new Map<string, string>();
  const add = ([name, digest]: Entry) => void entries.set(name, digest);
  for (const table of [...recordTables, 'registry'] as const) {
    await scanTable(db, db.names[table], undefined, (row) => {
      const chain = chainOfRow(table, row);
      if (chain && isAtRest(row)) add([rowName(chain.entity, chain.id, versionOf(row)), rowDigest(row)]);
    });
  }
  // A document that names its chain is stated by an event of that chain.
  await scanTable(db, db.names.public, undefined, (row) => {
    const { of, digest } = documentOf(row);
    if (of === undefined) add([nameOfDocument(row), digest]);
  });
  const rows = await store.audit.seal(entries);
  const day = localDateOf(now);
  const told = eventOf('state-digests', { id: 'system', department: officeDepartment }, now, { rows: rows.size });
  const done = await store.work.commit([createRecord(entity, id, { id, day }, { ...told, rows })]);
  return done.ok ? rows.size : undefined;
}

/** What an import has staged may still be given up; its activation states it. */
const isAtRest = ({ stagedBy }: Row): boolean => stagedBy === undefined;

const versionOf = ({ sk, version }: Row): number => Number(/^v(\d{6,})$/.exec(String(sk))?.[1] ?? version);
