import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import {
  type Rehearsal,
  type RehearsalEvent,
  type RehearsalGroup,
  rehearsalTransitions,
  rehearsalWords,
} from '../../domain/rehearsal/rehearsal.ts';
import { withinRow } from '../../domain/rehearsal/row-limit.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { readPreview } from '../plan/preview-entry.ts';
import { entriesDigestOf, inputsDigestOf, readRehearsalInputs } from './inputs.ts';
import { countingReads } from './reading.ts';
import { entriesOf, type RehearsalDeps, type StoredRehearsal } from './rehearsals.ts';
import { rehearsalWork, rehearseGroup } from './rehearse-group.ts';

type RunDeps = ChangeDeps & Pick<RehearsalDeps, 'registry' | 'blobs' | 'clock'>;
type Run = { readonly rehearsalId: string; readonly run: string };

/** After this many tickets a run checks whether it is still the current one, and yields. */
const checkAfter = 500_000;
/** After this many it reports its progress. */
const reportAfter = 5_000_000;

/**
 * Runs a rehearsal. A run that died restarts from the beginning: its seeds follow from its inputs, so it reaches the
 * same figures. A run that was replaced writes nothing more.
 */
export async function runRehearsal(deps: RunDeps, { rehearsalId, run }: Run): Promise<Record<string, number>> {
  const begun = await move(deps, { rehearsalId, run }, 'progress', { progress: 0 });
  if (!begun) return {};
  const { planId, entryId } = begun.value;
  const plan = await deps.records.find('plan', planId);
  const entries = plan && entriesOf(plan.value, entryId);
  if (!plan || !entries || entries.length === 0) {
    return fail(deps, { rehearsalId, run }, '计划条目已不存在，请重新演练。');
  }
  const registry = countingReads(deps.registry, async (read) => {
    await move(deps, { rehearsalId, run }, 'progress', { read });
  });
  const [only] = entries;
  const shown =
    entryId !== undefined && only ? await readPreview({ ...deps, registry }, only, deps.clock()) : undefined;
  const preview = shown?.ok ? { preview: shown.value } : {};
  const inputs = await readRehearsalInputs({ ...deps, registry }, entries, deps.clock());
  if (!inputs.ok) return fail(deps, { rehearsalId, run }, wordsOf(inputs.error).detail, preview);

  const groups: RehearsalGroup[] = [];
  let [seeds, sinceCheck, sinceReport] = [0, 0, 0];
  for (const group of inputs.value) {
    const steps = rehearseGroup(group, Math.floor(rehearsalWork / inputs.value.length));
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        groups.push(step.value);
        break;
      }
      seeds += 1;
      sinceCheck += step.value;
      sinceReport += step.value;
      if (sinceCheck < checkAfter) continue;
      sinceCheck = 0;
      const reports = sinceReport >= reportAfter;
      if (reports) sinceReport = 0;
      const stillCurrent = reports
        ? await move(deps, { rehearsalId, run }, 'progress', { progress: seeds })
        : await current(deps, { rehearsalId, run });
      if (!stillCurrent) return { seeds };
    }
  }
  const kept = withinRow(groups);
  if (!kept.ok) {
    const failure = `计划分为 ${kept.error.groups} 个检查期，一次演练容纳不下，请逐个条目演练。`;
    return fail(deps, { rehearsalId, run }, failure);
  }
  await move(deps, { rehearsalId, run }, 'finish', {
    progress: seeds,
    planVersion: plan.meta.version,
    entriesDigest: entriesDigestOf(entries),
    inputsDigest: inputsDigestOf(inputs.value),
    finishedAt: deps.clock().toISOString(),
    groups: [...kept.value],
    ...preview,
  });
  return { seeds };
}

async function fail(
  deps: RunDeps,
  run: Run,
  failure: string,
  found: Pick<Rehearsal, 'preview'> = {},
): Promise<Record<string, number>> {
  await move(deps, run, 'fail', { ...found, failure, finishedAt: deps.clock().toISOString() });
  return { failed: 1 };
}

/** The rehearsal, while this run is the current one. */
async function current({ records }: RunDeps, { rehearsalId, run }: Run): Promise<StoredRehearsal | undefined> {
  const found = await records.find('rehearsal', rehearsalId);
  return found?.value.status === 'running' && found.value.run === run ? found : undefined;
}

/** One step of the rehearsal's state; undefined if another run has taken over. */
async function move(
  deps: RunDeps,
  run: Run,
  event: RehearsalEvent,
  change: Partial<Rehearsal>,
): Promise<StoredRehearsal | undefined> {
  const found = await current(deps, run);
  if (!found) return undefined;
  const { id } = found.value;
  const act = { id, version: found.meta.version, from: found, find: () => present(deps.records, 'rehearsal', id) };
  const moved = await changeRecord<'rehearsal', Failure>(deps, 'rehearsal', act, ({ value: before }) => {
    const next = transition(rehearsalTransitions, rehearsalWords, before.status, event);
    if (!next.ok) return next;
    const value: Rehearsal = { ...before, ...change, status: next.value };
    const actor = { id: 'system', department: value.department };
    return ok({ value, event: eventOf(event, actor, deps.clock(), { progress: value.progress }) });
  });
  return moved.ok ? moved.value : undefined;
}
