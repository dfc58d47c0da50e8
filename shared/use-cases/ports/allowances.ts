/** What may be used so often within an hour of the clock. */
export interface Allowances {
  /** Uses one, or answers in how many seconds there will be some again. */
  use(name: string, limit: number, now: Date): Promise<{ readonly againAfterSeconds: number } | undefined>;
}
