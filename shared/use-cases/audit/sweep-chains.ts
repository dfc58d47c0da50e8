import { daysBetween } from '../../calendar/local-date.ts';
import type { ChainName } from '../../domain/audit/audit-chain.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import { sha256 } from '../../draw/sha256.ts';
import { isAudited } from '../../platform/registries.ts';
import { every } from '../every.ts';
import type { Blobs } from '../ports/blobs.ts';
import { type Claims, claimsOf } from './claims.ts';
import { readSealedLog, type SealedLog } from './read-log.ts';
import { sealedUntil } from './seal-log.ts';
import { type AuditDeps, type Verification, verifyAudit } from './verify-audit.ts';

export interface SweepCounts extends Readonly<Record<string, number>> {
  readonly chains: number;
  readonly events: number;
  readonly broken: number;
}

const pageSize = 500;
/** Chains read in parallel. */
const parallel = 8;

/** In so many nights every chain that the log knows is compared, whether it changed or not. */
const nights = 28;

/**
 * Compares what changed on one day in Asia/Shanghai, each chain from its first event to its last, and one of 28 parts of
 * all chains in the log, so that what lies still is compared every four weeks and what has vanished is missed.
 */
export async function verifyDay(
  deps: AuditDeps & { readonly blobs?: Blobs },
  day: string,
  onFinding: (finding: Finding) => void,
): Promise<SweepCounts> {
  const log = deps.blobs && (await readSealedLog(deps.blobs, day));
  return verifyChains(deps, chainsOfNight(deps, day, log), onFinding, log);
}

async function* chainsOfNight(deps: AuditDeps, day: string, log: SealedLog | undefined): AsyncGenerator<ChainName> {
  for await (const { entity, id } of chainsOfDay(deps, day)) yield { entity, id };
  const night = daysBetween('2026-01-01', day) % nights;
  for (const [name, { entity, id }] of log?.heads ?? []) {
    if (Number.parseInt(sha256(name).slice(0, 8), 16) % nights === night) yield { entity, id };
  }
}

/** Verifies chains as they come, each once even if named repeatedly, and reports what does not agree. */
export async function verifyChains(
  deps: AuditDeps,
  chains: AsyncIterable<ChainName>,
  onFinding: (finding: Finding) => void,
  log?: SealedLog,
): Promise<SweepCounts> {
  const counts = { chains: 0, events: 0, broken: 0 };
  for (const day of log?.spoilt ?? []) {
    counts.broken += 1;
    onFinding({ entity: 'sweep', id: sealedUntil, kind: 'log-spoilt', day });
  }
  const claims = claimsOf(deps.audit);
  const check = async (chain: ChainName) => {
    const { events, findings } = await verifyChain(deps, { claims, log }, chain);
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
  shared: { readonly claims: Claims; readonly log: SealedLog | undefined },
  { entity, id }: ChainName,
): Promise<Pick<Verification, 'events' | 'findings'>> {
  const unknown = { events: 0, findings: [{ entity, id, kind: 'chain-broken', seq: 1 } as const] };
  // An event about something that has no records was not written by us.
  if (!isAudited(entity)) return unknown;
  const verified = await verifyAudit(deps, entity, id, shared);
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
