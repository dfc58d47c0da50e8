import { afterAll } from 'vitest';
import { noteName } from './regions.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The regions that this test file entered, while it was loaded, prepared and run. */
    entered?: readonly number[];
  }
}

const entered: Record<number, 1> = [];
Object.assign(globalThis, { [noteName]: entered });

// The runner wants a pattern in the first place, even an empty one.
// oxlint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  suite.meta.entered = Object.keys(entered).map(Number);
});
