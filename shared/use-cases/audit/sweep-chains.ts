import { isAudited } from '../../platform/registries.ts';
import { every } from '../every.ts';
import { type AuditDeps, verifyAudit } from './verify-audit.ts';

/** The subject of an event chain, as its events name it; a forged event may name anything. */
export interface ChainName {
  readonly entity: string;
  readonly id: string;
}

export interface BrokenChain extends ChainName {
  /** The first event that does not follow, was changed, is missing or was added. */
  readonly brokenAt: number;
}

export interface SweepCounts extends Readonly<Record<string, number>> {
  readonly chains: number;
  readonly events: number;
  readonly broken: number;
}

const pageSize = 500;
/** Chains read in parallel. */
const parallel = 8;

/** Recomputes every chain that changed on one day in Asia/Shanghai, from its first event to its last. */
export const verifyDay = (deps: AuditDeps, day: string, onBroken: (chain: BrokenChain) => void): Promise<SweepCounts> =>
  verifyChains(deps, chainsOfDay(deps, day), onBroken);

/** Recomputes chains as they come, each once even if named repeatedly, and reports the broken ones. */
export async function verifyChains(
  deps: AuditDeps,
  chains: AsyncIterable<ChainName>,
  onBroken: (chain: BrokenChain) => void,
): Promise<SweepCounts> {
  const counts = { chains: 0, events: 0, broken: 0 };
  const check = async (chain: ChainName) => {
    const { events, brokenAt } = await verifyChain(deps, chain);
    counts.chains += 1;
    counts.events += events;
    if (brokenAt === undefined) return;
    counts.broken += 1;
    onBroken({ ...chain, brokenAt });
  };
  for await (const group of groupsOf(distinct(chains))) await Promise.all(group.map(check));
  return counts;
}

async function verifyChain(deps: AuditDeps, { entity, id }: ChainName) {
  // An event about something that has no records was not written by us.
  if (!isAudited(entity)) return { events: 0, brokenAt: 1 };
  const verified = await verifyAudit(deps, entity, id);
  return verified.ok ? verified.value : { events: 0, brokenAt: 1 };
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
