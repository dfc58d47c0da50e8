/** Numbers that never repeat; a number whose use fails is left out. */
export interface Counters {
  next(name: string): Promise<number>;
}
