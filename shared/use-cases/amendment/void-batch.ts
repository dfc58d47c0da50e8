import { PublicLine } from '../../base/public-line.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseTime } from '../../calendar/local-date.ts';
import type { VoidCategory } from '../../codes/draws.ts';
import type { VoidRequest } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { defaultedParties } from '../../domain/batch/ceremony-defaults.ts';
import { isPending } from '../../domain/batch/pending-requests.ts';
import { isBeaconOwed } from '../../domain/batch/randomness.ts';
import { isEarlier, isPublic } from '../../domain/batch/stage.ts';
import { unmetCondition } from '../../domain/batch/void-conditions.ts';
import type { SettingValues } from '../../platform/county-settings.ts';
import { ceremonyOf } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from '../batch/change-batch.ts';
import { nameRepeat } from '../batch/repeats.ts';
import { moveCampaign } from '../campaign/campaign-of-batch.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { type AmendmentFailure, type DecisionFailure, decidable } from './amendable.ts';

type AskFailure = BatchChangeFailure | AmendmentFailure;
type ApprovalFailure = BatchChangeFailure | DecisionFailure;

interface VoidWish {
  readonly id: string;
  readonly requestId: string;
  readonly category: VoidCategory;
  /** Public once the batch is voided. */
  readonly reason: string;
  /** Title and number of what the void rests on; asked for where the category requires it. */
  readonly document?: string | undefined;
}

/** R4: requests the void of a batch; there is at most one undecided request. */
export const requestVoid = (
  deps: BatchDeps,
  { id, requestId, category, reason, document }: VoidWish,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, AskFailure>> =>
  changeBatch<AskFailure>(deps, { id, action: 'request-void', actor, now }, async (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    const { voidRequest: made } = batch;
    if (made?.id === requestId) return ok(undefined);
    const open = await voidable(deps, batch);
    if (!open.ok) return open;
    if (made && isPending(made)) return err({ kind: 'already-exists', entity: 'request', id: made.id });
    const unmet = unmetCondition(batch, { category, document });
    if (unmet !== undefined) return err({ kind: 'not-ready', entity: 'batch', reason: unmet });
    const voidRequest: VoidRequest = {
      id: requestId,
      requestedBy: actor.id,
      requestedAt: now.toISOString(),
      category,
      reason,
      ...(document !== undefined && { document }),
    };
    const { batchNotices } = await import('../batch/batch-notices.ts');
    const also = batchNotices('request-void', batch, { requestId }, actor, now);
    return ok({ batch: { ...batch, voidRequest }, also, facts: { request: requestId, category } });
  });

/**
 * R4, R5: voids a batch on another person's request. The draw stays public with the category of the reason and the
 * parties that failed it. Visits and results are not rewritten: they become void with their batch.
 */
export const approveVoid = (
  deps: BatchDeps,
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, ApprovalFailure>> =>
  changeBatch<ApprovalFailure>(deps, { id, action: 'void', actor, now }, async (batch) => {
    if (batch.voidRequest?.id === requestId && batch.voidRequest.approvedBy === actor.id) return ok(undefined);
    const status = await voidable(deps, batch);
    if (!status.ok) return status;
    const requests = batch.voidRequest ? [batch.voidRequest] : [];
    const asked = decidable({ requests, id: requestId, entity: 'request', act: '批准作废' }, actor);
    if (!asked.ok) return asked;
    const fit = mayBePublic(asked.value);
    if (!fit.ok) return fit;
    const open = secretsStillDue(batch, now);
    if (!open.ok) return open;

    const at = now.toISOString();
    const defaulted = defaultedOf(batch, now);
    const parties = [...defaulted.notCommitted, ...defaulted.notRevealed];
    // While a party's secret is missing, no signature can complete an outcome.
    const beaconLost = parties.length === 0 && isBeaconOwed(batch, now);
    const lost = beaconLost
      ? beaconIsLost(batch, now, await settingsAt(deps, new Date(batch.frozenAt)))
      : ok(undefined);
    if (!lost.ok) return lost;
    const keyLost = batch.status === 'revealed';
    const sourceFailed = parties.length > 0 || beaconLost;
    const holds = sourceFailed ? ok(undefined) : stillHolds(batch, asked.value);
    if (!holds.ok) return holds;
    const category = sourceFailed ? '随机源未完成' : asked.value.category;
    const { reason, document } = asked.value;
    const voided: Batch = {
      ...batch,
      status: status.value,
      voidRequest: { ...asked.value, approvedBy: actor.id, approvedAt: at },
      voided: {
        by: actor.id,
        at,
        category,
        reason,
        ...(document !== undefined && { document }),
        ...defaulted,
        ...(beaconLost && { beaconLost }),
        ...(keyLost && { keyLost }),
      },
    };
    // Rare, and it loads the draw's files.
    const { moveTasks } = await import('../batch/dispatch-batch.ts');
    const tasks = await moveTasks(deps, batch, 'voided', actor, now);
    // A void is public, whether or not a digest has been; one that was public has been named by then.
    const links = isPublic(batch) ? [] : await nameRepeat(deps, batch, actor, now);
    const { batchNotices, roomForNotices } = await import('../batch/batch-notices.ts');
    const departments = batch.departments.slice(0, roomForNotices(batch));
    const notices = batchNotices(keyLost ? 'lose' : 'void', batch, { requestId, departments }, actor, now);
    return ok({
      batch: voided,
      also: [...tasks, ...(await moveCampaign(deps, batch, 'void', actor, now)), ...links, ...notices],
      facts: { request: requestId, category, parties: parties.join(' ') },
    });
  });

/** Whether the reason that was asked for is one still, now that the void is decided. */
function stillHolds(batch: Batch, asked: VoidRequest) {
  const unfinished = '各参与方和公共信标均未逾期，不能以“随机源未完成”作废，请按实际原因申请。';
  const unmet = asked.category === '随机源未完成' ? unfinished : unmetCondition(batch, asked);
  return unmet === undefined ? ok(undefined) : err({ kind: 'not-ready', entity: 'batch', reason: unmet } as const);
}

/** Requests of earlier versions were taken unchecked; what they say becomes public with the void. */
function mayBePublic({ reason, document }: VoidRequest) {
  const wrong = [reason, ...(document === undefined ? [] : [document])]
    .map((text) => PublicLine.safeParse(text))
    .find(({ success }) => !success);
  if (!wrong) return ok(undefined);
  const why = `申请的理由或文件${wrong.error?.issues[0]?.message}，请由申请人撤回后改写，重新申请。`;
  return err({ kind: 'not-ready', entity: 'batch', reason: why } as const);
}

/** The state after a void. Nobody may make a known outcome disappear before everybody can compute it. */
async function voidable({ records }: Pick<BatchDeps, 'records'>, batch: Batch) {
  if (batch.status !== 'revealed' || isEarlier(batch)) return stateAfter(batch, 'void');
  const key = await records.find('batch-key', batch.id);
  if (key?.value.lostAt !== undefined) return stateAfter(batch, 'lose');
  const reason = '随机数已公开而尚未抽取的批次，须先完成抽取（或登记匹配失败）方可作废，以便公众验算。';
  return err({ kind: 'not-ready', entity: 'batch', reason } as const);
}

/**
 * Once one secret is public, the parties that have not revealed know the outcome before everybody else. Until they
 * reveal, or their deadline has passed and they are named, nobody may end the ceremony for them.
 */
function secretsStillDue({ status, ceremony }: Batch, now: Date) {
  const opened = ceremony?.parts.filter(({ secret }) => secret !== undefined).length ?? 0;
  // With both sources all secrets may be open while the beacon, and with it the outcome, is still to come.
  if (status !== 'committed' || !ceremony || opened === 0 || opened === ceremony.parts.length) return ok(undefined);
  if (now.getTime() > Date.parse(ceremony.revealBy)) return ok(undefined);
  const until = formatChineseTime(new Date(ceremony.revealBy));
  const reason = `已有参与方公开密数，须待各参与方全部公开，或公开截止时间（${until}）过后，方可批准作废。`;
  return err({ kind: 'not-ready', entity: 'batch', reason } as const);
}

/**
 * From the time of the round on the outcome is fixed, and anyone with a signature and the frames knows it. The draw may
 * be voided only if fetching the beacon failed often enough and until just now.
 */
function beaconIsLost(
  { beacon, beaconFaults: faults, rowsPublishedAt }: Batch,
  now: Date,
  { beaconPatience: patience, beaconRetry: fresh }: Pick<SettingValues, 'beaconPatience' | 'beaconRetry'>,
) {
  const minutes = (from: string, to: number) => (to - Date.parse(from)) / 60_000;
  const inVain = faults && faults.relays.length > 0 && minutes(faults.since, Date.parse(faults.last)) >= patience;
  const lost = inVain && minutes(faults.last, now.getTime()) <= fresh;
  if (lost && rowsPublishedAt !== undefined) return ok(undefined);
  const unlaid = '抽样框尚未登记到公开记录，公众无从验算；请待抽取流程登记后再作废。';
  if (lost) return err({ kind: 'not-ready', entity: 'batch', reason: unlaid } as const);
  const reason =
    `第 ${beacon?.round} 轮公共随机数已经产生，抽取结果已经确定；只有持续 ${patience} 分钟以上向各中继取用均未成功，` +
    `且最近 ${fresh} 分钟内再次取用仍未成功的，方可批准作废。`;
  return err({ kind: 'not-ready', entity: 'batch', reason } as const);
}

const defaultedOf = ({ status, ceremony }: Batch, now: Date) =>
  status === 'committed' && ceremony
    ? defaultedParties(ceremonyOf(ceremony), now)
    : { notCommitted: [], notRevealed: [] };
