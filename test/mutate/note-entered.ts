import { afterAll, beforeEach } from 'vitest';
import { noteName } from './regions.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The regions that a test entered; of a test file, those entered outside its tests: loading and preparing. */
    entered?: readonly number[];
  }
}

type Entered = Record<number, 1>;

const numbersIn = (entered: Entered) => Object.keys(entered).map(Number);
const noteIn = (entered: Entered) => Object.assign(globalThis, { [noteName]: entered });

const outside: Entered = [];
noteIn(outside);

beforeEach(({ task }) => {
  const own: Entered = [];
  noteIn(own);
  return () => {
    task.meta.entered = numbersIn(own);
    noteIn(outside);
  };
});

// The runner wants a pattern in the first place, even an empty one.
// oxlint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  suite.meta.entered = numbersIn(outside);
});
