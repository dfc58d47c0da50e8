import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Authoriser, createAuthoriser } from '../../functions/authoriser/authorise.ts';
import { authoriserOptions } from '../../functions/authoriser.ts';
import { settingsOf } from '../../infra/config.ts';
import { AuthoriserEnvironment } from '../../shared/platform/environment.ts';

const text = readFileSync(new URL('../../docs/identity.md', import.meta.url), 'utf8');
const [keycloak, keycloakToken, government, governmentToken] = [...text.matchAll(/```json\n([^]*?)```/g)].map(
  ([, block = '']) =>
    z.looseObject({ authoriser: z.record(z.string(), z.unknown()).optional() }).parse(JSON.parse(block)),
);
const now = new Date('2026-03-02T02:00:00Z');

/** The example as an administrator would put it into the settings of a stage, with keys of this test. */
const authoriserOf = (example: typeof keycloak, keys: Record<string, unknown>): Authoriser => {
  const { authoriser } = settingsOf('example', { authoriser: { ...example?.authoriser, ...keys } });
  return createAuthoriser(authoriserOptions(AuthoriserEnvironment.parse(authoriser), () => now));
};

interface Signer {
  readonly jwk: JWK;
  readonly token: (claims: JWTPayload) => Promise<string>;
}
async function signerWith(alg: string, kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' },
    token: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, kid })
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + 300)
        .sign(privateKey),
  };
}

const methodArn = 'arn:aws-cn:execute-api:cn-northwest-1:111122223333:a1b2c3/v1/GET/items';
const principalOf = async (authoriser: Authoriser, token: string): Promise<unknown> => {
  const { context } = await authoriser({ type: 'TOKEN', methodArn, authorizationToken: `Bearer ${token}` });
  return JSON.parse(String(context?.principal));
};

describe('the Keycloak of the example', () => {
  let signer: Signer;
  let server: Server;
  let authoriser: Authoriser;
  beforeAll(async () => {
    signer = await signerWith('RS256', 'kc-1');
    server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [signer.jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { pathname } = new URL(String(keycloak?.authoriser?.OIDC_JWKS_URL));
    authoriser = authoriserOf(keycloak, { OIDC_JWKS_URL: `http://127.0.0.1:${port}${pathname}` });
  });
  afterAll(() => server.close());

  test('lets its officer in with a second factor', async () => {
    expect(await principalOf(authoriser, await signer.token({ ...keycloakToken }))).toEqual({
      id: '8c6e2f0a-6a0f-4a0e-9a53-0f1d6f7b2c11',
      name: '柴录入',
      department: 'SCJG',
      roles: ['officer'],
      mfa: true,
    });
  });

  test('says by a lower level that there was none', async () => {
    expect(await principalOf(authoriser, await signer.token({ ...keycloakToken, acr: '1' }))).toMatchObject({
      mfa: false,
    });
  });

  test.each([
    ['a client of another system', { aud: 'account' }],
    ['a group of another county', { groups: ['/宁陵县/市场监督管理局'] }],
    ['a role outside the table', { realm_access: { roles: ['officer'] } }],
  ])('opens nothing for %s', async (_, more) => {
    await expect(principalOf(authoriser, await signer.token({ ...keycloakToken, ...more }))).rejects.toThrow(
      /^Unauthorized$/,
    );
  });
});

describe('the government provider of the example', () => {
  let signer: Signer;
  let authoriser: Authoriser;
  beforeAll(async () => {
    signer = await signerWith('ES256', 'henan-2026');
    authoriser = authoriserOf(government, { OIDC_JWKS: { keys: [signer.jwk] } });
  });

  test('lets its inspector in, as inspector, administrator and officer of the department', async () => {
    expect(await principalOf(authoriser, await signer.token({ ...governmentToken }))).toEqual({
      id: 'hn-41142200017',
      name: '俞检查',
      department: 'WJW',
      roles: ['inspector', 'department-admin', 'officer'],
      inspectorId: 'WJW-R001',
      mfa: true,
    });
  });

  test('with the keys as they stand in the document, trusts no other key', async () => {
    const asWritten = authoriserOf(government, {});
    await expect(principalOf(asWritten, await signer.token({ ...governmentToken }))).rejects.toThrow(/^Unauthorized$/);
  });

  test('needs a deployment for a new key: until then its tokens are refused', async () => {
    const renewed = await signerWith('ES256', 'henan-2027');
    await expect(principalOf(authoriser, await renewed.token({ ...governmentToken }))).rejects.toThrow(
      /^Unauthorized$/,
    );
    const both = authoriserOf(government, { OIDC_JWKS: { keys: [signer.jwk, renewed.jwk] } });
    expect(await principalOf(both, await renewed.token({ ...governmentToken }))).toMatchObject({ department: 'WJW' });
  });
});
