import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { inOneLine } from '../../base/typed-text.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { type Recognition, withReviewDue } from '../../domain/recognition/recognition.ts';
import { recognitionTransitions, recognitionWords } from '../../domain/recognition/states.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isContested } from '../../domain/result/objected.ts';
import { type ResultEvent, resultTransitions, resultWords } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { noticesOf, withPerson } from '../result/change-result.ts';
import { reopened } from '../result/decide-result.ts';
import { effectiveResult } from '../result/effective.ts';
import { findRecognition } from './read-recognitions.ts';
import { reviewRecognitions } from './review-recognitions.ts';

export type RecognitionFailure =
  | CommitFailure
  | Failure<'not-found' | 'foreign-department' | 'illegal-transition' | 'not-ready' | 'source-under-review'>;
type Changed = Promise<Result<Stored<Recognition>, RecognitionFailure>>;

interface Seen {
  readonly id: string;
  readonly version: number;
}

/** What is public of the source says the same as what was taken over, and stands again: the recognition rests on it. */
export const confirmRecognition = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, 'confirm', actor, async ({ value: before }) => {
    const source = await effectiveResult(deps.records, before.sourceId);
    if (!source) throw new Error(`recognition ${before.id} has no source`);
    const { documentNumber } = before;
    // What is shown no longer, by its term or by repair, was right.
    const { status } = source.value;
    const isDecided =
      (status === 'published' || status === 'stopped') && !isContested(source.value, source.value.edition);
    if (!isDecided) return err({ kind: 'source-under-review', documentNumber });
    const changed = before.items.filter((each) => !saysTheSame(source.value, each));
    if (changed.length > 0)
      return notReady(`${changed.map(({ citedName }) => citedName).join('、')}的结论已经改变，请撤回互认。`);
    const { edition, id } = source.value;
    const { review: _, ...rest } = before;
    const value = { ...rest, edition, confirmedBy: actor.id, confirmedOn: localDateOf(now) };
    const unchanged: Change = { change: 'check', kind: 'result', id, version: source.meta.version };
    return ok({ value, facts: { edition }, now, also: [unchanged] });
  });

function saysTheSame({ findings }: InspectionResult, { citedItemId, codes }: Recognition['items'][number]): boolean {
  const found = findings.find(({ itemId }) => itemId === citedItemId);
  return found?.checked === true && [...found.codes].sort().join() === [...codes].sort().join();
}

/**
 * Gives a recognition up: its items are to be concluded otherwise. A result that is public is opened for correction in the
 * same act, by which what others have recognised of it comes under review.
 */
export const withdrawRecognition = (
  deps: ChangeDeps,
  { reason, ...seen }: Seen & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, 'withdraw', actor, async ({ value: before }) => {
    const citing = await effectiveResult(deps.records, before.resultId);
    if (!citing) throw new Error(`recognition ${before.id} has no result`);
    const without = await changesOfResult(deps, citing, before, reason, actor, now);
    if (!without.ok) return without;
    const { review: _, ...rest } = before;
    const value = { ...rest, reason, withdrawnBy: actor.id, withdrawnOn: localDateOf(now) };
    return ok({ value, facts: {}, now, also: without.value });
  });

async function changesOfResult(
  deps: ChangeDeps,
  citing: Stored<InspectionResult>,
  { id }: Recognition,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], RecognitionFailure>> {
  const before = citing.value;
  const findings = before.findings.filter(({ recognised }) => recognised?.id !== id);
  // Nothing rests on it: the batch was voided, or a correction has gone another way.
  if (before.status === 'voided' || findings.length === before.findings.length) return ok([]);
  const isPublic = (['published', 'withheld', 'stopped'] as const).some((status) => status === before.status);
  const event: ResultEvent = isPublic ? 'correct' : 'record';
  const next = transition(resultTransitions, resultWords, before.status, event);
  if (!next.ok) return notReady('该检查结果已提交审核，请先撤回提交或退回，再撤回互认。');
  const why = [...inOneLine(`撤回互认：${reason}`)].slice(0, 140).join('');
  const entered = isPublic ? reopened(before, why) : before;
  const recordedBy = withPerson(before.recordedBy, actor.id);
  const value = { ...entered, findings, recordedBy, status: next.value };
  const facts = { status: value.status, edition: value.edition, recognition: id };
  const reviewed = isPublic ? await reviewRecognitions(deps.records, before, 'correction', actor, now) : [];
  const notices = await noticesOf(event, value, citing.meta.version + 1, actor, now);
  const replaced = replaceRecord('result', before.id, citing, value, eventOf(event, actor, now, facts));
  return ok([replaced, ...reviewed, ...notices]);
}

interface Settled {
  readonly value: Recognition;
  readonly facts: Readonly<Record<string, number>>;
  readonly now: Date;
  readonly also: readonly Change[];
}

const change = (
  deps: ChangeDeps,
  { id, version }: Seen,
  event: 'confirm' | 'withdraw',
  actor: Actor,
  judge: (before: Stored<Recognition>) => Promise<Result<Settled, RecognitionFailure>>,
): Changed =>
  changeRecord<'recognition', RecognitionFailure>(
    deps,
    'recognition',
    { id, version, find: () => findRecognition(deps, id, actor) },
    async (before) => {
      if (before.value.department !== actor.department)
        return err({ kind: 'foreign-department', entity: 'recognition', id });
      const next = transition(recognitionTransitions, recognitionWords, before.value.status, event);
      if (!next.ok) return next;
      const done = await judge(before);
      if (!done.ok) return done;
      const { value: settled, facts, now, also } = done.value;
      const value = withReviewDue({ ...settled, status: next.value }, await loadCalendar(deps));
      return ok({ value, event: eventOf(event, actor, now, { status: value.status, ...facts }), also });
    },
  );

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
