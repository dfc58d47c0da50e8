import { readFileSync } from 'node:fs';

// Preloaded into the Node processes that run the deployed functions in the emulator, and into nothing else: their clock
// follows the file of the development clock, so that a story that lasts months can be told. The bundles are as deployed.
const RealDate = Date;
const file = process.env.DEVELOPMENT_CLOCK_FILE ?? '';
/** Readers ask for the time many times in one request. */
const freshForMs = 20;
let offset = 0;
let readAt = Number.NEGATIVE_INFINITY;

function now(): number {
  const ticks = performance.now();
  if (ticks - readAt > freshForMs) {
    readAt = ticks;
    offset = offsetIn(file);
  }
  return RealDate.now() + offset;
}

function offsetIn(path: string): number {
  try {
    const { offsetMilliseconds }: { offsetMilliseconds: number } = JSON.parse(readFileSync(path, 'utf8'));
    return offsetMilliseconds;
  } catch {
    // It has not been moved yet.
    return 0;
  }
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
