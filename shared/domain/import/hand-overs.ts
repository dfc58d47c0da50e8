import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { ImportEvent } from './states.ts';

type Side = 'department' | 'who-loses-rows';

const byItself = { nobody: 'a job carries it on, and whoever started it is shown how far it is' };

/** Whose turn it is after each step of an import; what undoes one is an import as well, and is asked for. */
export const importHandOvers = {
  stage: byItself,
  staged: { to: ['department'], asks: { todo: 'import' } },
  refuse: { nobody: 'whoever started it is shown why, and announces a corrected file' },
  activate: { to: ['who-loses-rows'] },
  settle: byItself,
  discard: { to: ['department'] },
  discarded: byItself,
  undo: { to: ['department'] },
  'request-undo': { to: ['department'] },
} as const satisfies HandOvers<ImportEvent | 'request-undo', Side, Handed<Side>>;
