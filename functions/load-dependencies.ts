import type { Dependencies } from './dependencies.ts';

/** The composition root: the only reader of the environment and the only maker of clients. */
export function loadDependencies(): Dependencies {
  throw new Error('not composed yet');
}
