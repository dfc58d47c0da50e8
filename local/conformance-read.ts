import * as z from 'zod';
import { err, ok, type Result } from '../shared/base/result.ts';

export interface UnreadableVectors {
  readonly kind: 'unreadable-vectors';
  readonly reason: string;
}

export const unreadable = (reason: string) => err({ kind: 'unreadable-vectors', reason } as const);

export function jsonOf(text: string): Result<unknown, UnreadableVectors> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable(`not JSON: ${error.message}`);
    throw error;
  }
}

/** The document as what it says that it is. */
export function readAs<T>(schema: z.ZodType<T>, what: string, document: unknown): Result<T, UnreadableVectors> {
  const read = schema.safeParse(document);
  return read.success ? ok(read.data) : unreadable(`not in the format of ${what}:\n${z.prettifyError(read.error)}`);
}
