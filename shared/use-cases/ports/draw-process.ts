/** One attempt at freezing or drawing a batch, known by batch, work and number; the input of the process. */
export interface DrawRun {
  readonly batchId: string;
  readonly work: 'freeze' | 'draw';
  readonly attempt: number;
  /** When the randomness is due. */
  readonly dueAt: string;
  /** Whether a frame was frozen shard by shard, and is drawn so. */
  readonly byShards: boolean;
}

/** The process that freezes a large batch, and draws any, by itself. */
export interface DrawProcess {
  /** Starts an attempt, or finds it running; `ended` when that attempt has been made. Starting it again changes nothing. Rejects, and logs why, where it cannot be reached. */
  start(run: DrawRun): Promise<'running' | 'ended'>;
}
