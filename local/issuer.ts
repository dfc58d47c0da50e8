import type { IncomingMessage } from 'node:http';
import { SignJWT } from 'jose';
import * as z from 'zod';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { answerClock, type ClockControl } from './clock-endpoint.ts';
import { type DemoUser, demoUsers } from './demo/users.ts';
import { addressOf } from './gateway-event.ts';
import { type Answerer, readBody, type Sendable, send } from './http-server.ts';
import type { IssuerKey } from './issuer-key.ts';
import { loginPage, tokenPage } from './login-page.ts';
import type { Relay } from './relay.ts';

export const audience = 'suiji';
const lifetimeSeconds = 8 * 3600;

export interface TokenSigner {
  readonly key: IssuerKey;
  readonly url: string;
  readonly clock: Clock;
}

export interface IssuerOptions extends TokenSigner {
  readonly clockControl: ClockControl;
  /** Replaces the public beacon, where the demonstration needs it. */
  readonly relay?: Relay | undefined;
}

const TokenRequest = z.object({
  username: z.string(),
  /** `false` signs in without a second factor, to see what is then refused. */
  mfa: z.enum(['true', 'false']).default('true'),
});

/**
 * An OpenID provider for development only: it trusts anyone who names a demo user. It exists only in local/ and listens
 * on this machine alone; in the cloud the authoriser knows only the configured provider.
 */
export function createIssuer(options: IssuerOptions): Answerer {
  return async (request, response) => {
    const { pathname } = addressOf(request);
    const answer = await answers[`${request.method} ${pathname}`]?.(options, request);
    const relayed = request.method === 'GET' ? options.relay?.(pathname) : undefined;
    send(response, answer ?? relayed ?? json(404, { error: 'not_found', error_description: '没有此页面。' }));
  };
}

type Page = (options: IssuerOptions, request: IncomingMessage) => Promise<Sendable>;

const answers: Readonly<Record<string, Page>> = {
  'GET /.well-known/openid-configuration': async ({ url }) =>
    json(200, {
      issuer: url,
      jwks_uri: `${url}/jwks`,
      token_endpoint: `${url}/token`,
      grant_types_supported: ['password'],
      id_token_signing_alg_values_supported: ['ES256'],
    }),
  'GET /jwks': async ({ key }) => json(200, { keys: [key.published] }),
  'POST /token': async (options, request) => {
    const signed = await signIn(options, request);
    if (!signed) return json(400, { error: 'invalid_grant', error_description: '没有此演示用户，用户名见登录页。' });
    return json(200, { access_token: signed.token, token_type: 'Bearer', expires_in: lifetimeSeconds });
  },
  'GET /': async () => html(loginPage()),
  'POST /': async (options, request) => {
    const signed = await signIn(options, request);
    return html(signed ? tokenPage(signed.user, signed.token) : loginPage('没有此演示用户。'));
  },
  'GET /clock': ({ clockControl }, request) => answerClock(clockControl, request),
  'PUT /clock': ({ clockControl }, request) => answerClock(clockControl, request),
};

async function signIn(options: IssuerOptions, request: IncomingMessage) {
  const asked = TokenRequest.safeParse(await readForm(request));
  const user = demoUsers.find(({ username }) => username === asked.data?.username);
  if (!asked.success || !user) return undefined;
  return { user, token: await tokenFor(user, asked.data.mfa === 'true', options) };
}

/** The token of a demo user. 县政府办 is not one of the departments; its reach is `any`, so it is shown under the lead. */
export async function tokenFor(user: DemoUser, mfa: boolean, { key, url, clock }: TokenSigner): Promise<string> {
  const seconds = Math.floor(clock().getTime() / 1000);
  return new SignJWT({
    name: user.name,
    department: user.department ?? 'SCJG',
    roles: [...user.roles],
    amr: mfa ? ['pwd', 'otp', 'mfa'] : ['pwd'],
    ...(user.inspectorId && { inspector_id: user.inspectorId }),
  })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
    .setSubject(user.username)
    .setIssuer(url)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + lifetimeSeconds)
    .sign(key.sign);
}

async function readForm(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request, 10_000))?.toString('utf8') ?? '';
  if (!/json/.test(request.headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const json = (statusCode: number, body: unknown): Sendable => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const html = (body: string): Sendable => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  },
  body,
});
