import type { Db, Row } from '../functions/adapters/dynamodb/client.ts';
import { RegistryKind } from '../shared/domain/registry/registry.ts';
import { recordTables } from '../shared/platform/records.ts';
import type { ChainName } from '../shared/use-cases/audit/sweep-chains.ts';
import { scanTable } from './scan.ts';

/**
 * All chains: those that have events, and those that a record refers to. Only the latter reveal a record whose events
 * were all removed.
 */
export async function* allChains(db: Db): AsyncGenerator<ChainName> {
  const names = new Set<string>();
  await scanTable(db, db.names.audit, ['pk'], ({ pk }) => void names.add(String(pk)));
  for (const table of [...recordTables, 'registry'] as const) {
    await scanTable(db, db.names[table], ['pk', 'sk', 'chainSeq'], (row) => {
      const name = chainOfRow(row);
      if (name !== undefined) names.add(name);
    });
  }
  for (const name of names) {
    const at = name.indexOf('#');
    yield { entity: name.slice(0, at), id: name.slice(at + 1) };
  }
}

/** The chain that a current row refers to, if it has had an event. */
function chainOfRow({ pk, sk, chainSeq }: Row): string | undefined {
  if (!(Number(chainSeq) > 0)) return undefined;
  if (sk === 'current') return String(pk);
  const kind = RegistryKind.safeParse(String(pk).split('#')[0]);
  const id = /^(.+)#[ab]$/.exec(String(sk))?.[1];
  return kind.success && id !== undefined ? `${kind.data}#${id}` : undefined;
}
