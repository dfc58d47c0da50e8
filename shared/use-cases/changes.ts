import type { DepartmentCode } from '../base/primitives.ts';
import type { EventDraft } from '../domain/audit/audit-chain.ts';
import type { RegistryKind } from '../domain/registry/kinds.ts';
import type { RegistryRow } from '../domain/registry/registry.ts';
import type { RecordKind, RecordOf } from '../platform/records.ts';
import type { Actor } from './actor.ts';
import type { Stored } from './ports/records.ts';
import type { StoredRow } from './ports/registry.ts';
import type { Change } from './ports/unit-of-work.ts';

// The union of changes is keyed by kind; TypeScript cannot see that a generic kind picks one member of it.
const asChange = (change: object): Change => change as Change;

/** A new record; the commit fails with `already-exists` when there is one. */
export const createRecord = <K extends RecordKind>(
  kind: K,
  id: string,
  value: RecordOf<K>,
  event: EventDraft,
): Change => asChange({ change: 'create', kind, id, value, event });

/** The next version of a record; the commit fails with `stale-version` when somebody was faster. */
export const replaceRecord = <K extends RecordKind>(
  kind: K,
  id: string,
  from: Stored<RecordOf<K>>,
  value: RecordOf<K>,
  event: EventDraft,
): Change => asChange({ change: 'replace', kind, id, from: from.meta, before: from.value, value, event });

/** What was read is still so when the rest is written; the commit fails with `stale-version` otherwise. */
export const checkOf = <K extends RecordKind>(kind: K, id: string, { meta }: Stored<RecordOf<K>>): Change => ({
  change: 'check',
  kind,
  id,
  version: meta.version,
});

export const createRow = <K extends RegistryKind>(kind: K, value: RegistryRow[K], event: EventDraft): Change =>
  asChange({ change: 'create-row', kind, value, event });

/**
 * The next version of a registry row; refused with `import-open` while an import of that registry is open, or has staged
 * this row. Of an object, `part` names the department that changes its own part only.
 */
export const replaceRow = <K extends RegistryKind>(
  from: StoredRow<K>,
  value: RegistryRow[K],
  event: EventDraft,
  part?: DepartmentCode,
): Change => asChange({ change: 'replace-row', kind: from.kind, from, value, event, ...(part && { part }) });

/** What the audit trail says of an act. `facts` are ids, codes and counts, never free text. */
export const eventOf = (
  action: string,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
  facts: EventDraft['facts'] = {},
): EventDraft => ({ action, at: now.toISOString(), actor: actor.id, department: actor.department, facts });
