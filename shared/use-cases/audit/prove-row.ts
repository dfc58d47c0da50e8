import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { rowName } from '../../domain/audit/content.ts';
import type { AuditedEntity } from '../../platform/registries.ts';
import { claimsOf } from './claims.ts';
import type { InclusionProof } from './read-sealed.ts';
import type { AuditDeps } from './verify-audit.ts';

export interface RowProof extends InclusionProof {
  readonly version: number;
  readonly root: string;
  readonly size: number;
  /** The event that states the root. */
  readonly statedBy: { readonly entity: string; readonly id: string; readonly seq: number };
}

/**
 * Proves that a version which has no event of its own, of a row that an import brought or of a dispatched visit, is one of
 * those whose root an event states. Without `version`, the current one.
 */
export async function proveRow(
  deps: Pick<AuditDeps, 'audit' | 'contents'>,
  {
    entity,
    id,
    version,
  }: { readonly entity: AuditedEntity; readonly id: string; readonly version?: number | undefined },
): Promise<Result<RowProof, Failure<'not-found'>>> {
  const rows = await deps.contents.rows(entity, id);
  const asked = version ?? rows.current?.version ?? 0;
  const content = rows.current?.version === asked ? rows.current : rows.kept.get(asked);
  const claims = claimsOf(deps.audit);
  const events = content?.broughtBy ? await claims.events(content.broughtBy) : [];
  for (const { entity: of, id: source, seq, rows: list } of events.toReversed()) {
    const proof = list && (await claims.sealed.prove(list, rowName(entity, id, asked)));
    if (proof) return ok({ ...proof, version: asked, ...list, statedBy: { entity: of, id: source, seq } });
  }
  return err({ kind: 'not-found', entity, id });
}
