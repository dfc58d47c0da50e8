import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departments } from '../../codes/departments.ts';
import type { FollowUp, FollowUpReport, FollowUpReturn } from '../../domain/follow-up/follow-up.ts';
import { answerStart } from '../../domain/follow-up/follow-up-clocks.ts';
import type { LetterService, PaperReceipt } from '../../domain/follow-up/letter.ts';
import { type PrintedLetter, printedLetter } from '../../domain/follow-up/letter-text.ts';
import type { Actor } from '../actor.ts';
import type { Counters } from '../ports/counters.ts';
import type { Stored } from '../ports/records.ts';
import {
  changeFollowUp,
  type FollowUpDeps,
  type FollowUpFailure,
  type FollowUpReadFailure,
  type FollowUpRequest,
  findFollowUp,
} from './change-follow-up.ts';
import { judgeReport } from './judge-report.ts';
import { factsOf } from './read-follow-ups.ts';
import { isWrittenTo, returnedBy } from './send-follow-up.ts';

type Changed = Promise<Result<Stored<FollowUp>, FollowUpFailure>>;
type LetterDeps = FollowUpDeps & { readonly counters: Counters };

/** The letter as it is printed, for whoever may read the follow-up. */
export async function readLetter(
  deps: FollowUpDeps,
  id: string,
  actor: Actor,
): Promise<Result<PrintedLetter, FollowUpReadFailure | Failure<'not-ready'>>> {
  const found = await findFollowUp(deps, id, actor);
  if (!found.ok) return found;
  const letter = printedLetter(found.value.value);
  return letter ? ok(letter) : notReady('尚未制发函件');
}

/**
 * The sender writes the letter, with a number of its own; until it is served it is written anew under the same number. What
 * waits for a department that has lost its login since becomes a letter by that, which its sender is to serve from then on.
 */
export async function writeLetter(deps: LetterDeps, request: FollowUpRequest, actor: Actor, now: Date): Changed {
  return changeFollowUp(deps, { ...request, side: 'sender', act: 'write-letter' }, actor, now, async (before) => {
    const { status, sender, receiver } = before;
    const begins = !before.letter && (await isWrittenTo(deps, before, receiver, now));
    const letter = begins ? {} : before.letter;
    if (!letter || status !== 'opened' || letter.served) return notReady('没有待制发的函件');
    const facts = (await factsOf(deps, before)).flatMap(({ finding }) => finding ?? []).join('\n');
    const said = [...facts].slice(0, longestFacts).join('');
    const on = localDateOf(now);
    const number = letter.written?.number ?? (await nextNumber(deps.counters, sender, on));
    const written = { number, on, by: actor.id, facts: said || '详见检查结果' };
    return ok({ followUp: { ...before, ...(begins && { sentOn: on }), letter: { ...letter, written } }, note: number });
  });
}

/** Longer findings are read in the result, to whose document the letter refers. */
const longestFacts = 3900;

async function nextNumber(counters: Counters, sender: FollowUp['sender'], on: LocalDate): Promise<string> {
  const year = on.slice(0, 4);
  const n = await counters.next(`letter#${sender}#${year}`);
  return `${departments[sender].docPrefix}函〔${year}〕${n}号`;
}

/** It was handed over: from that day the receiver has its time to sign. Entered again until the receipt is there, the last stands. */
export const serveLetter = (
  deps: FollowUpDeps,
  { on, way, ...request }: FollowUpRequest & LetterService,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', act: 'serve-letter' }, actor, now, (before) => {
    const { letter, status } = before;
    if (!letter?.written || status !== 'opened') return notReady('没有待送达的函件');
    if (on > localDateOf(now) || on < letter.written.on) return outside('on', '送达日期应在制发之后，且不晚于今天');
    const served = { on, way, by: actor.id };
    return ok({ followUp: { ...before, sentOn: on, letter: { ...letter, served } }, note: `${way}，${on}` });
  });

/** The receipt came back on paper: its day, not that of the entry, is when the receiver signed. */
export const receiveOnPaper = (
  deps: FollowUpDeps,
  { on, person, document, ...request }: FollowUpRequest & PaperReceipt,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'receive' }, actor, now, (before) => {
    const { letter, calledOn: _, ...rest } = before;
    if (!letter?.served) return notReady('函件尚未送达');
    if (on > localDateOf(now) || on < letter.served.on) return outside('on', '签收日期应在送达之后，且不晚于今天');
    const receipt = { on, person, document, by: actor.id };
    const received = { receivedOn: on, receivedBy: person, answerFrom: answerStart(before, on) };
    return ok({
      followUp: { ...rest, ...received, letter: { ...letter, receipt } },
      note: `${person}，${document}`,
    });
  });

/** The receiver gave it back on paper, with a reason of the list. */
export const returnOnPaper = (
  deps: FollowUpDeps,
  {
    returned,
    document,
    ...request
  }: FollowUpRequest & { readonly returned: FollowUpReturn; readonly document: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'return' }, actor, now, (before) => {
    if (!before.letter?.served) return notReady('函件尚未送达');
    const done = returnedBy(before, returned);
    return done.ok ? ok({ followUp: done.value, note: `${document}：${returned.text}` }) : done;
  });

/**
 * The answer came on paper, with what closing needs of its kind (R37); another person than who entered it confirms. So does
 * that of a department which signed in the system and has lost its login since.
 */
export const answerOnPaper = (
  deps: FollowUpDeps,
  {
    report,
    on,
    paper,
    ...request
  }: FollowUpRequest & { readonly report: FollowUpReport; readonly on: LocalDate; readonly paper: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'report' }, actor, now, async (before) => {
    if (!before.letter && !(await isWrittenTo(deps, before, before.receiver, now)))
      return notReady('不是以函件办理的后续处置');
    const inHandSince = [before.receivedOn, before.answerFrom, before.withSender?.at(-1)?.to];
    if (on > localDateOf(now) || inHandSince.some((day) => day !== undefined && on < day))
      return outside('on', '收到答复的日期应在签收、退回补办或重新办理之后，且不晚于今天');
    const judged = await judgeReport(deps.records, before, report, { on, late: '日期不能晚于答复日期' });
    if (!judged.ok) return judged;
    const followUp = { ...before, report: { ...report, paper, by: actor.id, on } };
    return ok({ followUp, note: report.text, also: judged.value });
  });

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'follow-up', reason } as const);
const outside = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
