import { localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { entryLine, LogDocument, type LogEntry, type LogHead, logFiles } from '../../domain/audit/audit-log.ts';
import { consistencyProof, emptyLog, grown, logRoot } from '../../domain/audit/log-tree.ts';
import type { Sweep } from '../../domain/deadline/sweep.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import { sha256 } from '../../draw/sha256.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import type { ChangeDeps } from '../change-record.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { every } from '../every.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Stored } from '../ports/records.ts';
import { lastSealed, readLines, readLogHead } from './read-log.ts';

export interface SealDeps extends Pick<ChangeDeps, 'records' | 'work'> {
  readonly audit: AuditTrail;
  readonly blobs: Blobs;
}

/** The record that says up to which day the log is published. */
export const sealedUntil = 'seal-log';
const pageSize = 500;
const atOnce = 16;
/** How many days before its first night a log may begin: three years, at half a read unit a day, once. */
const daysBefore = 1_100;

/**
 * Seals every day that is over and not sealed yet: the heads of the chains that grew on it are added to the log, its
 * root is written once and published. A run that died goes on with what it has written: the first to write a day is
 * right for good.
 */
export async function sealLog(deps: SealDeps, now: Date): Promise<Record<string, number>> {
  const yesterday = shiftDate(localDateOf(now), -1);
  const published = await deps.records.find('sweep', sealedUntil);
  // After a long standstill nothing is found near: the record says where to look, and the file what stands there.
  const known = published?.value.day;
  let previous: LogHead | undefined =
    (await lastSealed(deps.blobs, yesterday)) ??
    (known === undefined ? undefined : await readLogHead(deps.blobs, known));
  if (published && (previous?.day ?? '') < published.value.day)
    throw new Error(`the log is published up to ${published.value.day}, and its files are not there`);
  const counts = { days: 0, heads: 0 };
  // A day that was sealed by a run that died before it published it is published now.
  const unpublished = published && previous && published.value.day < previous.day ? published.value.day : undefined;
  const from = unpublished ?? (published ? previous?.day : undefined);
  let day = from === undefined ? (previous?.day ?? (await firstDay(deps, yesterday))) : shiftDate(from, 1);
  for (; day <= yesterday; day = shiftDate(day, 1)) {
    const { head, entries } = await sealDay(deps, day, previous);
    await note(deps, day, entries);
    await publish(deps, head, now);
    previous = head;
    counts.days += 1;
    counts.heads += entries.length;
  }
  return counts;
}

/** A log begins with the first day on which anything happened, as far as it is looked for. */
async function firstDay({ audit }: SealDeps, yesterday: string): Promise<string> {
  for (let back = daysBefore; back > 0; back -= 1) {
    const day = shiftDate(yesterday, -back);
    if ((await audit.day(day, { limit: 1 })).items.length > 0) return day;
  }
  return yesterday;
}

async function sealDay({ audit, blobs }: SealDeps, day: string, previous: LogHead | undefined) {
  const before = previous && previous.day < day ? previous : await readBefore(blobs, day);
  const heads = new Map<string, LogEntry>();
  for await (const { entity, id, seq, hash } of every((page) => audit.day(day, page), pageSize)) {
    const name = `${entity}#${id}`;
    if (seq > (heads.get(name)?.seq ?? 0)) heads.set(name, { entity, id, seq, hash });
  }
  const lines = [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entryLine(entry));
  await blobs.putNew(logFiles.entries(day), bytesOf(lines.map((line) => `${line}\n`).join('')), 'text/plain');
  // Another run may have been first, when the index said something else.
  const sealed = await readLines(blobs, logFiles.entries(day));
  const tree = before ?? emptyLog;
  const after = grown(tree, sealed);
  const head: LogHead = {
    day,
    size: after.size,
    root: logRoot(after),
    ...(before && { previous: { day: before.day, size: before.size, root: before.root } }),
    proof: [...consistencyProof(tree, sealed)],
    since: before?.since ?? day,
    peaks: [...after.peaks],
    entries: sha256(sealed.map((line) => `${line}\n`).join('')),
  };
  await blobs.putNew(logFiles.head(day), bytesOf(JSON.stringify(head)), 'application/json');
  const written = await readLogHead(blobs, day);
  if (written?.root !== head.root) throw new Error(`the log of ${day} is sealed, and not by what happened on it`);
  return { head: written, entries: sealed };
}

/** The head that the head of a day goes on from, when the day itself is sealed already. */
async function readBefore(blobs: Blobs, day: string): Promise<LogHead | undefined> {
  const own = await readLogHead(blobs, day);
  return own?.previous && (await readLogHead(blobs, own.previous.day));
}

/** Beside each chain, how it was sealed, so that one chain can be compared without the files. */
async function note({ audit }: SealDeps, day: string, lines: readonly string[]): Promise<void> {
  for (let at = 0; at < lines.length; at += atOnce)
    await Promise.all(lines.slice(at, at + atOnce).map((line) => audit.noteSealed(day, line)));
}

/** The published root and the record that says so, in one commit. */
async function publish({ records, work }: SealDeps, head: LogHead, now: Date): Promise<void> {
  const { day } = head;
  const before: Stored<Sweep> | undefined = await records.find('sweep', sealedUntil);
  if (before && before.value.day >= day) return;
  const value = { id: sealedUntil, day };
  const event = eventOf('seal', { id: 'system', department: officeDepartment }, now, { day, size: head.size });
  const change = before
    ? replaceRecord('sweep', sealedUntil, before, value, event)
    : createRecord('sweep', sealedUntil, value, event);
  const body = LogDocument.parse(head);
  const document = { kind: 'log', id: day, body, places: placeIn(publicLists.log.all, undefined, day) } as const;
  const done = await work.commit([change, { change: 'publish', document }]);
  // Of two runs one publishes.
  if (!done.ok && done.error.kind === 'import-open') throw new Error(done.error.kind);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
