import type { Db, Row } from '../functions/adapters/dynamodb/client.ts';
import { slotKey } from '../functions/adapters/dynamodb/registry-rows.ts';
import type { ChainName } from '../shared/domain/audit/audit-chain.ts';
import type { Finding } from '../shared/domain/audit/finding.ts';
import { RegistryKind } from '../shared/domain/registry/kinds.ts';
import { recordTables } from '../shared/platform/records/define-record.ts';
import { isAudited } from '../shared/platform/registries.ts';
import { scanTable } from './scan.ts';

/**
 * All chains: those that have events, and those of every row of a record or registry, whether it has events or not. Only
 * the latter reveal a record whose events were all removed, or a row that was put in by hand. A registry row in a shard
 * that is not its own is seen by readers of frames though nobody finds it by its id: it is told at once.
 */
export async function* allChains(db: Db, onFinding: (finding: Finding) => void = () => {}): AsyncGenerator<ChainName> {
  const names = new Set<string>();
  await scanTable(db, db.names.audit, ['pk'], ({ pk }) => {
    if (!/^(list|sealed)#/.test(String(pk))) names.add(String(pk));
  });
  for (const table of [...recordTables, 'registry'] as const) {
    await scanTable(db, db.names[table], ['pk', 'sk'], (row) => {
      const chain = chainOfRow(table, row);
      if (!chain) return;
      names.add(`${chain.entity}#${chain.id}`);
      if (chain.foreign) onFinding({ ...chain.name, kind: 'foreign-row', rows: [`${row.pk} / ${row.sk}`] });
    });
  }
  for (const name of names) {
    const at = name.indexOf('#');
    yield { entity: name.slice(0, at), id: name.slice(at + 1) };
  }
}

interface RowOfChain extends ChainName {
  readonly name: ChainName;
  readonly foreign: boolean;
}

/** The chain that a row belongs to; rows of imports under way, locks and counters belong to none. */
export function chainOfRow(table: string, { pk, sk }: Row): RowOfChain | undefined {
  const [first = '', ...rest] = String(pk).split('#');
  if (table !== 'registry') {
    const name = { entity: first, id: rest.join('#') };
    return isAudited(first) ? { ...name, name, foreign: false } : undefined;
  }
  const past = /^(\w+)-history$/.exec(first)?.[1];
  const kind = RegistryKind.safeParse(past ?? first);
  if (!kind.success) return undefined;
  const id = past === undefined ? String(sk).replace(/#[ab]$/, '') : rest.join('#');
  const name = { entity: kind.data, id };
  const slot = String(sk).endsWith('#b') ? 'b' : 'a';
  const own = slotKey(kind.data, id, slot);
  return { ...name, name, foreign: past === undefined && (own.pk !== pk || own.sk !== sk) };
}
