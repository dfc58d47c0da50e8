import type { AuditEvent, ChainName } from '../../domain/audit/audit-chain.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import { RegistryKind } from '../../domain/registry/kinds.ts';
import { definitionOf, type RecordKind } from '../../platform/records.ts';
import type { AuditedEntity } from '../../platform/registries.ts';
import type { StoredContent, StoredRows } from '../ports/contents.ts';
import type { Claims } from './claims.ts';

/** Compares the current row of a record, and every version that is kept of it, with what events say of them. */
export async function verifyRows(
  claims: Claims,
  entity: AuditedEntity,
  id: string,
  own: readonly AuditEvent[],
  { current, kept, foreign }: StoredRows,
): Promise<readonly Finding[]> {
  const chain = { entity, id };
  const findings: Finding[] = [];
  if (foreign.length > 0) findings.push({ ...chain, kind: 'foreign-row', rows: foreign });
  if (!current) {
    if (own.length > 0 || kept.size > 0) findings.push({ ...chain, kind: 'record-missing' });
    return findings;
  }
  findings.push(...(await verifyCurrent(claims, chain, own, current)));
  for (const [version, content] of kept) {
    if (version > current.version) findings.push({ ...chain, kind: 'version-added', version });
    else findings.push(...(await verifyKept(claims, chain, own, content)));
  }
  for (let version = 1; version <= lastKept(entity, current); version += 1) {
    if (!kept.has(version)) findings.push({ ...chain, kind: 'version-missing', version });
  }
  return findings;
}

/** Of a record whose versions are kept every one is, of a registry row every one before the current. */
function lastKept(entity: AuditedEntity, { version }: StoredContent): number {
  if (RegistryKind.safeParse(entity).success) return version - 1;
  // An entity that is no registry is a record; TypeScript does not follow the schema.
  return definitionOf(entity as RecordKind).versions ? version : 0;
}

async function verifyCurrent(
  claims: Claims,
  chain: ChainName,
  own: readonly AuditEvent[],
  current: StoredContent,
): Promise<readonly Finding[]> {
  const { version } = current;
  const claim = await claims.ofVersion(chain, own, current);
  if (claim === 'unseen') return [];
  const findings: Finding[] = [];
  const last = own.findLast(({ wrote }) => wrote)?.wrote;
  const changed = last && last.version > version ? true : typeof claim === 'object' && claim.digest !== current.digest;
  if (changed) findings.push({ ...chain, kind: 'record-changed', version });
  else if (claim === 'none') findings.push({ ...chain, kind: 'unstated', version });
  if (current.misplaced.length > 0) findings.push({ ...chain, kind: 'misplaced', attributes: current.misplaced });
  return findings;
}

async function verifyKept(
  claims: Claims,
  chain: ChainName,
  own: readonly AuditEvent[],
  content: StoredContent,
): Promise<readonly Finding[]> {
  const { version } = content;
  const claim = await claims.ofVersion(chain, own, content);
  if (claim === 'none') return [{ ...chain, kind: 'version-added', version }];
  const by = own.findLast(({ wrote }) => wrote?.version === version);
  const follows = !by || (by.seq === content.chain.seq && by.hash === content.chain.hash);
  const changed = !follows || (typeof claim === 'object' && claim.digest !== content.digest);
  if (changed || content.misplaced.length > 0) return [{ ...chain, kind: 'version-changed', version }];
  return [];
}
