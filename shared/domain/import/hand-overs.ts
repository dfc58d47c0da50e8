import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { ImportEvent } from './states.ts';

/** A file of classes is the office's, an import of a registry a department's. */
type Side = 'department' | 'office' | 'who-loses-rows';

const byItself = { nobody: 'a job carries it on, and whoever started it is shown how far it is' };

/** Whose turn it is after each step of an import; what undoes one is an import as well, and is asked for. */
export const importHandOvers = {
  stage: byItself,
  staged: { to: ['department', 'office'], asks: { todo: 'import' } },
  refuse: { nobody: 'whoever started it is shown why, and announces a corrected file' },
  activate: { to: ['who-loses-rows'] },
  settle: byItself,
  discard: { to: ['department', 'office'] },
  discarded: byItself,
  undo: { to: ['department', 'office'] },
  'request-undo': { to: ['department', 'office'] },
} as const satisfies HandOvers<ImportEvent | 'request-undo', Side, Handed<Side>>;
