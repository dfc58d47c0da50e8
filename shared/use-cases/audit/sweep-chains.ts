import type { ChainName } from '../../domain/audit/audit-chain.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import { isAudited } from '../../platform/registries.ts';
import { every } from '../every.ts';
import { type Claims, claimsOf } from './claims.ts';
import { type AuditDeps, type Verification, verifyAudit } from './verify-audit.ts';

export interface SweepCounts extends Readonly<Record<string, number>> {
  readonly chains: number;
  readonly events: number;
  readonly broken: number;
}

const pageSize = 500;
/** Chains read in parallel. */
const parallel = 8;

/** Recomputes every chain that changed on one day in Asia/Shanghai, from its first event to its last. */
export const verifyDay = (deps: AuditDeps, day: string, onFinding: (finding: Finding) => void): Promise<SweepCounts> =>
  verifyChains(deps, chainsOfDay(deps, day), onFinding);

/** Recomputes chains as they come, each once even if named repeatedly, and reports what does not agree. */
export async function verifyChains(
  deps: AuditDeps,
  chains: AsyncIterable<ChainName>,
  onFinding: (finding: Finding) => void,
): Promise<SweepCounts> {
  const counts = { chains: 0, events: 0, broken: 0 };
  const claims = claimsOf(deps.audit);
  const check = async (chain: ChainName) => {
    const { events, findings } = await verifyChain(deps, claims, chain);
    counts.chains += 1;
    counts.events += events;
    if (findings.length > 0) counts.broken += 1;
    findings.forEach(onFinding);
  };
  for await (const group of groupsOf(distinct(chains))) await Promise.all(group.map(check));
  return counts;
}

async function verifyChain(
  deps: AuditDeps,
  claims: Claims,
  { entity, id }: ChainName,
): Promise<Pick<Verification, 'events' | 'findings'>> {
  const unknown = { events: 0, findings: [{ entity, id, kind: 'chain-broken', seq: 1 } as const] };
  // An event about something that has no records was not written by us.
  if (!isAudited(entity)) return unknown;
  const verified = await verifyAudit(deps, entity, id, claims);
  return verified.ok ? verified.value : unknown;
}

const chainsOfDay = ({ audit }: AuditDeps, day: string): AsyncGenerator<ChainName> =>
  every((page) => audit.day(day, page), pageSize);

async function* distinct(chains: AsyncIterable<ChainName>): AsyncGenerator<ChainName> {
  const seen = new Set<string>();
  for await (const { entity, id } of chains) {
    const name = `${entity}#${id}`;
    if (seen.has(name)) continue;
    seen.add(name);
    yield { entity, id };
  }
}

async function* groupsOf(chains: AsyncIterable<ChainName>): AsyncGenerator<readonly ChainName[]> {
  let group: ChainName[] = [];
  for await (const chain of chains) {
    group.push(chain);
    if (group.length < parallel) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
