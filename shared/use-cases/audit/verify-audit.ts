import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AuditEvent, brokenAt, type ChainHead, emptyChain } from '../../domain/audit/audit-chain.ts';
import { RegistryKind } from '../../domain/registry/registry.ts';
import type { RecordKind } from '../../platform/records.ts';
import type { AuditedEntity } from '../../platform/registries.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';

export interface AuditDeps {
  readonly audit: AuditTrail;
  readonly records: Records;
  readonly registry: Registry;
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
}

/**
 * Recomputes an entity's event chain and compares its end with the head stored in the entity. Both are written together
 * but are in different tables, so removing the last event is detected as well. An entity that is gone while its events
 * remain is broken from the first one.
 */
export async function verifyAudit(
  deps: AuditDeps,
  entity: AuditedEntity,
  id: string,
): Promise<Result<Verification, Failure<'not-found'>>> {
  for (;;) {
    const head = await chainHead(deps, entity, id);
    const events = await deps.audit.events(entity, id);
    const current = await chainHead(deps, entity, id);
    // Somebody wrote in between, so the reads are inconsistent.
    if (head?.seq !== current?.seq) continue;
    if (!head && events.length === 0) return err({ kind: 'not-found', entity, id });
    return ok({ events: events.length, brokenAt: brokenAt(events, head ?? emptyChain) });
  }
}

async function chainHead(deps: AuditDeps, entity: AuditedEntity, id: string): Promise<ChainHead | undefined> {
  const kind = RegistryKind.safeParse(entity);
  if (kind.success) return (await deps.registry.find(kind.data, id))?.meta.chain;
  // An entity that is no registry is a record; TypeScript does not follow the schema.
  return (await deps.records.find(entity as RecordKind, id))?.meta.chain;
}
