import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { demoUsers } from '../../../local/demo/users.ts';
import { audience, tokenFor } from '../../../local/issuer.ts';
import { isPlainRead } from '../../../ops/smoke-events.ts';
import { groupNames, operations } from '../../../shared/api/contract.ts';
import { isPolicy, type Route } from '../../../shared/api/route.ts';
import { must, type Probe, type Probed } from './probe.ts';

const functionKinds = ['AWS::ApiGateway::Authorizer', 'AWS::Lambda::Permission', 'AWS::Lambda::Function'];
const user = demoUsers.find(({ username }) => username === 'scjg-officer1');

async function answerTo(url: string, authorization?: string): Promise<{ status: number; kind: unknown }> {
  const answer = await fetch(url, { headers: authorization === undefined ? {} : { authorization } });
  const body: unknown = await answer.json().catch(() => undefined);
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
  return { status: answer.status, kind };
}

type Spoil = (probed: Probed, good: string) => Promise<string> | string;
const soundClaims: JWTPayload = { name: '柴录入', department: 'SCJG', roles: ['officer'], amr: ['mfa'] };
const hour = 3600;

/** A token as the issuer would sign it, but for what is said here. */
async function signed(
  { cloud: { signer } }: Probed,
  said: { iss?: string; aud?: string; exp?: number; stranger?: true },
) {
  const now = Math.floor(signer.clock().getTime() / 1000);
  const key = said.stranger ? (await generateKeyPair('ES256')).privateKey : signer.key.sign;
  return new SignJWT(soundClaims)
    .setProtectedHeader({ alg: 'ES256', kid: signer.key.kid })
    .setSubject('scjg-officer1')
    .setIssuer(said.iss ?? signer.url)
    .setAudience(said.aud ?? audience)
    .setIssuedAt(now - hour)
    .setExpirationTime(said.exp ?? now + hour)
    .sign(key);
}

const coded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const replaced = (token: string, at: number, part: string) => token.split('.').with(at, part).join('.');

const spoiled: readonly (readonly [what: string, spoil: Spoil])[] = [
  ['three words that are no token', () => 'abc.def.ghi'],
  [
    'an expired token',
    (probed) => signed(probed, { exp: Math.floor(probed.cloud.signer.clock().getTime() / 1000) - hour / 2 }),
  ],
  [
    'a token whose claims were changed',
    ({ cloud }, good) =>
      replaced(
        good,
        1,
        coded({ ...soundClaims, iss: cloud.issuerUrl, aud: audience, sub: 'x', exp: 9e9, roles: ['sysadmin'] }),
      ),
  ],
  [
    'a token with algorithm none',
    (_, good) =>
      `${replaced(good, 0, coded({ alg: 'none' }))
        .split('.')
        .slice(0, 2)
        .join('.')}.AA`,
  ],
  ['a token of a stranger’s key', (probed) => signed(probed, { stranger: true })],
  ['a token for another system', (probed) => signed(probed, { aud: 'someone-else' })],
  ['a token of another issuer', (probed) => signed(probed, { iss: 'https://elsewhere.example.org' })],
];

async function expectRefused(url: string, what: string, authorization?: string): Promise<void> {
  const { status, kind } = await answerTo(url, authorization);
  must(status === 401 && kind === 'unauthenticated', `${what} was answered ${status} ${String(kind)}, not 401`);
}

const goodToken = ({ cloud }: Probed): Promise<string> => {
  if (!user) throw new Error('no demo user scjg-officer1');
  return tokenFor(user, true, cloud.signer);
};

/** A plain read of every API that serves officials, which the demo user may do. */
const reads = groupNames
  .filter((group) => group !== 'public')
  .map((group) => {
    const mayRead = ({ access }: Route) => isPolicy(access) && user?.roles.some((role) => access[role]);
    const found = operations.find((each) => each.group === group && isPlainRead(each.route) && mayRead(each.route));
    if (!found) throw new Error(`nothing to read in the ${group} API`);
    return { group, path: found.route.path };
  });

export const gatewayProbes: readonly Probe[] = [
  {
    what: 'the authoriser of every API lets a sound token pass',
    shows: functionKinds,
    async run(probed) {
      const good = await goodToken(probed);
      for (const { group, path } of reads) {
        const { status } = await answerTo(`${probed.at[group]}${path}`, `Bearer ${good}`);
        must(status === 200, `${path} of the ${group} API answered ${status}`);
      }
      return `200 from ${reads.length} APIs`;
    },
  },
  {
    what: 'the authoriser of every API refuses every other, in our words',
    shows: [...functionKinds, 'AWS::ApiGateway::GatewayResponse'],
    async run(probed) {
      const good = await goodToken(probed);
      for (const { group, path } of reads) {
        const url = `${probed.at[group]}${path}`;
        await expectRefused(url, `no token for the ${group} API`);
        await expectRefused(url, `a token without its scheme for the ${group} API`, good);
        for (const [what, spoil] of spoiled)
          await expectRefused(url, `${what} for the ${group} API`, `Bearer ${await spoil(probed, good)}`);
      }
      return `${spoiled.length + 2} kinds of them, each 401 from ${reads.length} APIs`;
    },
  },
  {
    what: 'anyone reads the public API',
    shows: ['RestApi', 'Resource', 'Method', 'Deployment', 'Stage'].map((kind) => `AWS::ApiGateway::${kind}`),
    async run({ at }) {
      const read = await answerTo(`${at.public}/public/items`);
      must(read.status === 200, `/public/items answered ${read.status}`);
      return '200';
    },
  },
  {
    what: 'every API names an unknown path as such, and a path of another API as well',
    shows: ['AWS::ApiGateway::GatewayResponse'],
    async run({ at }) {
      for (const [group, address] of Object.entries(at)) {
        const foreign = reads.find((each) => each.group !== group)?.path ?? '';
        for (const path of ['/nothing-here', foreign]) {
          const { status, kind } = await answerTo(`${address}${path}`);
          const told = `${path} of the ${group} API was answered ${status} ${String(kind)}`;
          must(status === 404 && kind === 'operation-not-found', told);
        }
      }
      return `404 operation-not-found from ${Object.keys(at).length} APIs`;
    },
  },
];
