import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { enterOnList, notifyListing } from '../../shared/use-cases/credit/decide-entry.ts';
import type { Change, UnitOfWork } from '../../shared/use-cases/ports/unit-of-work.ts';
import { headOf, opened, problems, step } from '../support/follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { aNoticeBefore } from '../support/list-entries.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-12');
});
const clerk = officer('经办');
const head = headOf('SCJG');
const notice = { ...aNoticeBefore, servedOn: '2026-03-12' };
const decision = { number: '睢市监异列〔2026〕1号', on: '2026-03-12' };

async function act(who: Principal, operation: OperationName, id: string, body: object = {}) {
  const found = await county.store.records.find('list-entry', id);
  const call = { params: { id }, version: found?.meta.version ?? 0, body };
  return county.as(who)(operation, call as unknown as CallOf<'notifyListing'>);
}
let keys = 0;
const suggest = (followUpId: string, who = clerk, body: { reason?: 'a4' } = { reason: 'a4' }) => {
  keys += 1;
  return county.as(who)('suggestListing', { key: `suggest-listing-${keys}`, body: { followUpId, ...body } });
};
/** A proposal of the own department's to list, in hand. */
async function proposed() {
  const draft = problems({ codes: ['8'], measures: ['列入经营异常名录建议'] });
  const { resultId, followUps } = await opened(county, draft);
  const followUpId = followUps.find(({ kind }) => kind === 'list-abnormal')?.id ?? '';
  return { resultId, followUpId };
}
async function suggested() {
  const from = await proposed();
  return { ...from, ...expectOk(await suggest(from.followUpId)) };
}

async function found<K extends 'result' | 'follow-up'>(kind: K, id: string) {
  const stored = await county.store.records.find(kind, id);
  if (!stored) throw new Error(`no ${kind}`);
  return stored;
}
async function change(one: Change) {
  const done = await county.store.work.commit([one]);
  if (!done.ok) throw new Error(done.error.kind);
}
async function contest(resultId: string) {
  const stored = await found('result', resultId);
  const edition = stored.value.edition + 1;
  const objections = [{ id: 'O1', edition, ground: 'fact', state: 'checking' }] as const;
  await change(replaceRecord('result', resultId, stored, { ...stored.value, edition, objections }, anEvent()));
}
async function cancel(followUpId: string) {
  const stored = await found('follow-up', followUpId);
  const gone = { ...stored.value, status: 'cancelled' as const, endedOn: '2026-03-12' };
  await change(replaceRecord('follow-up', followUpId, stored, gone, anEvent()));
}
const actorOf = ({ id, name }: Principal) => ({ id, name, department: 'SCJG', scope: 'own' }) as const;

describe('a proposal to list', () => {
  test('is entered once, by the department that has it in hand, with the reason of 经营异常名录', async () => {
    const { followUpId } = await proposed();
    expect(failureOf(await suggest(followUpId, officer('甲', 'WJW')))).toBe('not-found');
    expect(failureOf(await suggest(followUpId, clerk, {}))).toBe('invalid-input');
    const { number } = expectOk(await suggest(followUpId));
    expect(number).toMatch(/列名〔2026〕\d+号$/);
    expect(failureOf(await suggest(followUpId))).toBe('already-exists');
  });

  test('is decided by the head who is another than told the subject; what it says is answered first', async () => {
    const { id } = await suggested();
    expect(failureOf(await act(head, 'enterOnList', id, decision))).toBe('notice-missing');
    expectOk(await act(head, 'notifyListing', id, notice));
    expect(failureOf(await act(head, 'enterOnList', id, decision))).toBe('same-person');
    expectOk(await act(clerk, 'contestListing', id, { text: '一直在该址经营', on: '2026-03-12' }));
    const other = headOf('SCJG', '另一负责人');
    expect(failureOf(await act(other, 'enterOnList', id, decision))).toBe('illegal-transition');
    expectOk(await act(clerk, 'answerListing', id, { answer: '三次核查均无人' }));
    expectOk(await act(other, 'enterOnList', id, decision));
    const asked = { reason: '已取得联系', verifiedOn: '2026-03-12', document: '核查记录一' };
    expectOk(await act(other, 'requestRemoval', id, asked));
    expect(failureOf(await act(other, 'approveRemoval', id, { number: '一号' }))).toBe('same-person');
    expectOk(await act(head, 'approveRemoval', id, { number: '一号' }));
  });

  test('is not carried out on an edition that is contested, nor once the proposal is cancelled', async () => {
    const { id, resultId, followUpId } = await suggested();
    expectOk(await act(clerk, 'notifyListing', id, notice));
    await contest(resultId);
    expect(failureOf(await act(head, 'enterOnList', id, decision))).toBe('contested');
    const settled = await found('result', resultId);
    await change(replaceRecord('result', resultId, settled, { ...settled.value, objections: [] }, anEvent()));
    await cancel(followUpId);
    expect(failureOf(await act(head, 'enterOnList', id, decision))).toBe('not-ready');
  });

  test('is not told to the subject once it is contested, cancelled, or its result is void', async () => {
    const contested = await suggested();
    await contest(contested.resultId);
    expect(failureOf(await act(clerk, 'notifyListing', contested.id, notice))).toBe('contested');
    const gone = await suggested();
    await cancel(gone.followUpId);
    expect(failureOf(await act(clerk, 'notifyListing', gone.id, notice))).toBe('not-ready');
    const voided = await suggested();
    const stored = await found('result', voided.resultId);
    await change(replaceRecord('result', voided.resultId, stored, { ...stored.value, status: 'voided' }, anEvent()));
    expect(failureOf(await act(clerk, 'notifyListing', voided.id, notice))).toBe('not-ready');
  });

  const told = (id: string, work: UnitOfWork) =>
    notifyListing({ ...county.deps, work }, { id, version: 1, notice }, actorOf(clerk), county.deps.clock());
  const listed = (id: string, work: UnitOfWork) =>
    enterOnList({ ...county.deps, work }, { id, version: 2, ...decision }, actorOf(head), county.deps.clock());
  const meanwhiles = [
    { words: 'told to the subject', act: told, before: async (_: string): Promise<unknown> => undefined },
    {
      words: 'listed',
      act: listed,
      before: async (id: string) => expectOk(await act(clerk, 'notifyListing', id, notice)),
    },
  ];
  test.each(meanwhiles)('is not $words when it is contested, or cancelled, at that moment', async (each) => {
    const contested = await suggested();
    await each.before(contested.id);
    const objecting = meanwhile(county.deps.work, () => contest(contested.resultId));
    expect(failureOf(await each.act(contested.id, objecting))).toBe('contested');
    const gone = await suggested();
    await each.before(gone.id);
    const cancelling = meanwhile(county.deps.work, () => cancel(gone.followUpId));
    expect(failureOf(await each.act(gone.id, cancelling))).toBe('not-ready');
  });

  test('that the head drops is reported with that decision', async () => {
    const { id, number, followUpId } = await suggested();
    const report = { text: '不予列入', decisionNumber: decision.number, creditEntry: number };
    expect(failureOf(await step(county, clerk, 'reportFollowUp', followUpId, report))).toBe('notice-missing');
    expectOk(await act(head, 'dropListing', id, { ...decision, reason: '已取得联系' }));
    const other = { ...report, decisionNumber: '别号' };
    expect(failureOf(await step(county, clerk, 'reportFollowUp', followUpId, other))).toBe('closing-incomplete');
    expectOk(await step(county, clerk, 'reportFollowUp', followUpId, report));
  });

  test('can be entered anew once it was dropped, or listed by mistake; what is reported is the last decision', async () => {
    const { id, number, followUpId } = await suggested();
    expectOk(await act(head, 'dropListing', id, { ...decision, number: '不列一号', reason: '已取得联系' }));
    const second = expectOk(await suggest(followUpId));
    expect([second.id === id, second.number === number]).toEqual([false, false]);
    expect(failureOf(await suggest(followUpId))).toBe('already-exists');
    expectOk(await act(clerk, 'notifyListing', second.id, notice));
    expectOk(await act(head, 'enterOnList', second.id, decision));
    expect(failureOf(await suggest(followUpId))).toBe('already-exists');
    expectOk(await act(head, 'revokeListing', second.id, { number: '撤一号', reason: '地址查询有误' }));
    const third = expectOk(await suggest(followUpId));
    const report = { text: '不予列入', decisionNumber: '不列二号', creditEntry: third.number };
    expect(failureOf(await step(county, clerk, 'reportFollowUp', followUpId, report))).toBe('notice-missing');
    expectOk(await act(head, 'dropListing', third.id, { ...decision, number: '不列二号', reason: '已取得联系' }));
    const first = { ...report, decisionNumber: '不列一号', creditEntry: number };
    expect(failureOf(await step(county, clerk, 'reportFollowUp', followUpId, first))).toBe('closing-incomplete');
    expectOk(await step(county, clerk, 'reportFollowUp', followUpId, report));
  });

  test('that was removed because its ground is gone is not entered anew', async () => {
    const { id, followUpId } = await suggested();
    expectOk(await act(clerk, 'notifyListing', id, notice));
    expectOk(await act(head, 'enterOnList', id, decision));
    const asked = { reason: '已取得联系', verifiedOn: '2026-03-12', document: '核查记录一' };
    expectOk(await act(clerk, 'requestRemoval', id, asked));
    expectOk(await act(head, 'approveRemoval', id, { number: '一号' }));
    expect(failureOf(await suggest(followUpId))).toBe('already-exists');
  });

  test('that was wrong is revoked; what waits of it stands in the to-do of whoever acts', async () => {
    const { id } = await suggested();
    const waits = async (who: Principal, kind: string) =>
      expectOk(await county.as(who)('listTodo', {}))
        .groups.find((each) => each.kind === kind)
        ?.items.some(({ ids }) => ids.id === id) ?? false;
    expect(await waits(clerk, 'listing-to-notify')).toBe(true);
    expectOk(await act(clerk, 'notifyListing', id, notice));
    expect(await waits(head, 'listing-to-decide')).toBe(true);
    expect(await waits(person('WJW', 'department-admin'), 'listing-to-decide')).toBe(false);
    expectOk(await act(head, 'enterOnList', id, decision));
    const asked = { reason: '已取得联系', verifiedOn: '2026-03-12', document: '核查记录一' };
    expectOk(await act(clerk, 'requestRemoval', id, asked));
    expect(await waits(head, 'removal-to-decide')).toBe(true);
    const revoked = expectOk(await act(head, 'revokeListing', id, { number: '二号', reason: '地址查询有误' }));
    expect(revoked).toMatchObject({ status: 'revoked', removal: { number: '二号' } });
    expect(await waits(head, 'removal-to-decide')).toBe(false);
  });
});
