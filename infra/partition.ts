export const architectures = ['arm64', 'x86_64'] as const;
export type Architecture = (typeof architectures)[number];

/**
 * What differs between the global partition and aws-cn. Everything else is the same code: ARNs, service principals and
 * URL suffixes come from the CDK, and what China lacks (X-Ray, function URLs, HTTP APIs with a firewall) is used nowhere.
 */
export interface PartitionFacts {
  /** Before a stage says otherwise: ARM where it is known to be offered, x86 where that is not certain. */
  readonly architecture: Architecture;
  /** Personal data of the county stays in mainland China; elsewhere a stage holds synthetic data only. */
  readonly data: 'personal' | 'synthetic-only';
}

const china: PartitionFacts = { architecture: 'x86_64', data: 'personal' };
const global: PartitionFacts = { architecture: 'arm64', data: 'synthetic-only' };
/** The region is chosen when the template is deployed, so only what holds in both partitions may be assumed. */
const undecided: PartitionFacts = { architecture: 'x86_64', data: 'synthetic-only' };

export function partitionOf(region: string | undefined): PartitionFacts {
  if (region === undefined) return undecided;
  return region.startsWith('cn-') ? china : global;
}
