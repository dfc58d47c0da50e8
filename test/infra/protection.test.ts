import { describe, expect, test } from 'vitest';
import { logFiles } from '../../shared/domain/audit/audit-log.ts';
import { evidenceBlobKey } from '../../shared/domain/result/evidence.ts';
import { isKept, keptFolders } from '../../shared/platform/kept-files.ts';
import { drawFiles } from '../../shared/use-cases/draw/draw-files.ts';
import { shardFiles } from '../../shared/use-cases/draw/shard-files.ts';
import { assemblyOf, parts, resourcesOf, stages, synth } from '../support/infra.ts';

const templates = synth({ region: 'cn-north-1', settings: { writeOnce: { mode: 'COMPLIANCE', years: 10 } } });

/**
 * What holds data, by its logical id. CloudFormation replaces a resource whose id changes: a new, empty table in place of
 * the county's records. Whoever changes this list must move the data.
 */
const stateful = [
  'AuditTableB07F8EEB',
  'BlobStoreAccessLogEEB3555A',
  'BlobStoreBlobs44638FEA',
  'BlobStoreKept98FEFD17',
  'CursorKey255E8F8A',
  'DrawKeysKeyDFB6ADA2',
  'EnvironmentKeyB497DD2D',
  'InformantsKeyC9D9A345',
  'InformantsTable9D4EA6C8',
  'OpsTableD090455F',
  'PublicKeyCCC1C639',
  'PublicTable4ADEC654',
  'RecordsKey31CDF3C4',
  'RegistryTableF2430F90',
  'ResultsTableF0B5BF22',
  'WorkflowTable0AE28607',
];
const holdsData = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];

describe('what holds data', () => {
  const kept = Object.entries(templates.data.Resources).filter(([, { Type }]) => holdsData.includes(Type));

  test('keeps its logical ids', () => {
    expect(kept.map(([id]) => id).toSorted()).toEqual(stateful);
  });

  test.each(kept)('%s outlives its stack and its replacement', (_, resource) => {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('lies in a stack that cannot be deleted by one command', () => {
    const assembly = assemblyOf({ region: 'cn-north-1' });
    const held = parts.filter((part) => assembly.getStackByName(`suiji-test-${part}`).terminationProtection);
    expect(held).toEqual(['data']);
  });

  test('is referred to by exports, which CloudFormation does not let go while they are used', () => {
    const exported = (['data', 'access'] as const).flatMap((part) =>
      Object.values(templates[part].Outputs).map(({ Export }) => Export?.Name),
    );
    for (const part of parts.filter((each) => each !== 'data' && each !== 'access')) {
      const imported = [...JSON.stringify(templates[part]).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, n]) => n);
      expect(imported.length).toBeGreaterThan(0);
      expect(imported.filter((name) => !exported.includes(name))).toEqual([]);
      expect(JSON.stringify(templates[part])).not.toMatch(/Fn::GetStackOutput|AWS::SSM::Parameter|\{\{resolve:ssm/);
    }
  });
});

describe('keys', () => {
  /** The key by which a resource of the data stack is encrypted. */
  const keyOf = (id: string) =>
    /(RecordsKey|PublicKey|InformantsKey)[0-9A-F]{8}/.exec(JSON.stringify(templates.data.Resources[id]))?.[1];

  test('are one for records and files, one for what is public, one for informants, one for the keys of draws, one for the settings of functions and one for messages of alarms', () => {
    const byKey = Object.groupBy(
      stateful.filter((id) => /Table|BlobStore/.test(id)),
      (id) => keyOf(id) ?? 'of S3',
    );
    expect(Object.keys(byKey).toSorted()).toEqual(['InformantsKey', 'PublicKey', 'RecordsKey', 'of S3']);
    expect(byKey.InformantsKey).toEqual(['InformantsTable9D4EA6C8']);
    expect(byKey.PublicKey).toEqual(['PublicTable4ADEC654']);
    expect(byKey['of S3']).toEqual(['BlobStoreAccessLogEEB3555A']);
    const homes = parts.flatMap((part) => resourcesOf(templates[part], 'AWS::KMS::Key').map(() => part));
    expect(homes).toEqual(['data', 'data', 'data', 'data', 'data', 'observability']);
  });
});

describe('what a draw or an inspection is proven by', () => {
  const retentionOf = (settings: Readonly<Record<string, unknown>>) => {
    const { data } = synth({ region: 'cn-north-1', settings });
    const locked = resourcesOf(data, 'AWS::S3::Bucket').filter(({ Properties }) => Properties.ObjectLockEnabled);
    return locked.map(({ Properties }) => Properties.ObjectLockConfiguration.Rule.DefaultRetention);
  };

  test('is written once: in compliance mode in production, so that a trial can be cleared away elsewhere', () => {
    expect(retentionOf(stages.china ?? {})).toEqual([{ Mode: 'COMPLIANCE', Days: 3660 }]);
    expect(retentionOf({})).toEqual([{ Mode: 'GOVERNANCE', Days: 366 }]);
    expect(retentionOf(stages.global ?? {})).toEqual([{ Mode: 'GOVERNANCE', Days: 366 }]);
  });

  test('is never removed by a function, nor is its time shortened', () => {
    const rights = JSON.stringify(parts.flatMap((part) => resourcesOf(templates[part], 'AWS::IAM::Policy')));
    expect(rights).not.toMatch(/s3:(Delete\w*|BypassGovernanceRetention|PutObjectRetention|PutObjectLegalHold)/);
  });

  test('are frames, previous teams, selections, confirmed evidence and the audit log, but no upload and nothing that tasks of shards leave for one another', () => {
    const keys = [
      drawFiles.lines('b', 'f', 'r'),
      drawFiles.book('b', 'f', 'r'),
      drawFiles.previousTeams('b'),
      drawFiles.selection('b'),
      evidenceBlobKey('r', 'e', '0'.repeat(64)),
      logFiles.head('2026-11-23'),
      logFiles.entries('2026-11-23'),
    ];
    expect(keys.filter((key) => !isKept(key))).toEqual([]);
    expect(new Set(keys.map((key) => key.split('/')[0]))).toEqual(new Set(keptFolders));
    expect(['uploads/evidence/r/e', 'imports/i/file', 'imports/draws/x'].filter(isKept)).toEqual([]);
    const shard = { shard: 3, root: 'a'.repeat(64) };
    const { rules, roots, checks, handed, merged, lines, book, candidates } = shardFiles;
    expect([rules('b'), roots('b', 'f', 'r')].every(isKept)).toBe(true);
    const own = [lines('b', 'f', shard), book('b', 'f', shard), candidates('b', 'f', 's', 3)];
    const working = [checks('b', 3), handed('b', 3), merged('b', 3), ...own];
    expect(working.filter(isKept)).toEqual([]);
  });
});
