export type Clock = () => Date;

/** How an act waits that met another one: not all that met shall come back at the same moment. */
export interface Backoff {
  sleep(ms: number): Promise<void>;
  /** From 0 to below 1, foreseen by nobody who waits. Never a source of a draw. */
  chance(): number;
}
