import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import type { SigningAlgorithm } from '../../shared/platform/environment.ts';
import type { Clock } from '../../shared/use-cases/ports/time.ts';
import { keyIn, ProviderFault, refuseUnusable } from './key-sets.ts';

export interface RotatingKeysOptions {
  readonly url: URL;
  /** An answer without a key for one of these is none, and the keys before it stay. */
  readonly algorithms: readonly SigningAlgorithm[];
  /** Fetched keys are used so long without asking again; a key that was taken back is refused after it at the latest. */
  readonly freshSeconds: number;
  /** While the provider does not answer, the keys it gave last are used so long in all. */
  readonly keptSeconds: number;
  readonly clock: Clock;
  /** Told when old keys are used because new ones cannot be had. */
  readonly onStale?: (cause: unknown, ageSeconds: number) => void;
  readonly fetch?: typeof fetch;
}

/** An answer is waited for so long. */
const timeoutMs = 3_000;
/** The provider is asked at most once in this time, whatever key ids strangers invent; sooner again if it did not answer. */
const cooldownMs = { answered: 30_000, failed: 5_000 };
/** A key set is a few kilobytes; what is larger is something else. */
const largestBytes = 100_000;

/**
 * The provider's keys by address. They are fetched at the first token, when they are no longer fresh, and once for a key
 * id that is not among them; jose reads and applies them, and when to ask again is decided here.
 *
 * The key getter throws `JWKSNoMatchingKey` for a key that is not published, and anything else when keys cannot be had.
 */
export function rotatingKeys(options: RotatingKeysOptions): JWTVerifyGetKey {
  const { url, freshSeconds, keptSeconds, clock, onStale } = options;
  // Never by itself: jose would give up the keys it has as soon as they are no longer fresh.
  const remote = createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cooldownDuration: Number.POSITIVE_INFINITY,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    [customFetch]: usableAnswer(options.fetch ?? fetch, options.algorithms),
  });
  const ask = questionOf(() => remote.reload(), clock);
  let loadedAt: number | undefined;
  const age = () => (loadedAt === undefined ? Number.POSITIVE_INFINITY : (clock().getTime() - loadedAt) / 1000);
  const reload = async (): Promise<unknown> => {
    const asked = await ask();
    if (asked.answered) loadedAt = Math.max(loadedAt ?? 0, asked.at);
    return asked.failure;
  };

  return async (header, token) => {
    if (age() > freshSeconds) {
      const failure = await reload();
      if (age() > keptSeconds)
        throw new ProviderFault('the keys of the identity provider cannot be had', { cause: failure });
      if (failure !== undefined) onStale?.(failure, Math.round(age()));
    }
    try {
      return await keyIn(remote, header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || (await reload()) !== undefined) throw error;
      return keyIn(remote, header, token);
    }
  };
}

interface Asked {
  readonly at: number;
  readonly answered: boolean;
  /** Why there was no answer. */
  readonly failure?: unknown;
}

/** Asks, unless it has been asked just now: then it answers what came of that. Those who ask meanwhile wait together. */
function questionOf(question: () => Promise<void>, clock: Clock): () => Promise<Asked> {
  let last: { until: number; readonly outcome: Promise<Asked> } | undefined;
  return () => {
    const at = clock().getTime();
    if (last && at < last.until) return last.outcome;
    const asking = {
      until: at + cooldownMs.answered,
      outcome: question().then(
        () => ({ at, answered: true }),
        (failure: unknown) => {
          asking.until = at + cooldownMs.failed;
          return { at, answered: false, failure };
        },
      ),
    };
    last = asking;
    return asking.outcome;
  };
}

/** What answers more than a key set can hold is not read to its end, and a set that nothing can be checked with is refused. */
const usableAnswer =
  (ask: typeof fetch, algorithms: readonly SigningAlgorithm[]): typeof fetch =>
  async (input, init) => {
    const response = await ask(input, init);
    if (!response.body) return response;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > largestBytes) throw new ProviderFault(`a key set of more than ${largestBytes} bytes is none`);
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    // Whether it is a key set at all is jose's to say.
    const set = KeySetAnswer.safeParse(jsonOf(body));
    if (response.ok && set.success) await refuseUnusable(set.data, algorithms);
    return new Response(body, { status: response.status, headers: response.headers });
  };

const KeySetAnswer = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
