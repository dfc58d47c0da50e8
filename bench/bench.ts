/** One line of the benchmark's table: our figure next to a peer's, measured in the same run. */
export interface BenchRow {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
}
