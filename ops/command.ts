import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type * as z from 'zod';
import { fieldMessages } from '../shared/api/field-messages.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';

/** Exit statuses, for scripts: all well · findings · a mistake in the call · could not be done. */
export const exits = { well: 0, found: 1, usage: 2, failed: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** A command's output, and its clock. */
export interface Io {
  readonly say: (line: string) => void;
  readonly clock: Clock;
}

/** A call that cannot be carried out as written; shown with the command's help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Command {
  readonly name: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** Everything after the summary in its help. */
  readonly help: string;
  readonly run: (args: readonly string[], io: Io) => Promise<Exit>;
}

export interface CommandParts<S extends z.ZodType> {
  readonly name: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** The schema of the options; `arguments` holds the positional words. */
  readonly schema: S;
  readonly run: (given: z.output<S>, io: Io) => Promise<Exit>;
}

/** A command whose options Node parses and its schema checks before anything happens. */
export const defineCommand = <S extends z.ZodType>({ options, schema, run, ...command }: CommandParts<S>): Command => ({
  ...command,
  run: async (args, io) => run(read(schema, options, args), io),
});

function read<S extends z.ZodType>(schema: S, options: ParseArgsOptionsConfig, args: readonly string[]): z.output<S> {
  const { values, positionals } = wordsOf(options, args);
  const given = { ...values, ...(positionals.length > 0 && { arguments: positionals }) };
  const checked = schema.safeParse(given, { error: fieldMessages.localeError });
  if (checked.success) return checked.data;
  const wrong = checked.error.issues.map(({ path, message, code }) => {
    if (code === 'unrecognized_keys') return `多余的参数 (unexpected): ${positionals.join(' ')}`;
    return path.length > 0 && path[0] !== 'arguments' ? `--${path.join('.')}: ${message}` : message;
  });
  throw new UsageError(wrong.join('\n  '));
}

function wordsOf(options: ParseArgsOptionsConfig, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(inOurWords(error instanceof Error ? error.message : String(error)));
  }
}

/** Node's own messages about wrong options are English and long. */
function inOurWords(message: string): string {
  const option = /'(--?[\w-]+)/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unknown option')) return `没有这个参数 (no such option): ${option}`;
  if (message.includes('does not take an argument')) return `${option} 后面不带内容 (takes no value)`;
  return `${option} 后面缺少内容 (a value is missing)`;
}
