import { namesOf } from '../../infra/names.ts';
import { parts, synth } from '../support/infra.ts';
import { askAws, elementsOf } from './ask-aws.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';
import type { Surveyed } from './survey.ts';

/** Seen by the story, besides what the probes see. */
export const shownByStory: readonly string[] = [
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
];

export interface Coverage {
  readonly kind: string;
  /** In the templates of production. */
  readonly count: number;
  readonly proven: 'behaved' | 'deployed' | 'template only';
}

/** How many resources of each kind the templates of production have. */
function ofProduction(region: string): ReadonlyMap<string, number> {
  const templates = synth({ region });
  const counts = new Map<string, number>();
  for (const part of parts) {
    for (const { Type } of Object.values(templates[part].Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  }
  return counts;
}

/** The kinds of resources that the emulator has created. */
export async function deployedKinds(cloud: EmulatedCloud): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>();
  for (const part of parts) {
    const body = `Action=DescribeStackResources&Version=2010-05-15&StackName=${namesOf(stage).stack(part)}`;
    const xml = await askAws(cloud, { service: 'cloudformation', body });
    for (const kind of elementsOf(xml, 'ResourceType')) kinds.add(kind);
  }
  return kinds;
}

export function coverageOf(
  region: string,
  deployed: ReadonlySet<string>,
  behaved: ReadonlySet<string>,
): readonly Coverage[] {
  const proven = (kind: string): Coverage['proven'] => {
    if (!deployed.has(kind)) return 'template only';
    return behaved.has(kind) ? 'behaved' : 'deployed';
  };
  return [...ofProduction(region)].toSorted().map(([kind, count]) => ({ kind, count, proven: proven(kind) }));
}

export const coverageTable = (rows: readonly Coverage[], properties: readonly Surveyed[]): string =>
  [
    'kind of resource                         in production   proven by',
    ...rows.map(({ kind, count, proven }) => `${kind.padEnd(40)} ${String(count).padStart(13)}   ${proven}`),
    '',
    'property                                                 the emulator',
    ...properties.map(
      ({ kind, property, kept }) =>
        `${`${kind}, ${property}`.padEnd(56)} ${kept ? 'keeps it' : 'drops it: asserted in the template only'}`,
    ),
  ].join('\n');
