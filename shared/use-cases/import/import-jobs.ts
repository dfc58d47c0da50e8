import { noCounts, type RegistryImport } from '../../domain/import/registry-import.ts';
import type { ImportStatus } from '../../domain/import/states.ts';
import { incrementalSha256 } from '../../platform/incremental-sha256.ts';
import { settings } from '../../platform/settings.ts';
import { every } from '../every.ts';
import { type Blobs, FileUnusable } from '../ports/blobs.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import { publishItemLists } from '../registry/public-items.ts';
import { closing } from './closing.ts';
import { move } from './decide-import.ts';
import { giveUp, refuse, sealStaged, system, type Tally } from './give-up.ts';
import { checkedNotice } from './import-notices.ts';
import { importReport } from './report.ts';
import { stageClasses } from './stage-classes.ts';
import { stageUndo } from './stage-undo.ts';
import { type Outcome, type Run, stageTable, type TableDeps } from './table.ts';
import type { TabularFiles } from './tabular-files.ts';
import { asKept } from './taken-from.ts';

export interface StagingDeps extends TableDeps {
  readonly blobs: Blobs;
  readonly tabular: TabularFiles;
  readonly published: Pick<PublicRecord, 'list' | 'put'>;
}

const replacedFile = '文件已不存在、与登记的大小不符，或在校验过程中被替换，请重新登记导入';

const { value: mostRuns } = settings.importRuns;
const neverFinished = `校验了${mostRuns}次都没有完成，已不再重试，名录未作任何改动；请拆分文件后重新登记导入`;

/**
 * Reads an import file, stages the rows that are new or changed and writes the report. Staging again writes the same rows
 * under the same keys, so a run that died is simply run again; until activation nobody sees any of it. Every state a run
 * writes is conditional on the last one it saw, so of two runs the one that began later goes on.
 */
export async function runStaging(deps: StagingDeps, importId: string, now: Date): Promise<Tally> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'staging') return {};
  if (found.value.failure !== undefined) return refuse(deps, found, now);
  if (found.value.undoes !== undefined) return stageUndo(deps, found, now);

  const { blob, sha256: before } = found.value;
  const sha256 = await digestOf(deps.blobs, found.value);
  if (sha256 === undefined || (before ?? sha256) !== sha256) {
    return giveUp(deps, found, { failure: replacedFile }, now);
  }
  const runs = found.value.runs ?? 0;
  if (runs >= mostRuns) return giveUp(deps, found, { failure: neverFinished }, now);
  const begun = await move(deps, found, 'stage', { sha256, progress: 0, runs: runs + 1 }, [], system(found), now);
  if (!begun.ok) return {};

  const run: Run = { current: begun.value, counts: { ...noCounts }, report: importReport(), takenFrom: new Map() };
  const spooled = hashing(() => deps.blobs.open(blob));
  const { classFile } = found.value;
  const read = await deps.tabular.read(spooled.open, (table) =>
    classFile ? stageClasses(deps, table, classFile, run, now) : stageTable(deps, table, run, now),
  );
  const outcome: Outcome = read.ok ? read.value : { failure: read.error.reason };
  if (outcome === 'overtaken') return run.counts;
  const failure = read.ok && spooled.digest() !== sha256 ? replacedFile : outcome.failure;

  const report = await writeReport(deps, run, importId);
  const change = {
    ...{ progress: run.counts.rows, counts: run.counts, ...report, ...asKept(run.takenFrom) },
    ...outcome.change,
  };
  if (failure !== undefined) return giveUp(deps, run.current, { ...change, failure }, now);
  const sealed = await sealStaged(deps, found.value);
  const checked = { ...change, ...sealed };
  const told = checkedNotice({ ...run.current.value, ...checked }, now);
  await move(deps, run.current, 'staged', checked, [told], system(found), now);
  return run.counts;
}

async function writeReport({ blobs, tabular }: StagingDeps, { report }: Run, importId: string) {
  const lines = report.lines();
  if (lines.length === 0) return {};
  const key = `imports/${importId}/report.csv`;
  await blobs.put(key, tabular.report(lines), 'text/csv; charset=utf-8');
  return { report: key };
}

/** The digest of the uploaded file, or undefined when it is gone or not of the size that was announced. */
async function digestOf(blobs: Blobs, { blob, bytes }: RegistryImport): Promise<string | undefined> {
  const hash = incrementalSha256();
  let total = 0;
  try {
    for await (const chunk of blobs.open(blob)) {
      total += chunk.length;
      if (total > bytes) return undefined;
      hash.update(chunk);
    }
  } catch (error) {
    if (error instanceof FileUnusable) return undefined;
    throw error;
  }
  return total === bytes ? hash.digest('hex') : undefined;
}

/** Says what was in the file as it was read last, since an upload address stays good for a while. */
function hashing(open: () => AsyncIterable<Uint8Array>) {
  let hash = incrementalSha256();
  return {
    async *open() {
      hash = incrementalSha256();
      for await (const chunk of open()) {
        hash.update(chunk);
        yield chunk;
      }
    },
    digest: () => hash.digest('hex'),
  };
}

/** After activation: moves superseded rows into the history, and publishes a list of items as it is now. */
export async function runSettling(deps: StagingDeps, importId: string, now: Date): Promise<Tally> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'activated') return {};
  const { kind, department } = found.value;
  await deps.staging.settle(importId, kind);
  const put = kind === 'item' ? await publishItemLists(deps, [department], { entity: 'import', id: importId }) : [];
  const rows = put.length > 0 ? await deps.audit.seal(put) : undefined;
  await move(deps, found, 'settle', {}, [], system(found), now, rows);
  return { settled: 1 };
}

/** Removes what a discarded import staged, then frees its registry. */
export async function runDiscarding(deps: StagingDeps, importId: string, now: Date): Promise<Tally> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'discarding') return {};
  await deps.staging.discard(importId, found.value.kind);
  await move(deps, found, 'discarded', {}, [closing(found.value)], system(found), now);
  return { discarded: 1 };
}

/** No run of a job lasts longer; an import that has not moved for this long has lost its run. */
const abandonedMs = 20 * 60_000;
const pageSize = 100;

/**
 * Takes up every import whose job died before it ended, or was never started. Runs that come twice do no harm. One that
 * fails again does not keep the others waiting.
 *
 * @throws AggregateError of what failed, once all were taken up.
 */
export async function resumeImports(deps: StagingDeps, now: Date): Promise<Record<string, number>> {
  let resumed = 0;
  const faults: unknown[] = [];
  const underWay = every((page) => deps.records.list({ kind: 'import', in: 'underWay', page }), pageSize);
  for await (const { value, meta } of underWay) {
    if (now.getTime() - Date.parse(meta.updatedAt) < abandonedMs) continue;
    await jobOf[value.status]?.(deps, value.id, now).catch((error: unknown) => faults.push(error));
    resumed += 1;
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${resumed} imports could not go on`);
  return { resumed };
}

const jobOf: Partial<Record<ImportStatus, typeof runStaging>> = {
  staging: runStaging,
  activated: runSettling,
  discarding: runDiscarding,
};
