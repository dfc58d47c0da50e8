import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName, departments } from '../../codes/departments.ts';
import { followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { type Competent, type Wanted, wantedOf } from '../../domain/follow-up/opening.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { competentFor } from './competent-for.ts';

interface OpenDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
  readonly counters: Counters;
}

export type OpenFailure = Failure<'follow-up-missing' | 'receiver-not-competent' | 'not-ready'>;

/** Each costs two of the hundred actions of a commit, as does each notice; the rest is the result's. */
const mostAtOnce = 44;

/** The result as it stands from now on, in which edition, and why something that it does not ask for is cancelled. */
export interface Ground {
  readonly result: InspectionResult & { readonly documentNumber: string };
  readonly edition: number;
  readonly reason: string;
}

/**
 * R34: what the approval of a result opens, and what that of a correction cancels because its ground is gone, in the same
 * transaction; so too when an approved correction is given up. What is still wanted stays with its receiver, with the
 * items as they are now; items beside those get one of their own.
 */
export async function openFollowUps(
  deps: OpenDeps,
  ground: Ground,
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly ids: readonly string[]; readonly also: readonly Change[] }, OpenFailure>> {
  const { result } = ground;
  if (result.followUps === undefined && result.findings.every(({ measures }) => measures.length === 0)) {
    const none = wantedOf(result, []);
    return none.ok ? ok({ ids: [], also: [] }) : none;
  }
  const ids = result.followUps ?? [];
  const found = await Promise.all(ids.map((id) => deps.records.find('follow-up', id)));
  const existing = found.filter((each) => each !== undefined);
  const standing = existing.map(({ value }) => value).filter(({ status }) => status !== 'cancelled');
  const competent = await competentFor(deps, result);
  const wanted = wantedOf(result, competent, standing);
  if (!wanted.ok) return wanted;
  const settled = existing.flatMap((each) => settle(each, wanted.value, ground, actor, now));

  const uncovered = wanted.value.flatMap((each) => uncoveredBy(standing, each));
  const calendar = await loadCalendar({ records: deps.records });
  const opened: FollowUp[] = [];
  for (const each of uncovered) {
    const n = existing.filter((other) => isFor(other.value, each)).length;
    const number = await nextNumber(deps.counters, result.department, now);
    const fresh = freshFollowUp(ground, each, { n, number, competent }, actor, now);
    opened.push(withFollowUpDue(fresh, calendar, localDateOf(now)));
  }
  const notices = noticesOf(opened, result, now);
  if (settled.length + opened.length + notices.length > mostAtOnce) {
    const reason = '一次审核涉及的后续处置和接收部门过多，请退回后合并接收部门。';
    return err({ kind: 'not-ready', entity: 'result', reason });
  }
  const created = opened.map((each) =>
    createRecord('follow-up', each.id, each, eventOf('open', actor, now, { number: each.number, kind: each.kind })),
  );
  return ok({ ids: [...ids, ...opened.map(({ id }) => id)], also: [...settled, ...created, ...notices] });
}

const isFor = ({ kind, addressed }: FollowUp, wanted: Pick<Wanted, 'kind' | 'receiver'>) =>
  kind === wanted.kind && addressed === wanted.receiver;

/** What a follow-up becomes by what its result says now: as it was, with fewer items, or cancelled. */
function settle(
  found: Stored<FollowUp>,
  wanted: readonly Wanted[],
  { result: { department }, reason }: Ground,
  actor: Actor,
  now: Date,
): readonly Change[] {
  const before = found.value;
  if (!isOpenFollowUp(before.status)) return [];
  const still = wanted.find((each) => isFor(before, each))?.items ?? [];
  const items = before.items.filter(({ id }) => still.some((item) => item.id === id));
  if (items.length === before.items.length) return [];
  const cancelled = items.length === 0;
  const { due: _, dueSince: __, ...rest } = before;
  const act = cancelled ? 'cancel' : 'narrow';
  const steps = [...before.steps, { act, at: now.toISOString(), by: actor.id, department, note: reason }];
  const value = cancelled
    ? { ...rest, status: 'cancelled' as const, endedOn: localDateOf(now), endReason: reason, steps }
    : { ...before, items, steps };
  const changed = replaceRecord(
    'follow-up',
    before.id,
    found,
    value,
    eventOf(act, actor, now, { items: items.length }),
  );
  if (!cancelled || before.receiver === department) return [changed];
  const text = `${departmentName(department)}的后续处置${before.number}因检查结果变更已撤销。`;
  const about = { about: `${before.id}.${steps.length}`, followUpId: before.id, kind: 'follow-up-cancelled' } as const;
  return [changed, told({ ...about, department: before.receiver, text }, now)];
}

/** What of a wish no follow-up covers, whether open or closed: what is done is not asked for again. */
function uncoveredBy(standing: readonly FollowUp[], wanted: Wanted): readonly Wanted[] {
  const covered = standing.flatMap((each) => (isFor(each, wanted) ? each.items.map(({ id }) => id) : []));
  const items = wanted.items.filter(({ id }) => !covered.includes(id));
  return items.length > 0 ? [{ ...wanted, items }] : [];
}

/** `机关代字后处〔YYYY〕N号`, counted per department and year. The number of a failed approval is skipped. */
async function nextNumber(counters: Counters, department: DepartmentCode, now: Date): Promise<string> {
  const year = localDateOf(now).slice(0, 4);
  const number = await counters.next(`follow-up#${department}#${year}`);
  return `${departments[department].docPrefix}后处〔${year}〕${number}号`;
}

function freshFollowUp(
  { result: { id: resultId, documentNumber, department, object }, edition }: Ground,
  { kind, receiver, basis, items }: Wanted,
  { n, number, competent }: { readonly n: number; readonly number: string; readonly competent: readonly Competent[] },
  actor: Actor,
  now: Date,
): FollowUp {
  const today = localDateOf(now);
  const { receiver: who, answer } = followUpRule(kind);
  const own = receiver === department;
  const others = competent.map((each) => each.department);
  return {
    id: `fu-${sha256(`${resultId} ${kind} ${receiver} ${n}`).slice(0, 40)}`,
    ...{ number, kind, resultId, documentNumber, edition, items },
    object: {
      id: object.id,
      name: object.name,
      kind: object.kind,
      ...(object.creditCode !== undefined && { creditCode: object.creditCode }),
    },
    ...{ sender: department, receiver, addressed: receiver, basis },
    copies: who === 'competent' ? others.filter((each) => each !== receiver && each !== department) : [],
    ...(own
      ? { status: 'received' as const, receivedOn: today, receivedBy: actor.id, answerFrom: today }
      : { status: 'opened' as const, ...(answer?.from === 'opening' && { answerFrom: today }) }),
    ...{ openedOn: today, openedBy: actor.id, sentOn: today },
    steps: [{ act: 'open', at: now.toISOString(), by: actor.id, department }],
  };
}

/** How many numbers a message line names. */
const mostNamed = 3;

/** Each other department is told once of all that it receives, or gets a copy of. */
function noticesOf(opened: readonly FollowUp[], { id, department }: InspectionResult, now: Date): readonly Change[] {
  const receivers = new Set(opened.flatMap(({ receiver, copies }) => [receiver, ...copies]));
  receivers.delete(department);
  return [...receivers].map((receiver) => {
    const received = opened.filter((each) => each.receiver === receiver);
    const copied = received.length === 0;
    const numbers = (copied ? opened.filter(({ copies }) => copies.includes(receiver)) : received).map(
      ({ number }) => number,
    );
    const named = numbers.slice(0, mostNamed).join('、') + (numbers.length > mostNamed ? '等' : '');
    const sent = `${departmentName(department)}${copied ? '抄送' : '送来'}后续处置${numbers.length}件（${named}）`;
    const [first] = copied ? opened.filter(({ copies }) => copies.includes(receiver)) : received;
    return told(
      {
        about: `${id}.${first?.id ?? ''}`,
        ...(first && { followUpId: first.id }),
        kind: copied ? 'follow-up-copied' : 'follow-up-sent',
        department: receiver,
        text: `${sent}，${copied ? '由接收部门办理，供本部门掌握' : '请签收或说明理由退回'}。`,
      },
      now,
    );
  });
}
