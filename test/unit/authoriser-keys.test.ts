import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RotatingKeysOptions, rotatingKeys } from '../../functions/authoriser/rotating-keys.ts';

const minutes = 60;
const hours = 60 * minutes;

interface Pair {
  readonly kid: string;
  readonly token: string;
  readonly published: object;
}
async function pairNamed(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const token = await new SignJWT({ sub: kid }).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  return { kid, token, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

let old: Pair;
let next: Pair;
beforeAll(async () => {
  old = await pairNamed('old');
  next = await pairNamed('next');
});

/** A provider whose keys can be changed and that can be switched off. */
let published: readonly Pair[];
let answer: () => Response | Promise<Response>;
let asked: number;
let seconds: number;
let stale: number[];
beforeEach(() => {
  published = [old];
  answer = () => Response.json({ keys: published.map((pair) => pair.published) });
  asked = 0;
  seconds = 0;
  stale = [];
});

function provider(more: Partial<RotatingKeysOptions> = {}) {
  const keys = rotatingKeys({
    url: new URL('https://id.suixian.example/jwks'),
    freshSeconds: 10 * minutes,
    keptSeconds: 4 * hours,
    clock: () => new Date(Date.UTC(2026, 2, 2) + seconds * 1000),
    onStale: (_, age) => void stale.push(age),
    fetch: async () => {
      asked += 1;
      return answer();
    },
    algorithms: ['ES256'],
    ...more,
  });
  const verify = async ({ token }: Pair): Promise<string> => {
    try {
      return String((await jwtVerify(token, keys)).payload.sub);
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'outage';
    }
  };
  return verify;
}
const unknownKey = 'ERR_JWKS_NO_MATCHING_KEY';
const down = () => {
  answer = () => Promise.reject(new Error('connection refused'));
};

describe('the keys of a provider', () => {
  test('are fetched once and used again', async () => {
    const verify = provider();
    seconds = 1;
    expect([await verify(old), await verify(old)]).toEqual(['old', 'old']);
    seconds += 9 * minutes;
    expect(await verify(old)).toBe('old');
    expect(asked).toBe(1);
  });

  test('are fetched once by tokens that come at the same moment', async () => {
    const verify = provider();
    expect(await Promise.all([verify(old), verify(old), verify(old)])).toEqual(['old', 'old', 'old']);
    expect(asked).toBe(1);
  });

  test('are asked for again when a token names a new one, which then works at once', async () => {
    const verify = provider();
    await verify(old);
    published = [old, next];
    seconds += 31;
    expect(await verify(next)).toBe('next');
    expect(asked).toBe(2);
  });

  test('are asked for at most twice a minute, however many key ids strangers invent', async () => {
    const verify = provider();
    await verify(old);
    for (const second of [1, 10, 29, 31, 32, 45, 59]) {
      seconds = second;
      expect(await verify({ ...next, token: next.token })).toBe(unknownKey);
    }
    expect(asked).toBe(2);
  });

  test('that were taken back open nothing once the others are no longer fresh', async () => {
    const verify = provider();
    await verify(old);
    published = [next];
    seconds = 10 * minutes + 1;
    expect(await verify(old)).toBe(unknownKey);
    expect(await verify(next)).toBe('next');
  });

  test('that were taken back open nothing as soon as a new one is used', async () => {
    const verify = provider();
    await verify(old);
    published = [next];
    seconds = 31;
    expect([await verify(next), await verify(old)]).toEqual(['next', unknownKey]);
  });
});

describe('while the provider does not answer', () => {
  test('its last keys are used for four hours in all, with a warning that names their age', async () => {
    const verify = provider();
    await verify(old);
    down();
    seconds = 20 * minutes;
    expect(await verify(old)).toBe('old');
    expect(stale).toEqual([20 * minutes]);
    seconds = 4 * hours;
    expect(await verify(old)).toBe('old');
    seconds += 1;
    expect(await verify(old)).toBe('outage');
  });

  test('it is asked every five seconds at most, and no token waits for it in between', async () => {
    const verify = provider();
    await verify(old);
    down();
    for (const second of [601, 602, 605, 606.5, 607]) {
      seconds = second;
      expect(await verify(old)).toBe('old');
    }
    expect(asked).toBe(1 + 2);
  });

  test('nobody is let in who has a key that was never seen, and nobody at all before the first answer', async () => {
    const verify = provider();
    down();
    expect(await verify(old)).toBe('outage');
    answer = () => Response.json({ keys: [old.published] });
    seconds = 6;
    expect(await verify(old)).toBe('old');
    down();
    seconds = 60;
    expect(await verify(next)).toBe(unknownKey);
  });

  test('and when it answers again, its new keys are used', async () => {
    const verify = provider();
    await verify(old);
    down();
    seconds = 3 * hours;
    expect(await verify(old)).toBe('old');
    answer = () => Response.json({ keys: [next.published] });
    seconds += 6;
    expect([await verify(old), await verify(next)]).toEqual([unknownKey, 'next']);
  });

  test.each<[string, () => Response]>([
    ['a fault', () => new Response('down', { status: 503 })],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['something that is no key set', () => Response.json({ error: 'gone' })],
    ['a set without a key', () => Response.json({ keys: [] })],
    ['keys that are for encryption', () => Response.json({ keys: [{ ...next.published, use: 'enc' }] })],
    ['keys that cannot be read', () => Response.json({ keys: [{ ...next.published, x: 'AA' }] })],
    ['a redirection', () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } })],
    ['more than a key set can hold', () => new Response(`{"keys":[],"more":"${'x'.repeat(200_000)}"}`)],
  ])('because it sends %s, the keys it gave before hold', async (_, broken) => {
    const verify = provider();
    await verify(old);
    answer = broken;
    seconds = 11 * minutes;
    expect(await verify(old)).toBe('old');
    expect(stale).toHaveLength(1);
  });
});
