import type * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { transferAttachments } from '../../codes/follow-ups.ts';
import type { CriminalTransfer, OwnDecision, TransferPapers } from '../../domain/follow-up/criminal-transfer.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { changeTransfer, type TransferDeps, type TransferFailure, type TransferRequest } from './transfer-deps.ts';

type Changed = Promise<Result<Stored<CriminalTransfer>, TransferFailure>>;
type WithReason = TransferRequest & { readonly reason: string };

/** The head decides in writing either way, within three days; another person than proposed it or investigated. */
export const approveTransfer = (deps: TransferDeps, request: TransferRequest, actor: Actor, now: Date): Changed =>
  changeTransfer(deps, request, { event: 'approve', side: 'department' }, actor, now, (before) =>
    takesPart(before, actor)
      ? err({ kind: 'same-person', act: '批准移送' })
      : ok({ ...before, decision: { at: now.toISOString(), by: actor.id } }),
  );

export const refuseTransfer = (
  deps: TransferDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'refuse', side: 'department', note: reason }, actor, now, (before) =>
    takesPart(before, actor)
      ? err({ kind: 'same-person', act: '决定不移送' })
      : ok({ ...before, decision: { at: now.toISOString(), by: actor.id, reason } }),
  );

const takesPart = ({ proposedBy, investigators }: CriminalTransfer, actor: Actor) =>
  proposedBy === actor.id || investigators.includes(actor.inspectorId ?? '');

/** With all five papers, within 24 hours of the decision, holiday or not; again after the police asked for what is missing. */
export const handOver = (
  deps: TransferDeps,
  { papers, ...request }: TransferRequest & z.infer<typeof TransferPapers>,
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(
    deps,
    request,
    { event: 'hand-over', side: 'department' },
    actor,
    now,
    ({ returned: _, received: __, ...before }) => {
      const missing = Object.entries(transferAttachments).filter(
        ([name]) => !papers.some(({ paper }) => paper === name),
      );
      if (missing.length > 0) {
        const errors = missing.map(([, name]) => ({ path: 'body.papers', message: `缺少${name}` }));
        return err({ kind: 'closing-incomplete', errors });
      }
      return ok({ ...before, handedOver: { at: now.toISOString(), by: actor.id, papers } });
    },
  );

export const receiveTransfer = (
  deps: TransferDeps,
  { receipt, ...request }: TransferRequest & { readonly receipt: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'receive', side: 'police' }, actor, now, (before) =>
    before.received
      ? err({ kind: 'not-ready', entity: 'criminal-transfer', reason: '公安机关已经签收' })
      : ok({ ...before, received: { at: now.toISOString(), by: actor.id, receipt } }),
  );

/** The police file it, within three days of what was handed over. */
export const fileTransfer = (
  deps: TransferDeps,
  { number, ...request }: TransferRequest & { readonly number: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'file', side: 'police' }, actor, now, (before) =>
    received(before, { ...before, filed: { on: localDateOf(now), number, by: actor.id } }),
  );

export const declineTransfer = (
  deps: TransferDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'decline', side: 'police', note: reason }, actor, now, (before) =>
    received(before, { ...before, declined: { on: localDateOf(now), reason, by: actor.id } }),
  );

export const returnTransfer = (
  deps: TransferDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'return', side: 'police', note: reason }, actor, now, (before) =>
    ok({ ...before, returned: { at: now.toISOString(), by: actor.id, reason } }),
  );

/** The police sign before they decide. */
const received = (before: CriminalTransfer, after: CriminalTransfer) =>
  before.received
    ? ok(after)
    : err({ kind: 'not-ready', entity: 'criminal-transfer', reason: '公安机关应先签收' } as const);

export const deliverGoods = (
  deps: TransferDeps,
  { on, ...request }: TransferRequest & { readonly on: LocalDate },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'deliver-goods', side: 'department' }, actor, now, (before) =>
    on > localDateOf(now) || on < (before.filed?.on ?? '')
      ? err({ kind: 'invalid-input', errors: [{ path: 'body.on', message: '移交日期应在立案之后，且不晚于今天' }] })
      : ok({ ...before, goodsOn: on }),
  );

/** The head asks for a review, or the procuratorate to supervise, within three days; once. */
export const askReview = (deps: TransferDeps, { reason, ...request }: WithReason, actor: Actor, now: Date): Changed =>
  changeTransfer(deps, request, { event: 'ask-review', side: 'department', note: reason }, actor, now, (before) => {
    const refused = (why: string) => err({ kind: 'not-ready', entity: 'criminal-transfer', reason: why } as const);
    if (before.review) return refused('已经提请过复议');
    const today = localDateOf(now);
    if (before.due !== undefined && today > before.due) return refused('提请复议的期限已过');
    return ok({ ...before, review: { askedOn: today, reason, by: actor.id } });
  });

/** The review leaves it unfiled, by a letter. */
export const upholdTransfer = (
  deps: TransferDeps,
  { letter, ...request }: TransferRequest & { readonly letter: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(
    deps,
    request,
    { event: 'uphold', side: 'police', note: letter },
    actor,
    now,
    ({ review, ...before }) => ok({ ...before, ...(review && { review: { ...review, letter } }) }),
  );

export const reverseTransfer = (
  deps: TransferDeps,
  { number, ...request }: TransferRequest & { readonly number: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'reverse', side: 'police' }, actor, now, ({ declined: _, ...before }) =>
    ok({ ...before, filed: { on: localDateOf(now), number, by: actor.id } }),
  );

/** What the police did not file needs a decision of the department's own; what they filed, no more than to be closed. */
export const closeTransfer = (
  deps: TransferDeps,
  { ownDecision, ...request }: TransferRequest & { readonly ownDecision?: z.infer<typeof OwnDecision> | undefined },
  actor: Actor,
  now: Date,
): Changed =>
  changeTransfer(deps, request, { event: 'close', side: 'department' }, actor, now, (before) => {
    const today = localDateOf(now);
    if (before.status === 'not-filed' && !ownDecision) {
      const errors = [{ path: 'body.ownDecision', message: '公安机关不予立案的，须作出本部门的处理决定' }];
      return err({ kind: 'closing-incomplete', errors });
    }
    if (before.status !== 'not-filed' && ownDecision)
      return err({
        kind: 'invalid-input',
        errors: [{ path: 'body.ownDecision', message: '只有不予立案的须写明处理决定' }],
      });
    return ok({ ...before, endedOn: today, ...(ownDecision && { ownDecision }) });
  });
