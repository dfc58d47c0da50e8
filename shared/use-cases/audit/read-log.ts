import { shiftDate } from '../../calendar/local-date.ts';
import { entryOf, type LogEntry, LogHead, logFiles } from '../../domain/audit/audit-log.ts';
import { emptyLog, grown, type LogTree, logRoot } from '../../domain/audit/log-tree.ts';
import type { Blobs } from '../ports/blobs.ts';

/** How far back the last sealed day is looked for. */
const daysBack = 400;

export async function readLogHead(blobs: Blobs, day: string): Promise<LogHead | undefined> {
  const found = await blobs.stat(logFiles.head(day));
  return found && LogHead.parse(JSON.parse(await textOf(blobs, logFiles.head(day))));
}

/** The last sealed day up to `day`. The files are asked, and nothing that can be edited. */
export async function lastSealed(blobs: Blobs, day: string): Promise<LogHead | undefined> {
  for (let back = 0; back < daysBack; back += 1) {
    const head = await readLogHead(blobs, shiftDate(day, -back));
    if (head) return head;
  }
  return undefined;
}

export const readLines = async (blobs: Blobs, key: string): Promise<readonly string[]> =>
  (await textOf(blobs, key)).split('\n').filter((line) => line !== '');

async function textOf(blobs: Blobs, key: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.open(key)) parts.push(part);
  return new TextDecoder().decode(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** The head of a chain as a day sealed it. */
export interface SealedHead {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

export interface SealedLog {
  readonly since: string;
  readonly until: string;
  /** The last sealed head of every chain, by `entity#id`. */
  readonly heads: ReadonlyMap<string, SealedHead & LogEntry>;
  /** Days whose files do not make the root that they state. */
  readonly spoilt: readonly string[];
}

/**
 * Reads the log from its first day to its last and recomputes every root on the way. It holds one head a chain: some
 * 200 bytes for each record that ever changed.
 */
export async function readSealedLog(blobs: Blobs, until: string): Promise<SealedLog | undefined> {
  const last = await lastSealed(blobs, until);
  if (!last) return undefined;
  const days: LogHead[] = [];
  for (let head: LogHead | undefined = last; head; ) {
    days.push(head);
    head = head.previous && (await readLogHead(blobs, head.previous.day));
  }
  const heads = new Map<string, SealedHead & LogEntry>();
  const spoilt: string[] = [];
  let tree: LogTree = emptyLog;
  for (const { day, root, size } of days.toReversed()) {
    const lines = await readLines(blobs, logFiles.entries(day));
    tree = grown(tree, lines);
    if (tree.size !== size || logRoot(tree) !== root) spoilt.push(day);
    for (const line of lines) {
      const entry = entryOf(line);
      if (entry) heads.set(`${entry.entity}#${entry.id}`, { ...entry, day });
    }
  }
  return { since: days.at(-1)?.day ?? last.since, until: last.day, heads, spoilt };
}
