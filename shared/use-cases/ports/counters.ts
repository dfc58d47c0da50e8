/** Numbers that never repeat; a number whose use fails is left out. */
export interface Counters {
  next(name: string): Promise<number>;
  /** The number that `next` would give now; a commit takes it by `take-number`, unless somebody was faster. */
  peek(name: string): Promise<number>;
}
