import * as z from 'zod';
import { LocalDate, Sha256Hex } from '../../base/primitives.ts';
import type { ChainName } from './audit-chain.ts';

/** The head of one chain at the end of a day on which it grew. */
export interface LogEntry extends ChainName {
  readonly seq: number;
  readonly hash: string;
}

/** A leaf of the log. Ids and hashes have no blanks. */
export const entryLine = ({ entity, id, seq, hash }: LogEntry): string => `${entity}#${id} ${seq} ${hash}`;

export function entryOf(line: string): LogEntry | undefined {
  const [, entity, id, seq, hash] = /^([^# ]+)#(.+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
  return entity !== undefined && id !== undefined && hash !== undefined
    ? { entity, id, seq: Number(seq), hash }
    : undefined;
}

const count = z.int().min(0);

/** How large the log was at the end of a day, and its root. */
const LogState = z.object({ day: LocalDate, size: count, root: Sha256Hex });

/**
 * The state of the audit log at the end of a day, as the portal publishes it: the tree over the heads of all chains that
 * ever grew, in the order of days, and the proof that it is the tree of the day before with more leaves at its end.
 */
export const LogDocument = z.object({
  ...LogState.shape,
  /** Absent on the first day. */
  previous: LogState.optional(),
  proof: z.array(Sha256Hex),
});
export type LogDocument = z.infer<typeof LogDocument>;

/** What is written once in the evening of a day: the same, and what the next day goes on from. */
export const LogHead = z.object({
  ...LogDocument.shape,
  /** The first day of the log. */
  since: LocalDate,
  peaks: z.array(Sha256Hex),
  /** SHA-256 of the day's entries, a line each. */
  entries: Sha256Hex,
});
export type LogHead = z.infer<typeof LogHead>;

export const logFiles = {
  head: (day: string): string => `log/${day}.json`,
  entries: (day: string): string => `log/${day}.entries`,
} as const;
