/** A problem the user can fix: what is wrong and what to do, in Chinese; shown without a stack trace. */
export class StartError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.remedy = remedy;
  }
}

/** The system error code of a failed call, e.g. `EADDRINUSE`. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
