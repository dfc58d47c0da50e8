import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { changeExpiry, type RegistryChange, type WantedChange } from '../../domain/registry/registry-change.ts';
import type { TakenOut } from '../../domain/registry/taken-out.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf } from '../changes.ts';
import { nameToTell } from '../notice/told.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { factsOf, notice, wordsOf } from './change-words.ts';
import { mayAskFor, type NextFailure, nextRow } from './next-row.ts';
import { displacedBy, takenByWriting } from './one-may-do.ts';
import type { RegistryChangeDeps, StoredChange } from './read-changes.ts';

type AskFailure = CommitFailure | NextFailure;

export interface ChangeWish {
  readonly id: string;
  readonly kind: RegistryKind;
  readonly rowId: string;
  readonly version: number;
  readonly change: WantedChange;
  readonly reason: string;
}

const dayMs = 86_400_000;

/**
 * Asks for a change that frames may lose something by, or that changes who may be matched: of every other department that
 * loses something, or of a second person where no other does. Any other change is made at once, and not asked for.
 */
export async function requestChange(
  deps: RegistryChangeDeps,
  wish: ChangeWish,
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, AskFailure>> {
  const { id, kind, rowId, version, change, reason } = wish;
  const made = await deps.records.find('registry-change', id);
  if (made) return ok(made);
  const row = await deps.registry.find(kind, rowId);
  if (!row) return err({ kind: 'not-found', entity: kind, id: rowId });
  const { department } = actor;
  const reach = mayAskFor(row, { change, department });
  if (!reach.ok) return reach;
  if (row.meta.version !== version) return err({ kind: 'stale-version', entity: kind, id: rowId });
  const next = await nextRow(deps.registry, row, { change, reason, department, version });
  if (!next.ok) return next;
  const taken = await takenByWriting(deps.registry, { before: row.value, after: next.value });
  if (taken.length === 0) return notReady('此项改动不影响随机抽取，无须申请，请直接办理。');
  const replaces = await displacedBy(deps.registry, next.value);
  const value: RegistryChange = {
    ...{ id, kind, rowId, rowName: row.value.name, toldName: toldName(row.value), version, department, change, reason },
    taken: taken.map((one) => ({ ...one, by: [...one.by] })),
    ...(replaces.length > 0 && { replaces }),
    asked: askedFor(taken, department),
    consents: [],
    status: 'pending',
    requestedBy: actor.id,
    requestedAt: now.toISOString(),
    until: new Date(now.getTime() + changeExpiry.days * dayMs).toISOString(),
  };
  const text = `${departmentName(department)}${actor.name}申请${wordsOf(value)}，请于${formatChineseDate(localDateOf(new Date(value.until)))}前答复。`;
  const done = await deps.work.commit([
    createRecord('registry-change', id, value, eventOf('request', actor, now, factsOf(value))),
    ...value.asked.map((each) => notice('request', value, 'registry-change-asked', each, text, now)),
  ]);
  if (!done.ok) return done;
  const stored = await deps.records.find('registry-change', id);
  return stored ? ok(stored) : err({ kind: 'not-found', entity: 'registry-change', id });
}

/** Items, inspectors and experts are named in full. */
const toldName = (row: RegistryRow[RegistryKind]): string => ('creditClass' in row ? nameToTell(row) : row.name);

/** Whoever loses something besides who asks; within the own department a second person. */
const askedFor = (taken: readonly TakenOut[], own: DepartmentCode): DepartmentCode[] => {
  const others = taken.map(({ department }) => department).filter((department) => department !== own);
  return others.length > 0 ? others : [own];
};

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'registry-change', reason } as const);
