import { expect, test } from 'vitest';
import { AuthoriserEnvironment } from '../../shared/platform/environment.ts';

const issuer = 'https://id.suixian.example';
const variables = { OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'suiji' };
const aKey = '{"keys":[{"kty":"EC","crv":"P-256","x":"x","y":"y"}]}';

test.each([
  ['no keys', {}],
  ['keys by address and inlined', { OIDC_JWKS: aKey, OIDC_JWKS_URL: issuer }],
  ['a symmetric algorithm', { OIDC_JWKS: aKey, OIDC_ALGORITHMS: 'HS256' }],
  ['no signature at all', { OIDC_JWKS: aKey, OIDC_ALGORITHMS: 'none' }],
  ['no algorithm at all', { OIDC_JWKS: aKey, OIDC_ALGORITHMS: '' }],
  ['an hour of tolerance', { OIDC_JWKS: aKey, OIDC_CLOCK_TOLERANCE_SECONDS: '3600' }],
  ['a shared secret as a key', { OIDC_JWKS: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }],
  [
    'a group of the provider that makes an administrator an officer as well',
    { OIDC_JWKS: aKey, OIDC_ROLES: '{"科长":["sysadmin","officer"]}' },
  ],
  ['keys over a line that anybody can change', { OIDC_JWKS_URL: 'http://id.suixian.example/jwks' }],
])('%s cannot be configured', (_, more) => {
  expect(AuthoriserEnvironment.safeParse({ ...variables, OIDC_JWKS: aKey }).success).toBe(true);
  expect(AuthoriserEnvironment.safeParse({ ...variables, ...more }).success).toBe(false);
});
