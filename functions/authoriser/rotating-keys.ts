import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../shared/use-cases/ports/time.ts';

export interface RotatingKeysOptions {
  readonly url: URL;
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
    [customFetch]: boundedFetch(options.fetch ?? fetch),
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
      if (age() > keptSeconds) throw new Error('the keys of the identity provider cannot be had', { cause: failure });
      if (failure !== undefined) onStale?.(failure, Math.round(age()));
    }
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || (await reload()) !== undefined) throw error;
      return remote(header, token);
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

/** What answers more than a key set can hold is not read to its end. */
const boundedFetch =
  (ask: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await ask(input, init);
    if (!response.body) return response;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > largestBytes) throw new Error(`a key set of more than ${largestBytes} bytes is none`);
      chunks.push(chunk);
    }
    return new Response(Buffer.concat(chunks), { status: response.status, headers: response.headers });
  };
