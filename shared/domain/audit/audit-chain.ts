import * as z from 'zod';
import { LocalDate, Sha256Hex } from '../../base/primitives.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import { SealedList } from './sealed-list.ts';

/** The subject of a chain of events, as its events name it; a forged event may name anything. */
export interface ChainName {
  readonly entity: string;
  readonly id: string;
}

/** The head of an entity's audit chain; stored with the entity, so a writer proves that it saw the last event. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** The head of an entity without events. */
export const emptyChain: ChainHead = { seq: 0, hash: '' };

/** What the transaction of an event wrote besides it; events from before this was said have none of it. */
const Written = {
  /** The version of the record, and the digest of its row (`rowDigest`). */
  wrote: z.strictObject({ version: z.int().min(1), digest: Sha256Hex }).optional(),
  /** Digests of the public documents, by name (`documentName`). */
  published: z.record(z.string(), Sha256Hex).optional(),
  /** What was written in bulk before and became visible with the event: rows of an import, visits, frames. */
  rows: SealedList.optional(),
};

/** One audit event (R13). `facts` are ids, codes and counts: never free text, never personal data. */
export const AuditEvent = z.strictObject({
  entity: z.string(),
  id: z.string(),
  seq: z.int().min(1),
  action: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  department: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
  ...Written,
  previous: z.string(),
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export interface EventDraft {
  readonly action: string;
  readonly at: string;
  readonly actor: string;
  readonly department: string;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** What was written in bulk and becomes visible with this event. */
  readonly rows?: SealedList;
}

/** Appends an event to an entity's chain: its hash covers the previous hash and the whole event. */
export function chainEvent(
  entity: string,
  id: string,
  head: ChainHead,
  draft: EventDraft,
  written: Pick<AuditEvent, 'wrote' | 'published'> = {},
): AuditEvent {
  const event = { entity, id, seq: head.seq + 1, ...draft, facts: { ...draft.facts }, ...written, previous: head.hash };
  return { ...event, hash: sha256(canonicalJson(event)) };
}

/** The first event (by `seq`) at which the chain breaks, or undefined if it is intact up to `head`. */
export function brokenAt(events: readonly AuditEvent[], head: ChainHead): number | undefined {
  let last = emptyChain;
  for (const { hash, ...event } of events) {
    const follows = event.seq === last.seq + 1 && event.previous === last.hash && sha256(canonicalJson(event)) === hash;
    if (!follows) return last.seq + 1;
    last = { seq: event.seq, hash };
  }
  return last.seq === head.seq && last.hash === head.hash ? undefined : Math.min(last.seq, head.seq) + 1;
}

/** The day whose events to read. */
export const AuditDay = LocalDate;
