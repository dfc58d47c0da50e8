import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { RecognitionEvent } from './states.ts';

/** Whose turn it is after each step of a recognition. */
export const recognitionHandOvers = {
  review: { to: ['department'], asks: { todo: 'recognition' } },
  confirm: { nobody: 'whoever looked at it again has settled it' },
  withdraw: { nobody: 'the correction is asked of whoever entered the own result' },
} as const satisfies HandOvers<RecognitionEvent, 'department', Handed<'department'>>;
