import { randomBytes } from 'node:crypto';
import type { Person } from '../../../local/demo/story/cast.ts';
import { clean, type ResultView, seen, take } from '../../../local/demo/story/result-steps.ts';
import type { AnswerOf } from '../../../shared/api/client.ts';
import type { PlanEntry } from '../../../shared/domain/plan/plan.ts';
import { commitmentOf } from '../../../shared/draw/ceremony.ts';
import type { Life } from './life.ts';

export type PlanView = AnswerOf<'getPlan'>;
export type BatchView = AnswerOf<'getBatch'>;

const document = '睢政办〔2026〕1号';
/** The same ratio for all classes, or a ratio for each. */
export const quotas = (ratios: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>): PlanEntry['quotas'] =>
  (['A', 'B', 'C', 'D'] as const).map((creditClass) => ({
    creditClass,
    take: { ratio: ratios[creditClass] },
    document,
  }));

export const at = ({ id, version }: { readonly id: string; readonly version: number }) => ({ params: { id }, version });

/** A plan of one author, with its entries, not yet submitted. */
export async function written(
  life: Life,
  author: Person,
  {
    scope,
    title,
    entries,
  }: { readonly scope: PlanView['scope']; readonly title: string; readonly entries: PlanEntry[] },
): Promise<PlanView> {
  const draft = await author.does('createPlan', { key: life.key(), body: { year: 2026, scope, title } });
  return author.does('updatePlan', { ...at(draft), body: { title, entries } });
}

/** The office approves and publishes what its author has submitted. */
export async function approved(life: Life, submitted: PlanView): Promise<PlanView> {
  const office = life.person('office1');
  return office.does('publishPlan', at(await office.does('approvePlan', at(submitted))));
}

const minute = 60_000;
export interface Ceremony {
  readonly parties: readonly Person[];
  readonly commitBy: Date;
  readonly revealBy: Date;
}

/** Freezes an entry and publishes who brings the randomness, and by when. */
export async function announced(
  life: Life,
  lead: Person,
  plan: PlanView,
  title: string,
  parties: readonly string[],
): Promise<{ readonly batch: BatchView; readonly ceremony: Ceremony }> {
  const entries = plan.entries.map(({ id }) => ({ planId: plan.id, entryId: id }));
  const frozen = await lead.does('freezeBatch', { key: life.key(), body: { title, entries } });
  return committed(life, lead, frozen, parties);
}

/** The same for a campaign. */
export async function announcedCampaign(life: Life, lead: Person, campaign: string, parties: readonly string[]) {
  const body = { title: '专项检查', campaign };
  return committed(life, lead, await lead.does('freezeBatch', { key: life.key(), body }), parties);
}

async function committed(life: Life, lead: Person, frozen: BatchView, parties: readonly string[]) {
  const now = (await life.now()).getTime();
  const [commitBy, revealBy] = [new Date(now + 30 * minute), new Date(now + 90 * minute)];
  const departments = parties.map((name) => name.split('-')[0]?.toUpperCase()) as BatchView['departments'];
  const body = {
    source: 'ceremony' as const,
    reason: '演示不联网，没有到时可取的公共随机数',
    parties: [...departments],
    commitBy: commitBy.toISOString(),
    revealBy: revealBy.toISOString(),
  };
  const batch = await lead.does('commitBatch', { ...at(frozen), body });
  return { batch, ceremony: { parties: parties.map(life.person), commitBy, revealBy } };
}

/**
 * The parties seal and open their secrets; then the draw runs by itself until the visits are handed out. A further party may
 * open its own before the deadline.
 */
export async function drawnByAll(
  life: Life,
  lead: Person,
  batch: BatchView,
  ceremony: Ceremony,
  furtherOpens: () => Promise<void> = async () => undefined,
): Promise<BatchView> {
  const params = { id: batch.id };
  const secrets = ceremony.parties.map((party) => ({ party, secret: randomBytes(32).toString('hex') }));
  for (const { party, secret } of secrets)
    await party.does('submitCommitment', { params, body: { commitment: commitmentOf(secret) } });
  await life.goTo(new Date(ceremony.commitBy.getTime() + minute));
  for (const { party, secret } of secrets) await party.does('revealSecret', { params, body: { secret } });
  await furtherOpens();
  await life.goTo(new Date(ceremony.revealBy.getTime() + minute));
  return lead.does('getBatch', { params });
}

/** What was found: nothing, by the method that the item has. */
export async function found(
  who: Person,
  id: string,
  inspectedOn: string,
  method: '1' | '2' | '5',
): Promise<ResultView> {
  const result = await who.does('getResult', { params: { id } });
  const draft = clean(result, inspectedOn);
  const findings = draft.findings.map((one) => ({ ...one, method }));
  return who.does('saveResult', { params: { id }, version: result.version, body: { ...draft, findings } });
}

export async function submitted(who: Person, id: string): Promise<ResultView> {
  const { version, inspectedOn, completedOn } = await who.does('getResult', { params: { id } });
  const body = completedOn === undefined ? { completedOn: inspectedOn } : {};
  return who.does('submitResult', { params: { id }, version, body });
}

/** Entered by one officer for the day the team named, or for today; approved and published by another. */
export async function published(life: Life, department: string, id: string, method: '1' | '2' | '5' = '1') {
  const recorder = life.person(`${department}-officer1`);
  const approver = life.person(`${department}-officer2`);
  const { completedOn } = await recorder.does('getResult', { params: { id } });
  await found(recorder, id, completedOn ?? (await life.today()), method);
  await submitted(recorder, id);
  await take(approver, 'approveResult', id);
  return take(approver, 'publishResult', id);
}
export { seen, take };
