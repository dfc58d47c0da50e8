import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { namesOf } from '../../../infra/names.ts';
import { cdkDiff } from '../deployment.ts';
import { type EmulatedCloud, stage } from '../emulated-cloud.ts';
import { must, type Probe } from './probe.ts';

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
  Outputs: z.record(z.string(), z.unknown()),
});
type Template = z.infer<typeof Template>;
type Change = (template: Template) => Template;

const dataStack = namesOf(stage).stack('data');

/** The assembly that was deployed, with a data stack as somebody has changed it. */
function changedAssembly({ folder }: EmulatedCloud, what: string, change: Change): string {
  const copy = join(folder, `cdk.out-${what}`);
  cpSync(join(folder, 'cdk.out'), copy, { recursive: true });
  const file = join(copy, `${dataStack}.template.json`);
  const changed = JSON.stringify(change(Template.parse(JSON.parse(readFileSync(file, 'utf8')))));
  writeFileSync(file, changed);
  // Templates are kept by their digest: under the old one the old template would be compared.
  const digest = createHash('sha256').update(changed).digest('hex');
  const assets = join(copy, `${dataStack}.assets.json`);
  const [old = ''] = /[0-9a-f]{64}/.exec(readFileSync(assets, 'utf8')) ?? [];
  for (const each of [assets, join(copy, 'manifest.json')])
    writeFileSync(each, readFileSync(each, 'utf8').replaceAll(old, digest));
  return copy;
}

const idOf = ({ Resources }: Template, start: string): string =>
  Object.keys(Resources).find((id) => id.startsWith(start)) ?? '';

const withKeyRenamed: Change = (template) => {
  const id = idOf(template, 'WorkflowTable');
  const table: unknown = JSON.parse(JSON.stringify(template.Resources[id]).replaceAll('"pk"', '"hk"'));
  return Template.parse({ ...template, Resources: { ...template.Resources, [id]: table } });
};

const withTableRemoved: Change = (template) => {
  const removed = idOf(template, 'AuditTable');
  const without = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(all).filter(([id, value]) => id !== removed && !JSON.stringify(value).includes(removed)),
    );
  return { ...template, Resources: { ...without(template.Resources) }, Outputs: without(template.Outputs) };
};

const withIndexAdded: Change = (template) => {
  const id = idOf(template, 'AuditTable');
  const text = JSON.stringify(template.Resources[id])
    .replace('"AttributeDefinitions":[', '"AttributeDefinitions":[{"AttributeName":"byNewPk","AttributeType":"S"},')
    .replace(
      '"GlobalSecondaryIndexes":[',
      '"GlobalSecondaryIndexes":[{"IndexName":"byNew","KeySchema":[{"AttributeName":"byNewPk","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}},',
    );
  return Template.parse({ ...template, Resources: { ...template.Resources, [id]: JSON.parse(text) } });
};

const changes: readonly (readonly [what: string, change: Change, status: number, named: RegExp])[] = [
  ['nothing', (template) => template, 0, /There were no differences/],
  ['an-index-added', withIndexAdded, 0, /\[~\] AWS::DynamoDB::Table AuditTable[^]*byNew/],
  ['a-key-renamed', withKeyRenamed, 1, /destructive change[^]*WorkflowTable\S* .*replaced/],
  ['a-table-removed', withTableRemoved, 1, /destructive change[^]*AuditTable\S* .*(orphaned|destroyed)/],
];

export const changesProbe: Probe = {
  what: '`cdk diff --fail-on=destructive`: what would replace or remove records fails, what would not passes',
  shows: [],
  async run({ cloud }) {
    for (const [what, change, expected, named] of changes) {
      const { status, output } = await cdkDiff(cloud, changedAssembly(cloud, what, change), dataStack);
      must(status === expected, `${what} ended with ${status}, not ${expected}:\n${output}`);
      must(named.test(output), `${what} is not told:\n${output}`);
    }
    return `${changes.length} kinds of change`;
  },
};
