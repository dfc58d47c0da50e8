export interface Progress {
  readonly say: (text: string) => void;
  /** Does something that must end in time, and says how long it took. */
  readonly step: <T>(what: string, seconds: number, work: () => Promise<T>) => Promise<T>;
}

/** Tells what is being done; a step that hangs is named and given up. */
export function createProgress(write: (line: string) => void = console.log): Progress {
  const started = performance.now();
  const say = (text: string) => write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  return {
    say,
    async step(what, seconds, work) {
      const began = performance.now();
      const done = await atMost(seconds, what, work());
      say(`✓ ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
      return done;
    },
  };
}

async function atMost<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(`${what} hangs: given up after ${seconds} s`)), seconds * 1000);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(limit);
  }
}
