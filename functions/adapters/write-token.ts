import { randomUUID } from 'node:crypto';

/** Names one write among all, so that whoever lost the answer finds out whether what is stored is theirs. */
export const writeToken = (): string => randomUUID();
