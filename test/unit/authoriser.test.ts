import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Authoriser,
  type AuthoriserEvent,
  createAuthoriser,
  type TokenRefusal,
} from '../../functions/authoriser/authorise.ts';
import { authoriserOptions } from '../../functions/authoriser.ts';
import { AuthoriserEnvironment } from '../../shared/platform/environment.ts';

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
/** Why the last token was refused, as the log would say it. */
let reason: TokenRefusal | undefined;

const variables = { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience };
const authoriserWith = (more: object) =>
  createAuthoriser({
    ...authoriserOptions(AuthoriserEnvironment.parse({ ...variables, ...more }), () => now),
    onRefusal: (refusal) => {
      reason = refusal;
    },
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

const sign = (payload: JWTPayload, { alg = 'ES256', kid = 'county', key = county.privateKey, typ = '' } = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg, kid, ...(typ && { typ }) }).sign(key);

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

type Refused = readonly [what: string, token: () => string | Promise<string>, reason: TokenRefusal];

const noAccessToken = (claim: string) => ({ reason: 'no-access-token', claim });
const claimFailed = (claim: string) => ({ reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim });
const forged = { reason: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' };
const notAllowed = { reason: 'ERR_JOSE_ALG_NOT_ALLOWED' };

const refused: readonly Refused[] = [
  ['an expired token', () => sign({ ...claims, exp: at(-31) }), { reason: 'ERR_JWT_EXPIRED', claim: 'exp' }],
  ['a token that never expires', () => sign(without('exp')), claimFailed('exp')],
  [
    'a token whose end is written in milliseconds, 57,000 years ahead',
    () => sign({ ...claims, exp: 1_796_000_000_000 }),
    { reason: 'ends-too-late', claim: 'exp' },
  ],
  [
    'a token that lives longer than a day',
    () => sign({ ...claims, exp: at(24 * 3600 + 31) }),
    { reason: 'ends-too-late', claim: 'exp' },
  ],
  ['a token that is not valid yet', () => sign({ ...claims, nbf: at(31) }), claimFailed('nbf')],
  ['a token of another issuer', () => sign({ ...claims, iss: 'https://id.elsewhere.example' }), claimFailed('iss')],
  ['a token for another system', () => sign({ ...claims, aud: 'another-system' }), claimFailed('aud')],
  ['a token for nobody in particular', () => sign(without('aud')), claimFailed('aud')],
  ['a token that speaks of nobody', () => sign(without('sub')), claimFailed('sub')],
  [
    'a token signed by a key nobody published',
    () => sign(claims, { kid: 'new', key: stranger.privateKey }),
    { reason: 'ERR_JWKS_NO_MATCHING_KEY' },
  ],
  ['a token signed by a stranger under our key id', () => sign(claims, { key: stranger.privateKey }), forged],
  [
    'a token that brings the stranger’s key with it',
    async () => {
      const jwk = await exportJWK(stranger.publicKey);
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'county', jwk }).sign(stranger.privateKey);
    },
    forged,
  ],
  [
    'a published key with an algorithm that is not allowed',
    () => sign(claims, { alg: 'RS512', kid: 'rsa', key: rsa.privateKey }),
    notAllowed,
  ],
  ['a token signed with a shared secret', () => hs256(new TextEncoder().encode('x'.repeat(32))), notAllowed],
  [
    'a token signed with the published key as if it were a shared secret',
    async () => hs256(new TextEncoder().encode(await exportSPKI(county.publicKey))),
    notAllowed,
  ],
  [
    'a token without a signature',
    // As an attacker sends it who is told that three parts are needed.
    async () => `${new UnsecuredJWT(claims).encode()}AA`,
    notAllowed,
  ],
  [
    'a token whose claims were exchanged',
    async () => {
      const [header, , signature] = (await sign(claims)).split('.');
      const payload = Buffer.from(JSON.stringify({ ...claims, roles: ['sysadmin'] })).toString('base64url');
      return `${header}.${payload}.${signature}`;
    },
    forged,
  ],
  [
    'a person without a department',
    () => sign(without('department')),
    { reason: 'unknown-department', claim: 'department' },
  ],
  [
    'a person of a department we do not know',
    () => sign({ ...claims, department: 'NASA' }),
    { reason: 'unknown-department', claim: 'department' },
  ],
  [
    'a person of two departments',
    () => sign({ ...claims, department: ['SCJG', 'WJW'] }),
    { reason: 'several-departments', claim: 'department' },
  ],
  [
    'a person whose only role is unknown',
    () => sign({ ...claims, roles: ['root'] }),
    { reason: 'unknown-role', claim: 'roles' },
  ],
  ...(
    [
      ['sysadmin', 'secadmin'],
      ['sysadmin', 'auditor'],
      ['secadmin', 'auditor'],
      ['sysadmin', 'office'],
      ['secadmin', 'supervisor'],
      ['auditor', 'inspector'],
      ['officer', 'department-admin', 'auditor'],
    ] as const
  ).map(
    (roles): Refused => [
      `a person who is ${roles.join(' and ')} at once`,
      () => sign({ ...claims, roles }),
      { reason: 'roles-not-separate', claim: 'roles' },
    ],
  ),
  ['an ID token of Keycloak', () => sign({ ...claims, typ: 'ID', azp: 'console' }), noAccessToken('typ')],
  ['a refresh token of Keycloak', () => sign({ ...claims, typ: 'Refresh' }), noAccessToken('typ')],
  [
    'an ID token that names the access token beside it',
    () => sign({ ...claims, at_hash: 'MTIz' }),
    noAccessToken('at_hash'),
  ],
  [
    'an ID token that names the code it was given for',
    () => sign({ ...claims, c_hash: 'MTIz' }),
    noAccessToken('c_hash'),
  ],
  ['an ID token that answers a nonce', () => sign({ ...claims, nonce: 'n-0S6' }), noAccessToken('nonce')],
  ['an ID token whose audience is its client', () => sign({ ...claims, azp: audience }), noAccessToken('azp')],
  ['a logout token', () => sign(claims, { typ: 'logout+jwt' }), noAccessToken('typ')],
  ['a logout token without a type', () => sign({ ...claims, events: {} }), noAccessToken('events')],
  ['a token that only the holder of a key may use', () => sign({ ...claims, cnf: { jkt: 'x' } }), noAccessToken('cnf')],
  ['a person without roles', () => sign(without('roles')), { reason: 'unknown-role', claim: 'roles' }],
  [
    'a person whose number in the registry is no number',
    () => sign({ ...claims, inspector_id: '../R001' }),
    { reason: 'unusable-claims', claim: 'inspector_id' },
  ],
];

const hs256 = (secret: Uint8Array) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'county' }).sign(secret);

describe('is refused', () => {
  test.each(refused)('%s', async (_, token, logged) => {
    reason = undefined;
    await expect(authoriser(bearing(`Bearer ${await token()}`))).rejects.toThrow(/^Unauthorized$/);
    expect(reason).toEqual(logged);
  });

  test.each(['', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer  ', 'Bearer abc', 'Bearer a.b.c.d'])(
    'the header "%s"',
    async (header) => {
      await expect(authoriser(bearing(header))).rejects.toThrow(/^Unauthorized$/);
    },
  );

  test('a token without a signature, as it is written by the book', async () => {
    await expect(authoriser(bearing(`Bearer ${new UnsecuredJWT(claims).encode()}`))).rejects.toThrow(/^Unauthorized$/);
  });

  test('and the log never learns what the token says of a person', async () => {
    for (const [, token] of refused) {
      reason = undefined;
      await authoriser(bearing(`Bearer ${await token()}`)).catch(() => undefined);
      expect(JSON.stringify(reason)).not.toMatch(/u-17|柴录入|SCJG|NASA/);
    }
  });
});

describe('an access token', () => {
  test.each([
    ['marked by its header (RFC 9068)', claims, 'at+jwt'],
    ['marked by its header in full', claims, 'application/at+jwt'],
    ['with the general type', claims, 'JWT'],
    [
      'of Keycloak, where console and system share an id and a nonce',
      { ...claims, typ: 'Bearer', azp: audience, nonce: 'n' },
      'JWT',
    ],
  ])('%s is let in', async (_, payload, typ) => {
    await expect(authoriser(bearing(`Bearer ${await sign(payload, { typ })}`))).resolves.toMatchObject({
      principalId: 'u-17',
    });
  });

  test('is let in for the clients of the settings only, where they name any', async () => {
    const OIDC_JWKS = JSON.stringify({ keys: [{ ...(await exportJWK(county.publicKey)), kid: 'county' }] });
    const own = authoriserWith({ OIDC_JWKS, OIDC_CLIENTS: 'console,field' });
    await expect(principalOf({ ...claims, azp: 'field' }, own)).resolves.toMatchObject({ id: 'u-17' });
    await expect(principalOf({ ...claims, client_id: 'console' }, own)).resolves.toMatchObject({ id: 'u-17' });
    for (const more of [{ azp: 'canteen' }, { azp: 'canteen', client_id: 'console' }, {}]) {
      await expect(principalOf({ ...claims, ...more }, own)).rejects.toThrow(/^Unauthorized$/);
      expect(reason).toEqual({ reason: 'unknown-client', claim: 'azp' });
    }
  });
});

describe('an algorithm', () => {
  test.each(['RS256', 'ES256'])('%s is accepted where nothing else is said', async (alg) => {
    const pair = await generateKeyPair(alg);
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k' }];
    const own = authoriserWith({ OIDC_JWKS: JSON.stringify({ keys }) });
    const token = await sign(claims, { alg, kid: 'k', key: pair.privateKey });
    await expect(own(bearing(`Bearer ${token}`))).resolves.toMatchObject({ principalId: 'u-17' });
  });

  test.each(['RS512', 'PS256', 'ES384', 'EdDSA'])('%s is accepted only where the settings name it', async (alg) => {
    const pair = await generateKeyPair(alg);
    const OIDC_JWKS = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k' }] });
    const token = `Bearer ${await sign(claims, { alg, kid: 'k', key: pair.privateKey })}`;
    await expect(authoriserWith({ OIDC_JWKS })(bearing(token))).rejects.toThrow(/^Unauthorized$/);
    const named = authoriserWith({ OIDC_JWKS, OIDC_ALGORITHMS: alg });
    await expect(named(bearing(token))).resolves.toMatchObject({ principalId: 'u-17' });
  });
});

test.each([
  [{}, 24 * 3600 + 29],
  [{ OIDC_LONGEST_SECONDS: '172800' }, 48 * 3600],
])('a token may end as late as the settings say: %j', async (more, seconds) => {
  const own = authoriserWith({ OIDC_JWKS: await setOf(county), ...more });
  expect(await principalOf({ ...claims, exp: at(seconds) }, own)).toMatchObject({ id: 'u-17' });
  await expect(principalOf({ ...claims, exp: at(seconds + 3600) }, own)).rejects.toThrow(/^Unauthorized$/);
});

/** A published set of keys, each under the id that is given, or under none. */
const setOf = async (...pairs: readonly (KeyPair | readonly [KeyPair, object])[]): Promise<string> => {
  const keys = pairs.map(async (one) => {
    const [pair, more] = 'publicKey' in one ? [one, {}] : one;
    return { ...(await exportJWK(pair.publicKey)), ...more };
  });
  return JSON.stringify({ keys: await Promise.all(keys) });
};

describe('a key set in which a token’s key cannot be told by its id', () => {
  const named = { kid: 'county' };
  const sets: readonly (readonly [string, () => Promise<string>])[] = [
    ['the same key stands twice', () => setOf([county, named], [county, named])],
    ['another key has the same id', () => setOf([stranger, named], [county, named])],
    ['of two keys none has an id', () => setOf(stranger, county)],
    ['a key of the same id cannot be read', async () => setOf([county, { ...named, x: 'AA' }], [county, named])],
  ];

  test.each(sets)('lets the token of each of its keys in: %s', async (_, keys) => {
    expect(await principalOf(claims, authoriserWith({ OIDC_JWKS: await keys() }))).toMatchObject({ id: 'u-17' });
  });

  test.each(sets)('lets in nobody else, which is the caller’s fault: %s', async (_, keys) => {
    const token = await sign(claims, { key: (await generateKeyPair('ES256')).privateKey });
    const own = authoriserWith({ OIDC_JWKS: await keys() });
    await expect(own(bearing(`Bearer ${token}`))).rejects.toThrow(/^Unauthorized$/);
    expect(reason).toEqual(forged);
  });

  test('still judges what the token says', async () => {
    const own = authoriserWith({ OIDC_JWKS: await setOf([county, named], [county, named]) });
    await expect(principalOf({ ...claims, exp: at(-31) }, own)).rejects.toThrow(/^Unauthorized$/);
    expect(reason).toEqual({ reason: 'ERR_JWT_EXPIRED', claim: 'exp' });
  });
});

describe('a key set that no token can be checked with is the provider’s fault, and not the caller’s', () => {
  test.each<[string, () => Promise<string>]>([
    ['its keys are for encryption', () => setOf([county, { kid: 'county', use: 'enc' }])],
    [
      'its keys are for other algorithms',
      async () => setOf([await generateKeyPair('ES384', { extractable: true }), { kid: 'county' }]),
    ],
    ['its keys cannot be read', () => setOf([county, { kid: 'county', x: 'AA' }])],
    [
      'none of two keys of one id can be read',
      () => setOf([county, { kid: 'county', x: 'AA' }], [county, { kid: 'county', y: 'AA' }]),
    ],
  ])('%s', async (_, keys) => {
    const own = authoriserWith({ OIDC_JWKS: await keys() });
    reason = undefined;
    await expect(principalOf(claims, own)).rejects.not.toThrow(/^Unauthorized$/);
    expect(reason).toBeUndefined();
  });
});

describe('roles in one text', () => {
  test.each([
    ['officer inspector', ['officer', 'inspector']],
    ['officer,inspector', ['officer', 'inspector']],
    ['officer;  inspector', ['officer', 'inspector']],
    ['经办、officer，inspector；其他', ['officer', 'inspector']],
    ['officer\tinspector\u3000department-admin', ['officer', 'inspector', 'department-admin']],
  ])('are split at blanks, commas and semicolons: %j', async (roles, held) => {
    expect(await principalOf({ ...claims, roles, inspector_id: 'SCJG-R001' })).toMatchObject({ roles: held });
  });

  test('that a table names as a whole are that one role, and no part of it another', async () => {
    const OIDC_ROLES = JSON.stringify({ '科室 负责人': ['department-admin'], 负责人: ['sysadmin'], 科员: ['officer'] });
    const own = authoriserWith({ OIDC_JWKS: await setOf(county), OIDC_ROLES });
    expect(await principalOf({ ...claims, roles: '科室 负责人' }, own)).toMatchObject({ roles: ['department-admin'] });
    expect(await principalOf({ ...claims, roles: ['科室 负责人'] }, own)).toMatchObject({
      roles: ['department-admin'],
    });
  });

  test('are not taken apart inside a list', async () => {
    await expect(principalOf({ ...claims, roles: ['officer inspector'] })).rejects.toThrow(/^Unauthorized$/);
  });
});

describe('what the provider calls its departments and roles', () => {
  let own: Authoriser;
  beforeAll(async () => {
    own = authoriserWith({
      OIDC_JWKS: JSON.stringify({ keys: [{ ...(await exportJWK(county.publicKey)), kid: 'county' }] }),
      OIDC_CLAIM_ROLES: 'realm_access.roles',
      OIDC_CLAIM_DEPARTMENT: 'https://id.suixian.example/org',
      OIDC_DEPARTMENTS: JSON.stringify({ '睢县 市场监督管理局': 'SCJG', 睢县卫健委: 'WJW' }),
      OIDC_ROLES: JSON.stringify({ 科长: ['department-admin', 'officer'], 科员: ['officer'], 监督: ['supervisor'] }),
    });
  });
  const said = (org: unknown, roles: unknown): JWTPayload => ({
    ...without('roles'),
    'https://id.suixian.example/org': org,
    realm_access: { roles },
  });

  test('is read by the tables of the settings, also from a claim inside another', async () => {
    const principal = await principalOf(said('睢县 市场监督管理局', ['科长', '科员', '其他系统管理员']), own);
    expect(principal).toMatchObject({ department: 'SCJG', roles: ['department-admin', 'officer'] });
  });

  test('may be a list of which one is a department of ours', async () => {
    expect(await principalOf(said(['工会', '睢县卫健委'], '监督'), own)).toMatchObject({
      department: 'WJW',
      roles: ['supervisor'],
    });
  });

  test.each([
    ['our own code of a department', said('SCJG', ['科长'])],
    ['our own name of a role', said('睢县卫健委', ['auditor'])],
    ['what every object inherits', said('constructor', ['科长'])],
    ['a role under a name with the same ending', { ...said('睢县卫健委', []), roles: ['科长'] }],
  ])('opens nothing where a table exists and does not name it: %s', async (_, payload) => {
    await expect(principalOf(payload, own)).rejects.toThrow(/^Unauthorized$/);
  });
});

test('a key set that cannot be fetched is an outage, and not the fault of the caller', async () => {
  const unreachable = authoriserWith({ OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks' });
  await expect(unreachable(bearing(`Bearer ${await sign(claims)}`))).rejects.not.toThrow(/^Unauthorized$/);
});
