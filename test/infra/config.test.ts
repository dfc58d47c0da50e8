import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { readSettings, settingNames, settingsOf } from '../../infra/config.ts';
import { stages } from '../support/infra.ts';

const key = { kty: 'EC', crv: 'P-256', kid: 'k1', x: 'x', y: 'y' };
const sound = {
  authoriser: {
    OIDC_ISSUER: 'https://id.example.org',
    OIDC_AUDIENCE: 'suiji',
    OIDC_JWKS: JSON.stringify({ keys: [key] }),
  },
};
const authoriserWith = (more: object) => ({ ...sound, authoriser: { ...sound.authoriser, ...more } });
const nodeWith = (context: Record<string, unknown>) => new App({ context }).node;

describe('stage settings', () => {
  test.each(Object.keys(stages))('those of %s in cdk.json are sound', (stage) => {
    expect(settingsOf(stage, stages[stage]).stage).toBe(stage);
  });

  test.each([
    ['a misspelt setting', { ...sound, thottle: {} }, /thottle/],
    ['a misspelt variable of the authoriser', { authoriser: { ...sound.authoriser, OIDC_ISUER: 'x' } }, /OIDC_ISUER/],
    [
      'keys both inlined and by address',
      { authoriser: { ...sound.authoriser, OIDC_JWKS_URL: 'https://a.example/jwks' } },
      /either OIDC_JWKS_URL or OIDC_JWKS/,
    ],
    ['no identity provider', {}, /authoriser/],
    [
      'a signature that its checker could forge',
      { authoriser: { ...sound.authoriser, OIDC_ALGORITHMS: 'HS256' } },
      /OIDC_ALGORITHMS/,
    ],
    ['a key set without a key', authoriserWith({ OIDC_JWKS: { keys: [] } }), /OIDC_JWKS/],
    ['a key set that is no JSON', authoriserWith({ OIDC_JWKS: 'keys' }), /is not JSON[^]*OIDC_JWKS/],
    ['a private key', authoriserWith({ OIDC_JWKS: { keys: [{ ...key, d: 'd' }] } }), /holds a secret/],
    [
      'keys over http',
      {
        authoriser: {
          OIDC_ISSUER: 'https://id.example.org',
          OIDC_AUDIENCE: 's',
          OIDC_JWKS_URL: 'http://id.example.org/jwks',
        },
      },
      /https only/,
    ],
    ['a department that is none of ours', authoriserWith({ OIDC_DEPARTMENTS: { 市监局: 'SCJJ' } }), /OIDC_DEPARTMENTS/],
    ['a role that is none of ours', authoriserWith({ OIDC_ROLES: { 科长: ['chief'] } }), /OIDC_ROLES/],
    [
      'keys kept for less long than they are fresh',
      authoriserWith({ OIDC_JWKS_KEPT_SECONDS: 300 }),
      /OIDC_JWKS_KEPT_SECONDS/,
    ],
    [
      'more than the function can be given',
      authoriserWith({
        OIDC_DEPARTMENTS: Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`睢县第${n}局`, 'SCJG'])),
      }),
      /Lambda allows 4096/,
    ],
    ['an address range that is none', { ...sound, allowedSources: ['10.0.0.0/33'] }, /allowedSources/],
    ['a webhook without TLS', { ...sound, webhookUrl: 'http://notify.example.org' }, /webhookUrl/],
    ['write-once storage for no time at all', { ...sound, writeOnce: { mode: 'COMPLIANCE', years: 0 } }, /writeOnce/],
    ['write-once storage of a kind that is none', { ...sound, writeOnce: { mode: 'NONE', years: 1 } }, /writeOnce/],
    ['a relay of the beacon without TLS', { ...sound, drandRelays: ['http://drand.example.org'] }, /drandRelays/],
    ['a region that is none', { ...sound, region: 'ningxia' }, /region/],
  ])('%s is refused by name', (_, given, message) => {
    expect(() => settingsOf('test', given)).toThrow(message);
  });

  test('lists, numbers and documents become the texts that a function reads', () => {
    const more = { OIDC_MFA_AMR: ['otp', 'hwk'], OIDC_CLOCK_TOLERANCE_SECONDS: 60, OIDC_ROLES: { 科员: ['officer'] } };
    expect(settingsOf('test', authoriserWith(more)).authoriser).toMatchObject({
      OIDC_MFA_AMR: 'otp,hwk',
      OIDC_CLOCK_TOLERANCE_SECONDS: '60',
      OIDC_ROLES: '{"科员":["officer"]}',
    });
  });

  test('each has its row in the document that administrators read', () => {
    const text = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
    const [, table = ''] = /\n\| setting \| meaning \| default \|\n([^]*?)\n\n/.exec(text) ?? [];
    const explained = table.split('\n').flatMap((row) => {
      const [, names = ''] = row.split('|');
      return [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    });
    expect(explained.toSorted()).toEqual([...settingNames].toSorted());
  });

  test('an unknown stage says which ones there are', () => {
    const node = nodeWith({ stage: 'chnia', stages });
    expect(() => readSettings(node)).toThrow(/no stage "chnia".*agnostic, china, global/s);
  });

  test('a file of the county goes before what the repository says', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'suiji-settings-')), 'county.json');
    writeFileSync(file, JSON.stringify({ region: 'cn-north-1', alarmEmails: ['duty@example.org'] }));
    const settings = readSettings(nodeWith({ stage: 'china', stages, settings: file }));
    expect(settings).toMatchObject({ region: 'cn-north-1', alarmEmails: ['duty@example.org'], architecture: 'x86_64' });
  });
});
