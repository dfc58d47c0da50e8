import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Authoriser, type AuthoriserEvent, createAuthoriser } from '../../functions/authoriser/authorise.ts';
import { authoriserOptions } from '../../functions/authoriser/index.ts';
import { AuthoriserEnvironment } from '../../shared/environment.ts';

const issuer = 'https://id.suixian.example';
const audience = 'suiji';
const now = new Date('2026-03-02T02:00:00Z');
const at = (seconds: number) => Math.floor(now.getTime() / 1000) + seconds;

const claims: JWTPayload = {
  sub: 'u-17',
  name: '柴录入',
  department: 'SCJG',
  roles: ['officer', 'some-other-system:admin'],
  amr: ['pwd', 'mfa'],
  iss: issuer,
  aud: audience,
  nbf: at(-60),
  exp: at(600),
};

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;
let county: KeyPair;
let stranger: KeyPair;
let rsa: KeyPair;
let authoriser: Authoriser;

const variables = { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience };
const authoriserWith = (more: object) =>
  createAuthoriser({
    ...authoriserOptions(AuthoriserEnvironment.parse({ ...variables, ...more })),
    clock: () => now,
  });

beforeAll(async () => {
  county = await generateKeyPair('ES256', { extractable: true });
  stranger = await generateKeyPair('ES256', { extractable: true });
  rsa = await generateKeyPair('RS512', { extractable: true });
  const keys = [
    { ...(await exportJWK(county.publicKey)), kid: 'county', alg: 'ES256' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS512' },
  ];
  authoriser = authoriserWith({ OIDC_JWKS: JSON.stringify({ keys }) });
});

const sign = (payload: JWTPayload, { alg = 'ES256', kid = 'county', key = county.privateKey } = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);

const methodArn = 'arn:aws-cn:execute-api:cn-northwest-1:111122223333:a1b2c3/prod/POST/items';
const bearing = (authorizationToken: string): AuthoriserEvent => ({ type: 'TOKEN', methodArn, authorizationToken });
const principalOf = async (payload: JWTPayload, by = authoriser) =>
  JSON.parse(String((await by(bearing(`Bearer ${await sign(payload)}`))).context?.principal));

describe('a token of the county is let in', () => {
  test('to every route of the stage, with the person as one JSON text', async () => {
    expect(await authoriser(bearing(`Bearer ${await sign(claims)}`))).toEqual({
      principalId: 'u-17',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws-cn:execute-api:cn-northwest-1:111122223333:a1b2c3/prod/*',
          },
        ],
      },
      context: {
        principal: JSON.stringify({
          id: 'u-17',
          name: '柴录入',
          department: 'SCJG',
          roles: ['officer'],
          mfa: true,
        }),
      },
    });
  });

  test('a password alone is no second factor', async () => {
    expect(await principalOf({ ...claims, amr: ['pwd'] })).toMatchObject({ mfa: false });
  });

  test('the provider may name its claims and its second factor in its own way', async () => {
    const own = authoriserWith({
      OIDC_JWKS: JSON.stringify({ keys: [{ ...(await exportJWK(county.publicKey)), kid: 'county' }] }),
      OIDC_CLAIM_DEPARTMENT: 'org',
      OIDC_CLAIM_ROLES: 'scope',
      OIDC_CLAIM_NAME: 'xm',
      OIDC_CLAIM_INSPECTOR: 'cert',
      OIDC_MFA_ACR: 'level3',
    });
    const { name, department, roles, amr, ...rest } = claims;
    const payload = { ...rest, xm: '俞检查', org: 'SCJG', scope: 'openid inspector', cert: 'SCJG-R001', acr: 'level3' };
    expect(await principalOf(payload, own)).toEqual({
      id: 'u-17',
      name: '俞检查',
      department: 'SCJG',
      roles: ['inspector'],
      inspectorId: 'SCJG-R001',
      mfa: true,
    });
  });

  test('clocks that differ by less than the tolerance do not lock people out', async () => {
    expect(await principalOf({ ...claims, exp: at(-29) })).toMatchObject({ id: 'u-17' });
    expect(await principalOf({ ...claims, nbf: at(29) })).toMatchObject({ id: 'u-17' });
  });
});

const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

const refused: Record<string, () => string | Promise<string>> = {
  'an expired token': () => sign({ ...claims, exp: at(-31) }),
  'a token that never expires': () => sign(without('exp')),
  'a token that is not valid yet': () => sign({ ...claims, nbf: at(31) }),
  'a token of another issuer': () => sign({ ...claims, iss: 'https://id.elsewhere.example' }),
  'a token for another system': () => sign({ ...claims, aud: 'another-system' }),
  'a token signed by a key nobody published': () => sign(claims, { kid: 'new', key: stranger.privateKey }),
  'a token signed by a stranger under our key id': () => sign(claims, { key: stranger.privateKey }),
  'a published key with an algorithm that is not allowed': () =>
    sign(claims, { alg: 'RS512', kid: 'rsa', key: rsa.privateKey }),
  'a token signed with a shared secret': () =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'county' })
      .sign(new TextEncoder().encode('x'.repeat(32))),
  'a token without a signature': () => new UnsecuredJWT(claims).encode(),
  'a token whose claims were exchanged': async () => {
    const [header, , signature] = (await sign(claims)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, roles: ['sysadmin'] })).toString('base64url');
    return `${header}.${payload}.${signature}`;
  },
  'a person without a department': () => sign(without('department')),
  'a person of a department we do not know': () => sign({ ...claims, department: 'NASA' }),
  'a person whose only role is unknown': () => sign({ ...claims, roles: ['root'] }),
  'a person without roles': () => sign(without('roles')),
  'a token that speaks of nobody': () => sign(without('sub')),
  'something that is no token': () => 'abc',
};

describe('is refused', () => {
  test.each(Object.entries(refused))('%s', async (_, token) => {
    await expect(authoriser(bearing(`Bearer ${await token()}`))).rejects.toThrow(/^Unauthorized$/);
  });

  test.each(['', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer  '])('the header "%s"', async (header) => {
    await expect(authoriser(bearing(header))).rejects.toThrow(/^Unauthorized$/);
  });
});

test('a key set that cannot be fetched is an outage, and not the fault of the caller', async () => {
  const unreachable = authoriserWith({ OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks' });
  await expect(unreachable(bearing(`Bearer ${await sign(claims)}`))).rejects.not.toThrow(/^Unauthorized$/);
});

test.each([
  ['no keys', {}],
  ['keys by address and inlined', { OIDC_JWKS: '{}', OIDC_JWKS_URL: issuer }],
  ['a symmetric algorithm', { OIDC_JWKS: '{}', OIDC_ALGORITHMS: 'HS256' }],
  ['no algorithm at all', { OIDC_JWKS: '{}', OIDC_ALGORITHMS: '' }],
  ['an hour of tolerance', { OIDC_JWKS: '{}', OIDC_CLOCK_TOLERANCE_SECONDS: '3600' }],
])('%s cannot be configured', (_, more) => {
  expect(AuthoriserEnvironment.safeParse({ ...variables, ...more }).success).toBe(false);
});
