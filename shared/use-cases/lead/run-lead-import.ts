import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import {
  type LeadImport,
  type LeadImportEvent,
  leadFileOf,
  leadImportTransitions,
  leadImportWords,
  noLeads,
} from '../../domain/lead/lead-import.ts';
import type { Actor } from '../actor.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { readUploaded } from '../import/read-uploaded.ts';
import type { LineProblem, TabularFiles } from '../import/tabular-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { LeadDeps } from './lead-deps.ts';
import { commitNumbered } from './number-leads.ts';
import { prepareRows } from './prepare-rows.ts';
import { readLeadFile } from './read-lead-file.ts';
import { type PreparedLead, registering } from './register-lead.ts';

export interface LeadImportDeps extends LeadDeps {
  readonly blobs: Pick<Blobs, 'open' | 'put'>;
  readonly tabular: Pick<TabularFiles, 'read' | 'report'>;
}

/** A lead costs four actions of a commit, and their numbers two. */
const leadsOfCommit = 20;
const replacedFile = '文件已不存在、与登记的大小不符，或在登记过程中被替换，请重新导入';

/**
 * Reads the file of a platform and registers its rows: none of them when one is wrong, unless those are to be left out. A
 * run that died is run again: the id of a lead is made of its number at the platform, so that each is registered once.
 */
export async function runLeadImport(
  deps: LeadImportDeps,
  importId: string,
  now: Date,
): Promise<Record<string, number>> {
  const found = await deps.records.find('lead-import', importId);
  if (found?.value.status !== 'running') return {};
  const entry = found.value;
  const { file, sha256 } = await readUploaded(deps, entry, readLeadFile);
  const failed = async (failure: string, report: readonly LineProblem[] = [], refused = 0) => {
    const counts = { ...noLeads, rows: file.rows.length, refused };
    await move(deps, importId, 'refuse', { failure, counts, ...(await written(deps, importId, report)) }, now);
    return counts;
  };
  if (sha256 === undefined || (entry.sha256 ?? sha256) !== sha256) return failed(replacedFile);
  if (file.failure !== undefined) return failed(file.failure, file.remarks);
  await move(deps, importId, 'read', { sha256 }, now);

  const { prepared, problems, known, registered } = await prepareRows(deps, entry, file.rows, now);
  const refused = new Set(problems.filter(({ remark }) => !remark).map(({ line, sheet }) => `${sheet ?? ''} ${line}`))
    .size;
  const report = [...file.remarks, ...problems];
  if (refused > 0 && !entry.validRowsOnly)
    return failed(`有 ${refused} 行未通过校验，未登记任何线索；请改正后重新导入，或注明只登记合格行`, report, refused);
  const late = await registerAll(deps, entry, prepared, now);
  const counts = {
    rows: file.rows.length,
    registered: registered + prepared.length - late.length,
    known,
    refused: refused + late.length,
  };
  await move(deps, importId, 'finish', { counts, ...(await written(deps, importId, [...report, ...late])) }, now);
  return counts;
}

const actorOf = ({ createdBy, department }: LeadImport): Actor => ({
  id: createdBy,
  name: '',
  department,
  scope: 'own',
});

/** Registers what was prepared, and says which rows the day had no number left for. */
async function registerAll(
  deps: LeadImportDeps,
  entry: LeadImport,
  prepared: readonly (PreparedLead & { readonly line: number })[],
  now: Date,
): Promise<readonly LineProblem[]> {
  for (let at = 0; at < prepared.length; at += leadsOfCommit) {
    const some = prepared.slice(at, at + leadsOfCommit);
    const done = await commitNumbered(deps, some.length, now, (numbers) =>
      some.flatMap((each, index) => registering(each, numbers[index] ?? '', actorOf(entry), now)),
    );
    if (done.ok) continue;
    if (done.error.kind !== 'not-ready') throw new Error(`lead import ${entry.id}: ${done.error.kind}`);
    const reason = wordsOf(done.error).detail;
    return prepared.slice(at).map(({ line }) => ({ line, column: '', value: '', reason }));
  }
  return [];
}

async function written({ blobs, tabular }: LeadImportDeps, id: string, lines: readonly LineProblem[]) {
  if (lines.length === 0) return {};
  const report = leadFileOf(id, 'report.csv');
  await blobs.put(report, tabular.report(lines), 'text/csv; charset=utf-8');
  return { report };
}

/** A run that comes late, after another has ended, changes nothing. */
async function move(deps: LeadImportDeps, id: string, event: LeadImportEvent, change: Partial<LeadImport>, now: Date) {
  const act = { id, find: () => present(deps.records, 'lead-import', id) };
  const done = await changeRecord<'lead-import', Failure>(deps, 'lead-import', act, ({ value }) => {
    const next = transition(leadImportTransitions, leadImportWords, value.status, event);
    if (!next.ok) return ok(undefined);
    const noted = eventOf(event, { id: 'system', department: value.department }, now, { ...change.counts });
    return ok({ value: { ...value, ...change, status: next.value }, event: noted });
  });
  if (!done.ok) throw new Error(`lead import ${id}: ${done.error.kind}`);
}

/** No run of a job lasts longer; an import that has not moved for this long has lost its run. */
const abandonedMs = 20 * 60_000;
const pageSize = 100;

/** Takes up every import of leads whose job died before it ended, or was never started. */
export async function resumeLeadImports(deps: LeadImportDeps, now: Date): Promise<Record<string, number>> {
  let resumed = 0;
  const running = every((page) => deps.records.list({ kind: 'lead-import', in: 'running', page }), pageSize);
  for await (const { value, meta } of running) {
    if (now.getTime() - Date.parse(meta.updatedAt) < abandonedMs) continue;
    await runLeadImport(deps, value.id, now);
    resumed += 1;
  }
  return { resumed };
}
