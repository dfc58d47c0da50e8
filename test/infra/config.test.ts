import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { readSettings, settingsOf } from '../../infra/config.ts';
import { stages } from '../support/infra.ts';

const sound = {
  authoriser: { OIDC_ISSUER: 'https://id.example.org', OIDC_AUDIENCE: 'suiji', OIDC_JWKS: '{"keys":[]}' },
};
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
    ['an address range that is none', { ...sound, allowedSources: ['10.0.0.0/33'] }, /allowedSources/],
    ['a webhook without TLS', { ...sound, webhookUrl: 'http://notify.example.org' }, /webhookUrl/],
    ['write-once storage for no time at all', { ...sound, writeOnce: { mode: 'COMPLIANCE', years: 0 } }, /writeOnce/],
    ['write-once storage of a kind that is none', { ...sound, writeOnce: { mode: 'NONE', years: 1 } }, /writeOnce/],
    ['a relay of the beacon without TLS', { ...sound, drandRelays: ['http://drand.example.org'] }, /drandRelays/],
    ['a region that is none', { ...sound, region: 'ningxia' }, /region/],
  ])('%s is refused by name', (_, given, message) => {
    expect(() => settingsOf('test', given)).toThrow(message);
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
