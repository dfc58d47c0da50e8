import type { Transitions } from '../../base/transitions.ts';

export const importStatuses = [
  'uploading',
  'staging',
  'staged',
  'refused',
  'activated',
  'settled',
  'discarding',
  'discarded',
  'undone',
] as const;

export type ImportStatus = (typeof importStatuses)[number];

export const importEvents = [
  'stage',
  'staged',
  'refuse',
  'activate',
  'settle',
  'discard',
  'discarded',
  'undo',
] as const;

export type ImportEvent = (typeof importEvents)[number];

/**
 * Nothing of an import is active before `activated`; one that died in `staging` is staged again or discarded. From the
 * first `stage` until `activated`, `refused` or `discarded` its registry is held by it. What undoes an import is an import
 * itself, which stages the rows as they were; the one that it undoes becomes `undone` in the commit that activates it.
 */
export const importTransitions: Transitions<ImportStatus, ImportEvent> = {
  uploading: { stage: 'staging', discard: 'discarded' },
  staging: { stage: 'staging', staged: 'staged', refuse: 'refused', discard: 'discarding' },
  staged: { activate: 'activated', discard: 'discarding' },
  refused: { discard: 'discarded' },
  activated: { settle: 'settled' },
  settled: { undo: 'undone' },
  discarding: { discard: 'discarding', discarded: 'discarded' },
  discarded: {},
  undone: {},
};

/** States in which a job has work to do; an import that stays in one has lost its job. */
export const hasJob = (status: ImportStatus): boolean =>
  status === 'staging' || status === 'activated' || status === 'discarding';

/** States that an import does not leave, or only by another one: nothing of its own work is left to do. */
export const isDone = (status: ImportStatus): boolean =>
  status === 'settled' || status === 'undone' || status === 'refused' || status === 'discarded';
