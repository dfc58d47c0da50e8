import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AuditEvent, brokenAt, emptyChain } from '../../domain/audit/audit-chain.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import type { AuditedEntity } from '../../platform/registries.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Contents } from '../ports/contents.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import { type Claims, claimsOf } from './claims.ts';
import type { SealedLog } from './read-log.ts';
import { verifyRows } from './verify-content.ts';
import { verifyListed } from './verify-listed.ts';
import { loggedAnchor, notedAnchor, verifySealed } from './verify-sealed.ts';

export interface AuditDeps {
  readonly audit: AuditTrail;
  readonly contents: Contents;
  readonly records: Records;
}

/** A page of one entity's events, the earliest first. */
export async function entityEvents(
  deps: Pick<AuditDeps, 'audit'>,
  entity: AuditedEntity,
  id: string,
  { limit, from }: PageRequest,
): Promise<Page<AuditEvent>> {
  const seen = Number(from?.seq ?? 0);
  const events = (await deps.audit.events(entity, id)).filter(({ seq }) => seq > seen);
  const items = events.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(last && events.length > items.length && { next: { seq: last.seq } }) };
}

export interface Verification {
  readonly events: number;
  /** The first event that does not follow, was changed, is missing or was added. */
  readonly brokenAt?: number | undefined;
  /** Everything that does not agree, the chain first. */
  readonly findings: readonly Finding[];
  /** How much of what was written in bulk was left, because a list is too long for whoever asks. */
  readonly left: number;
}

export interface VerifyOptions {
  /** What has been looked up already; may be shared by many verifications. */
  readonly claims?: Claims;
  /** The files of the log; without them only the notes beside the chain are asked. */
  readonly log?: SealedLog | undefined;
  /** Sealed lists longer than this are left. */
  readonly longest?: number;
}

/**
 * Recomputes an entity's event chain, compares its end with the head stored in the entity, and then what the events say
 * with the rows, the kept versions and the public documents themselves, and the chain with the days that sealed it. An
 * entity that is gone while its events remain is broken from the first one; one that is gone with them was sealed.
 */
export async function verifyAudit(
  deps: AuditDeps,
  entity: AuditedEntity,
  id: string,
  options: VerifyOptions = {},
): Promise<Result<Verification, Failure<'not-found'>>> {
  const { claims = claimsOf(deps.audit) } = options;
  const verified = await verifyOnce(deps, { entity, id }, { ...options, claims });
  if (!verified.ok || verified.value.findings.length === 0) return verified;
  // Somebody may have written while this was read: only what a second look with fresh eyes sees as well is told.
  return verifyOnce(deps, { entity, id }, { ...options, claims: claimsOf(deps.audit) });
}

async function verifyOnce(
  deps: AuditDeps,
  chain: { readonly entity: AuditedEntity; readonly id: string },
  { claims, log, longest }: VerifyOptions & { readonly claims: Claims },
): Promise<Result<Verification, Failure<'not-found'>>> {
  const { entity, id } = chain;
  const { rows, events } = await readTogether(deps, entity, id);
  const anchor = log ? loggedAnchor(log, chain) : await notedAnchor(deps.audit, chain);
  const isNothing = !rows.current && rows.kept.size === 0 && rows.foreign.length === 0 && events.length === 0;
  if (isNothing && anchor.heads.length === 0) return err({ kind: 'not-found', entity, id });
  const broken = brokenAt(events, rows.current?.chain ?? emptyChain);
  const listed = await verifyListed({ contents: deps.contents, claims }, chain, events, longest);
  const findings: Finding[] = [
    ...(broken === undefined ? [] : [{ ...chain, kind: 'chain-broken', seq: broken } as const]),
    ...verifySealed(chain, events, anchor),
    ...(await verifyRows(claims, entity, id, events, rows)),
    ...listed.findings,
    ...(entity === 'import' ? await verifyState(deps, id) : []),
  ];
  return ok({ events: events.length, brokenAt: broken, findings, left: listed.left });
}

/** Rows and events as they were at one moment: somebody may write in between. */
async function readTogether({ contents, audit }: AuditDeps, entity: AuditedEntity, id: string) {
  for (let rows = await contents.rows(entity, id); ; ) {
    const events = await audit.chain(entity, id);
    if (brokenAt(events, rows.current?.chain ?? emptyChain) === undefined) return { rows, events };
    const again = await contents.rows(entity, id);
    const same =
      rows.current?.chain.seq === again.current?.chain.seq && rows.current?.version === again.current?.version;
    if (same) return { rows: again, events };
    rows = again;
  }
}

/** What readers see of an import hangs on one row without a chain: it has to agree with the import's record. */
async function verifyState({ records, contents }: AuditDeps, id: string): Promise<readonly Finding[]> {
  const found = await records.find('import', id).catch(() => undefined);
  if (!found) return [];
  const isActive = ['activated', 'settled', 'undone'].includes(found.value.status);
  const state = await contents.importState(id);
  return isActive === (state === 'activated') ? [] : [{ entity: 'import', id, kind: 'state-changed' }];
}
