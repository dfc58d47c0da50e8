import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved } from '../../domain/result/states.ts';
import type { DataCheck, DataCheckSubject } from '../../domain/sharing/data-check.ts';
import { withDataCheckDue } from '../../domain/sharing/data-check-due.ts';
import { type DataCheckEvent, dataCheckTransitions, dataCheckWords } from '../../domain/sharing/data-check-states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { checkResultTexts, named } from '../lead/exposed-texts.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { lastApproved } from '../result/last-approved.ts';
import { dataCheckNotice } from './data-check-notices.ts';
import { findShareRequest } from './share-requests.ts';

export type DataCheckFailure =
  | CommitFailure
  | Failure<
      'not-found' | 'foreign-department' | 'illegal-transition' | 'invalid-input' | 'not-ready' | 'informant-exposed'
    >;
type Changed = Promise<Result<Stored<DataCheck>, DataCheckFailure>>;

/** A check as its caller saw it. */
interface Seen {
  readonly id: string;
  readonly version: number;
}

/** The check, for the two departments that it is between, and those who oversee. */
export async function findDataCheck(
  { records }: Pick<ChangeDeps, 'records'>,
  id: string,
  { scope, department }: Actor,
): Promise<Result<Stored<DataCheck>, Failure<'not-found'>>> {
  const found = await records.find('data-check', id);
  const isParty = found?.value.holder === department || found?.value.reporter === department;
  return found && (scope === 'any' || isParty) ? ok(found) : err({ kind: 'not-found', entity: 'data-check', id });
}

/** Asks the source to look at what it shared, or at a result that it published. */
export async function fileDataCheck(
  deps: ChangeDeps,
  id: string,
  { about, claim }: { readonly about: DataCheckSubject; readonly claim: string },
  actor: Actor,
  now: Date,
): Changed {
  const source = await sourceOf(deps, about, actor);
  if (!source.ok) return source;
  if (source.value.holder === actor.department) return invalid('about', '这是本部门提供的数据，请直接更正');
  const tells = await checkWords(deps, about, { claim });
  if (!tells.ok) return tells;
  const filedOn = localDateOf(now);
  const check: DataCheck = {
    ...{ id, about, ...source.value, reporter: actor.department, claim, filedBy: actor.id, filedOn, status: 'filed' },
  };
  const value = withDataCheckDue(check, await loadCalendar(deps));
  const facts = { about: about.kind, of: about.id, holder: value.holder };
  const done = await deps.work.commit([
    createRecord('data-check', id, value, eventOf('file', actor, now, facts)),
    dataCheckNotice('file', value, now),
  ]);
  return done.ok ? findDataCheck(deps, id, actor) : done;
}

/** R23: what is written about a result of a direct check tells the other department nothing of who reported the matter. */
const checkWords = async (deps: ChangeDeps, { kind, id }: DataCheckSubject, words: Parameters<typeof named>[0]) =>
  kind === 'result' ? checkResultTexts(deps, id, named(words)) : ok(undefined);

/** Whose it is: of a request that was opened to the own department, or of a result that is or was public. */
async function sourceOf(
  { records }: ChangeDeps,
  about: DataCheckSubject,
  actor: Actor,
): Promise<Result<Pick<DataCheck, 'holder' | 'title' | 'edition'>, DataCheckFailure>> {
  if (about.kind === 'share-request') {
    const request = await findShareRequest({ records }, about.id, actor);
    if (!request.ok) return request;
    const { holder, title, openedOn } = request.value.value;
    return openedOn === undefined ? notReady('共享尚未开通，没有可以校核的数据。') : ok({ holder, title });
  }
  const result = (await records.find('result', about.id))?.value;
  if (result?.documentNumber === undefined || result.publishedAt === undefined)
    return err({ kind: 'not-found', entity: 'result', id: about.id });
  return ok({ holder: result.department, title: result.documentNumber, edition: result.edition });
}

/** The source has corrected it; a result says so itself: by a newer edition than the doubted one, or as it is public no more. */
export const correctData = (
  deps: ChangeDeps,
  { answer, correctedOn, ...seen }: Seen & { readonly answer: string; readonly correctedOn: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, 'correct', actor, now, async (check) => {
    const today = localDateOf(now);
    if (correctedOn < check.filedOn || correctedOn > today)
      return invalid('correctedOn', '更正日期应在提出校核之日至今天之间');
    if (check.about.kind === 'result' && !(await isMended(deps, check)))
      return notReady('检查结果还没有更正后的版次，提出校核以来也未不予公开或停止公示；请先更正并公示，再答复校核。');
    return ok({ ...check, answer, correctedOn, answeredBy: actor.id, answeredOn: today });
  });

/** Whether the doubted edition of a result was replaced, or withheld or shown no longer since it was doubted. */
async function isMended({ records }: ChangeDeps, { about, edition = 0, filedOn }: DataCheck): Promise<boolean> {
  const standing = await lastApproved(records, about.id);
  if (!standing || standing.value.edition > edition) return true;
  if (!isGone(standing.value)) return false;
  const versions = await records.versions('result', about.id);
  const doubted = versions.findLast(
    ({ value, meta }) => isApproved(value.status) && localDateOf(new Date(meta.updatedAt)) < filedOn,
  );
  return !doubted || !isGone(doubted.value);
}

const isGone = ({ status }: InspectionResult): boolean => status === 'withheld' || status === 'stopped';

/** The source has looked and finds it right, and says why. */
export const upholdData = (
  deps: ChangeDeps,
  { answer, ...seen }: Seen & { readonly answer: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, 'uphold', actor, now, (check) =>
    ok({ ...check, answer, answeredBy: actor.id, answeredOn: localDateOf(now) }),
  );

/** Who asked takes it back. */
export const withdrawDataCheck = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, 'withdraw', actor, now, (check) => ok(check));

const change = (
  deps: ChangeDeps,
  { id, version }: Seen,
  event: DataCheckEvent,
  actor: Actor,
  now: Date,
  outcome: (check: DataCheck) => Promise<Result<DataCheck, DataCheckFailure>> | Result<DataCheck, DataCheckFailure>,
): Changed =>
  changeRecord<'data-check', DataCheckFailure>(
    deps,
    'data-check',
    { id, version, find: () => findDataCheck(deps, id, actor) },
    async ({ value: before }) => {
      const whose = event === 'withdraw' ? before.reporter : before.holder;
      if (whose !== actor.department) return err({ kind: 'foreign-department', entity: 'data-check', id });
      const next = transition(dataCheckTransitions, dataCheckWords, before.status, event);
      if (!next.ok) return next;
      const changed = await outcome(before);
      if (!changed.ok) return changed;
      const { due: _, ...rest } = changed.value;
      const value: DataCheck = { ...rest, status: next.value };
      const tells = await checkWords(deps, value.about, { answer: value.answer });
      if (!tells.ok) return tells;
      return ok({
        value,
        event: eventOf(event, actor, now, { status: value.status }),
        also: [dataCheckNotice(event, value, now)],
      });
    },
  );

/** Checks of and by a department: what waits for it as the source by due day, or all, the newest first. */
export function listDataChecks(
  { records }: Pick<ChangeDeps, 'records'>,
  {
    view,
    status,
  }: { readonly view: 'waiting' | 'received' | 'sent'; readonly status?: DataCheck['status'] | undefined },
  { scope, department }: Actor,
  page: PageRequest,
): Promise<Page<Stored<DataCheck>>> {
  const of = scope === 'any' ? departmentCodes : [department];
  const where: Match[] = status ? [{ field: 'status', equals: status }] : [];
  const list = { waiting: 'waiting', received: 'ofHolder', sent: 'ofReporter' } as const;
  return records.list({ kind: 'data-check', in: list[view], of, where, page, newestFirst: view !== 'waiting' });
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'data-check', reason } as const);
const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
