import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { ListFileEvent } from './list-file-states.ts';

const byItself = { nobody: 'a job carries it on, and whoever started it is shown how far it is' };

/** Whose turn it is after each step of a file of a list. */
export const listFileHandOvers = {
  start: byItself,
  finish: { to: ['department'], asks: { todo: 'list-file-to-apply' } },
  refuse: { nobody: 'whoever started it is shown why, and uploads a corrected file' },
  apply: byItself,
  'take-effect': byItself,
  settle: byItself,
  discard: { nobody: 'nothing was changed' },
  lapse: { nobody: 'nothing was changed' },
} as const satisfies HandOvers<ListFileEvent, 'department', Handed<'department'>>;
