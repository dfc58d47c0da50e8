/** Starts work that outlives a request; the work itself may run more than once. */
export interface Jobs {
  start(
    job:
      | 'stage-import'
      | 'settle-import'
      | 'discard-import'
      | 'recompute-deadlines'
      | 'simulate-plan'
      | 'reduce-frames',
    input: Readonly<Record<string, string>>,
  ): Promise<void>;
}
