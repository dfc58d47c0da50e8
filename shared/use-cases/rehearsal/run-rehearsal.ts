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
import { withinRow } from '../../domain/rehearsal/size.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { entriesDigestOf, inputsDigestOf, readRehearsalInputs } from './inputs.ts';
import { entriesOf, type RehearsalDeps, type StoredRehearsal } from './rehearsals.ts';
import { rehearsalWork, rehearseGroup } from './rehearse-group.ts';

type RunDeps = ChangeDeps & Pick<RehearsalDeps, 'registry' | 'clock'>;
type Run = { readonly rehearsalId: string; readonly run: string };

/** After so many tickets a run looks whether it is still the one that counts, and lets others in. */
const lookAfter = 500_000;
/** After so many it says how far it is. */
const tellAfter = 5_000_000;

/**
 * Carries a rehearsal out. A run that died is repeated from the start: its seeds follow from what it reads, so it comes
 * to the same figures. A run whose place another has taken writes nothing more.
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
  const inputs = await readRehearsalInputs(deps, entries);
  if (!inputs.ok) return fail(deps, { rehearsalId, run }, wordsOf(inputs.error).detail);

  const groups: RehearsalGroup[] = [];
  let [seeds, sinceLook, sinceTold] = [0, 0, 0];
  for (const group of inputs.value) {
    const steps = rehearseGroup(group, Math.floor(rehearsalWork / inputs.value.length));
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        groups.push(step.value);
        break;
      }
      seeds += 1;
      sinceLook += step.value;
      sinceTold += step.value;
      if (sinceLook < lookAfter) continue;
      sinceLook = 0;
      const told = sinceTold >= tellAfter;
      if (told) sinceTold = 0;
      const goes = told
        ? await move(deps, { rehearsalId, run }, 'progress', { progress: seeds })
        : await current(deps, { rehearsalId, run });
      if (!goes) return { seeds };
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
  });
  return { seeds };
}

async function fail(deps: RunDeps, run: Run, failure: string): Promise<Record<string, number>> {
  await move(deps, run, 'fail', { failure, finishedAt: deps.clock().toISOString() });
  return { failed: 1 };
}

/** The rehearsal, while this run is the one that counts. */
async function current({ records }: RunDeps, { rehearsalId, run }: Run): Promise<StoredRehearsal | undefined> {
  const found = await records.find('rehearsal', rehearsalId);
  return found?.value.status === 'running' && found.value.run === run ? found : undefined;
}

/** One step of the rehearsal's state; undefined when another run has taken over. */
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
