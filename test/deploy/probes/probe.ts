import type { Addresses } from '../deployment.ts';
import type { EmulatedCloud } from '../emulated-cloud.ts';

export interface Probed {
  readonly cloud: EmulatedCloud;
  readonly at: Addresses;
}

/** One thing that the deployed system must do. */
export interface Probe {
  readonly what: string;
  /** The kinds of resources that are seen to work by it. */
  readonly shows: readonly string[];
  /** Answers what was seen; throws when it is not as it should be. */
  readonly run: (probed: Probed) => Promise<string>;
}

export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** Asks until there is an answer, at most so many seconds. */
export async function within<T>(seconds: number, what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}
