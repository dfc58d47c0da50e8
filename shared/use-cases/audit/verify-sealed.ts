import { localDateOf } from '../../calendar/local-date.ts';
import type { AuditEvent, ChainName } from '../../domain/audit/audit-chain.ts';
import { entryOf } from '../../domain/audit/audit-log.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { SealedHead, SealedLog } from './read-log.ts';

/** How the log sealed one chain, and up to which day everything is sealed, where that is known. */
export interface Anchor {
  readonly heads: readonly SealedHead[];
  readonly sealed?: Pick<SealedLog, 'since' | 'until'>;
}

/** From the notes beside the chain, for whoever does not read the log's files. */
export async function notedAnchor(audit: AuditTrail, { entity, id }: ChainName): Promise<Anchor> {
  const noted = await audit.sealedHeads(entity, id);
  return { heads: noted.map(({ day, line }) => ({ day, seq: 0, hash: '', ...entryOf(line) })) };
}

/** From the log's files: the last day on which the chain grew. */
export function loggedAnchor(log: SealedLog, { entity, id }: ChainName): Anchor {
  const last = log.heads.get(`${entity}#${id}`);
  return { heads: last ? [last] : [], sealed: log };
}

/**
 * Compares a chain with the days that sealed it. What was sealed has to be in it still, as it was; and what it has beyond
 * must not say that it happened on a day that is sealed without it.
 */
export function verifySealed(chain: ChainName, events: readonly AuditEvent[], { heads, sealed }: Anchor): Finding[] {
  const [earliest] = heads;
  if (events.length === 0) return earliest ? [{ ...chain, kind: 'sealed-vanished', day: earliest.day }] : [];
  for (const { day, seq, hash } of heads) {
    const event = events[seq - 1];
    if (!event) return [{ ...chain, kind: 'sealed-cut', seq, day }];
    if (event.hash !== hash) return [{ ...chain, kind: 'sealed-rewritten', seq, day }];
  }
  if (!sealed) return [];
  const known = Math.max(0, ...heads.map(({ seq }) => seq));
  const late = events.slice(known).find(({ at }) => {
    const day = dayOf(at);
    return day !== undefined && day >= sealed.since && day <= sealed.until;
  });
  const day = late && dayOf(late.at);
  return late && day !== undefined ? [{ ...chain, kind: 'sealed-late', seq: late.seq, day }] : [];
}

function dayOf(at: string): string | undefined {
  const time = Date.parse(at);
  return Number.isNaN(time) ? undefined : localDateOf(new Date(time));
}
