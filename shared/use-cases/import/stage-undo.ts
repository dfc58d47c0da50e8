import { noCounts, type RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { takenOut } from '../../domain/registry/taken-out.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import { nameHeldWords } from '../registry/names-held.ts';
import type { RunningCounts } from './chunks.ts';
import { move } from './decide-import.ts';
import { type GiveUpDeps, giveUp, sealStaged, system, type Tally } from './give-up.ts';
import { checkedNotice } from './import-notices.ts';
import type { StoredImport } from './read-imports.ts';
import { asKept, noteTaken, type TakenFrom } from './taken-from.ts';

interface UndoDeps extends GiveUpDeps {
  readonly registry: Pick<Registry, 'all' | 'findVersion'>;
}

/** Rows are looked up and staged by so many at a time. */
const chunkRows = 1_000;

/**
 * Stages the rows that an import brought as they were before it, each as its next version; what it had added is to be
 * removed. A row that was edited or imported again since is no longer the import's: the undo is then refused as a whole,
 * for it would undo that too. Staging again writes the same rows under the same keys.
 */
export async function stageUndo(deps: UndoDeps, found: StoredImport, now: Date): Promise<Tally> {
  const { id, kind, createdBy, undoes = '' } = found.value;
  const undone = await deps.records.find('import', undoes);
  if (!undone) throw new Error(`import ${undoes} vanished`);
  const begun = await move(deps, found, 'stage', { progress: 0 }, [], system(found), now);
  if (!begun.ok) return {};

  const counts: RunningCounts = { ...noCounts };
  const takenFrom: TakenFrom = new Map();
  for await (const chunk of chunksBroughtBy(deps.registry, undone.value)) {
    const rows = await Promise.all(chunk.map((row) => asItWas(deps.registry, row)));
    const meta = { kind, by: createdBy, at: now.toISOString() };
    const taken = await deps.staging.stage<RegistryKind>(id, rows, meta);
    if (taken === undefined) return counts;
    const [first] = taken;
    if (first?.held) {
      const failure = `人员${first.id}撤销后的执法证，${nameHeldWords(first.held)}，不能整体撤销；请逐条更正，或导入更正后的文件`;
      return giveUp(deps, begun.value, { progress: counts.rows, counts, failure }, now);
    }
    if (first) {
      // Its registry is held, but single rows of it may be staged by a file of classes, or of a department that joins.
      const failure = `记录${first.id}正由另一项导入占用，不能整体撤销；请待其生效或放弃后再申请`;
      return giveUp(deps, begun.value, { progress: counts.rows, counts, failure }, now);
    }
    counts.rows += rows.length;
    for (const { value, supersedes, removed } of rows) {
      const out = takenOut(supersedes.value, removed ? undefined : value);
      if (out.length > 0) counts.takenOut += 1;
      noteTaken(takenFrom, out);
    }
    counts.removed += rows.filter(({ removed }) => removed).length;
  }
  counts.changed = counts.rows - counts.removed;

  const { added, changed } = undone.value.counts;
  const edited = added + changed - counts.rows;
  const told = { progress: counts.rows, counts };
  if (edited > 0) {
    const failure = `导入生效后，其中${edited}条记录又有改动，不能整体撤销；请逐条更正，或导入更正后的文件`;
    return giveUp(deps, begun.value, { ...told, failure }, now);
  }
  const sealed = await sealStaged(deps, found.value);
  const checked = { ...told, ...sealed, ...asKept(takenFrom) };
  const notice = checkedNotice({ ...begun.value.value, ...checked }, now);
  await move(deps, begun.value, 'staged', checked, [notice], system(found), now);
  return counts;
}

/** Of objects also those that other departments keep: the import may have joined them. */
async function* chunksBroughtBy({ all }: Pick<Registry, 'all'>, { id, kind, department }: RegistryImport) {
  let chunk: StoredRow[] = [];
  const where = kind === 'object' ? [] : [{ field: 'department', equals: department }];
  for await (const row of all(kind, where)) {
    if (row.importId !== id) continue;
    chunk.push(row);
    if (chunk.length < chunkRows) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface FormerRow {
  readonly value: RegistryRow[RegistryKind];
  readonly supersedes: StoredRow;
  readonly removed: boolean;
}

/** The version before the one that the import wrote, or the end of a row that there was not. */
async function asItWas({ findVersion }: Pick<Registry, 'findVersion'>, row: StoredRow): Promise<FormerRow> {
  const { kind, value, meta } = row;
  if (meta.version === 1) return { value, supersedes: row, removed: true };
  const former = await findVersion(kind, value.id, meta.version - 1);
  if (!former) throw new Error(`${kind} ${value.id} has no version ${meta.version - 1}`);
  return former.removed
    ? { value, supersedes: row, removed: true }
    : { value: former.value, supersedes: row, removed: false };
}
