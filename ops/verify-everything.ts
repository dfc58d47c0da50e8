import type { Db } from '../functions/adapters/dynamodb/client.ts';
import { documentOf, nameOfDocument } from '../functions/adapters/dynamodb/contents.ts';
import type { ChainName } from '../shared/domain/audit/audit-chain.ts';
import type { Finding } from '../shared/domain/audit/finding.ts';
import { claimsOf } from '../shared/use-cases/audit/claims.ts';
import type { SealedLog } from '../shared/use-cases/audit/read-log.ts';
import { type SweepCounts, verifyChains } from '../shared/use-cases/audit/sweep-chains.ts';
import type { AuditDeps } from '../shared/use-cases/audit/verify-audit.ts';
import { verifyDocument } from '../shared/use-cases/audit/verify-document.ts';
import type { StoredDocument } from '../shared/use-cases/ports/contents.ts';
import { allChains } from './all-chains.ts';
import { scanTable } from './scan.ts';

/** Compares every chain, row and public document there is; scans the tables. */
export async function verifyEverything(
  deps: AuditDeps,
  db: Db,
  onFinding: (finding: Finding) => void,
  log?: SealedLog,
): Promise<SweepCounts> {
  let strays = 0;
  const tell = (finding: Finding) => {
    strays += 1;
    onFinding(finding);
  };
  const counts = await verifyChains(deps, withLog(allChains(db, tell), log), onFinding, log);
  await verifyDocuments(deps, db, tell);
  return { ...counts, broken: counts.broken + strays };
}

/** Chains of which the tables know nothing any more are in the log. */
async function* withLog(chains: AsyncIterable<ChainName>, log: SealedLog | undefined): AsyncGenerator<ChainName> {
  yield* chains;
  for (const { entity, id } of log?.heads.values() ?? []) yield { entity, id };
}

/** What a chain says it published was compared with the chain; here only what nobody says is new. */
async function verifyDocuments(deps: AuditDeps, db: Db, tell: (finding: Finding) => void): Promise<void> {
  const documents = new Map<string, StoredDocument>();
  await scanTable(db, db.names.public, undefined, (row) => {
    documents.set(nameOfDocument(row), documentOf(row));
  });
  const claims = claimsOf(deps.audit);
  for (const [name, document] of [...documents].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const finding = await verifyDocument({ records: deps.records, claims }, name, document);
    // A document that its chain knows otherwise has been told with the chain.
    const isNew = finding?.kind === 'document-added' || (finding && document.of === undefined);
    if (finding && isNew) tell(finding);
  }
}
