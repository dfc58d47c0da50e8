import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { ChangeDeps } from '../change-record.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Staging } from '../ports/registry.ts';
import { closing } from './closing.ts';
import { move } from './decide-import.ts';
import type { StoredImport } from './read-imports.ts';

export interface GiveUpDeps extends ChangeDeps {
  readonly staging: Staging;
  readonly audit: Pick<AuditTrail, 'seal'>;
}

export type Tally = Readonly<Record<string, number>>;

/** On behalf of the import's department. */
export const system = (found: StoredImport) => ({ id: 'system', department: found.value.department });

/** Says first why a file is unusable: a run that dies while it tidies up is then finished by the next one. */
export async function giveUp(
  deps: GiveUpDeps,
  found: StoredImport,
  change: Partial<RegistryImport> & { readonly failure: string },
  now: Date,
): Promise<Tally> {
  const told = await move(deps, found, 'stage', change, [], system(found), now);
  return told.ok ? refuse(deps, told.value, now) : {};
}

/** What an unreadable rest left behind must be gone before the registry is free again. */
export async function refuse(deps: GiveUpDeps, found: StoredImport, now: Date): Promise<Tally> {
  await deps.staging.discard(found.value.id, found.value.kind);
  await move(deps, found, 'refuse', {}, [closing(found.value)], system(found), now);
  return { ...found.value.counts };
}

/** The seal of everything that was staged, for the activation to state. */
export async function sealStaged(
  { staging, audit }: Pick<GiveUpDeps, 'staging' | 'audit'>,
  { id, kind }: RegistryImport,
): Promise<Pick<RegistryImport, 'rows'>> {
  const staged = await staging.staged(id, kind);
  return staged ? { rows: await audit.seal(staged) } : {};
}
