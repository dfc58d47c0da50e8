import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import {
  askVoid,
  committedBatch,
  drawnBatch,
  lead,
  office,
  parties,
  revealedBatch,
  secretOf,
  times,
  voidBatch,
} from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const [one, other, two] = parties;
type Party = (typeof parties)[number];
const afterReveal = '2026-11-23T03:00:00.001Z';
const say = (party: Party, id: string) =>
  system.as(person(party, 'officer'))('submitCommitment', {
    params: { id },
    body: { commitment: commitmentOf(secretOf(party)) },
  });
const reveal = (party: Party, id: string) =>
  system.as(person(party, 'officer'))('revealSecret', { params: { id }, body: { secret: secretOf(party) } });
const approve = (id: string, requestId: string, who = office) =>
  system.as(who)('approveVoid', { params: { id, requestId } });
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
const publicDraw = async (number: string) =>
  expectOk(await system.as(undefined)('getPublicDraw', { params: { number } }));

/** All have committed, two have revealed: the third knows the outcome before everybody else. */
async function halfRevealed() {
  const { id, number } = await committedBatch(system);
  for (const party of parties) expectOk(await say(party, id));
  system.at(times.reveal);
  expectOk(await reveal(one, id));
  expectOk(await reveal(other, id));
  return { id, number };
}

describe('a party that knows the outcome before the others', () => {
  test('does not end the ceremony by a void while its own secret is due', async () => {
    const { id } = await halfRevealed();
    const requestId = await askVoid(system, id);
    system.at(times.revealBy);
    const early = await approve(id, requestId);
    expect(kindOf(early)).toBe('not-ready');
    expect(early.ok || early.error.detail).toContain('公开截止时间');
  });

  test('is named and the reason is theirs, whatever was asked for, once the time is over', async () => {
    const { id, number } = await halfRevealed();
    const requestId = await askVoid(system, id, { category: '计划调整', reason: '司法局未公开密数' });
    system.at(afterReveal);
    expect(kindOf(await reveal(two, id))).toBe('ceremony-closed');
    expect(kindOf(await system.as(lead)('drawBatch', { params: { id } }))).toBe('illegal-transition');
    expectOk(await approve(id, requestId));
    const { document } = await readPublicDraw(system.deps.published, number);
    expect(document.voided).toMatchObject({ category: '随机源未完成', notCommitted: [], notRevealed: ['SFJ'] });
    // What was asked for in words is public with it.
    expect(document.voided?.reason).toBe('司法局未公开密数');
  });

  test('is named in the public record from the end of the time on, though nobody asks for a void', async () => {
    const { number } = await halfRevealed();
    system.at(times.revealBy);
    expect((await publicDraw(number)).defaulted).toEqual({ notCommitted: [], notRevealed: [] });
    system.at(afterReveal);
    expect((await publicDraw(number)).defaulted).toEqual({ notCommitted: [], notRevealed: ['SFJ'] });
    const { items } = expectOk(await system.as(undefined)('listPublicDraws', { query: { year: '2026' } }));
    expect(items.map(({ defaulted }) => defaulted?.notRevealed)).toEqual([['SFJ']]);
  });
});

test('a party that has committed to nothing is named when the time for commitments is over', async () => {
  const { id, number } = await committedBatch(system);
  expectOk(await say(other, id));
  expectOk(await say(two, id));
  system.at('2026-11-23T02:00:00.001Z');
  expect((await publicDraw(number)).defaulted).toEqual({ notCommitted: ['CZJ'], notRevealed: [] });
  expectOk(await voidBatch(system, id, { category: '其他', reason: '财政局未提交' }));
  expect((await publicDraw(number)).voided).toMatchObject({ category: '随机源未完成', notCommitted: ['CZJ'] });
});

test.each([
  ['reason', { reason: '当事人电话13837012345，已搬走' }],
  ['document', { document: '李某（411422198001010010）的来信' }],
])('a %s that may not be public is not made so, though it was asked for before that was checked', async (_, told) => {
  const { id, number } = await drawnBatch(system);
  const requestId = await askVoid(system, id);
  const batch = await system.deps.records.find('batch', id);
  if (!batch?.value.voidRequest) throw new Error('no request');
  const earlier = { ...batch.value, voidRequest: { ...batch.value.voidRequest, ...told } };
  expect((await system.deps.work.commit([replaceRecord('batch', id, batch, earlier, anEvent())])).ok).toBe(true);
  const approved = await approve(id, requestId);
  expect(kindOf(approved)).toBe('not-ready');
  expect(approved.ok || approved.error.detail).toContain('不得写入身份证件号码或手机号码');
  expect((await publicDraw(number)).voided).toBeUndefined();
});

test('a batch whose randomness is public is drawn before it is voided, so that anybody can recompute it', async () => {
  const { id, number } = await revealedBatch(system);
  const body = { category: '其他', reason: '不满意' } as const;
  const asked = await system.as(lead)('requestVoid', { params: { id }, key: 'void-revealed', body });
  expect(kindOf(asked)).toBe('not-ready');
  expect(asked.ok || asked.error.detail).toContain('须先完成抽取');
  expectOk(await system.as(lead)('drawBatch', { params: { id } }));
  expectOk(await voidBatch(system, id, body));
  const { document, frames } = await readPublicDraw(system.deps.published, number);
  expect(document.list?.publishedAt).toBe(times.draw);
  expect([...frames.values()].every((lines) => lines.length > 0)).toBe(true);
});

test('a request from before the randomness is not approved between randomness and draw either', async () => {
  const { id } = await committedBatch(system);
  const requestId = await askVoid(system, id);
  for (const party of parties) expectOk(await say(party, id));
  system.at(times.reveal);
  for (const party of parties) expectOk(await reveal(party, id));
  expect(kindOf(await approve(id, requestId))).toBe('not-ready');
});

describe('a request for a void', () => {
  test('is not approved by whoever asked, though also of the office (R5)', async () => {
    const { id } = await drawnBatch(system);
    const requestId = await askVoid(system, id, { category: '其他', reason: '误操作' }, office);
    expect(kindOf(await approve(id, requestId))).toBe('same-person');
    const other = person('SCJG', 'office', '另一人');
    expect(expectOk(await approve(id, requestId, other)).status).toBe('voided');
  });

  test('is approved as the one that was read, and no other takes its place meanwhile', async () => {
    const { id } = await drawnBatch(system);
    const requestId = await askVoid(system, id);
    const body = { category: '程序违规', reason: '另一理由' } as const;
    const second = system.as(person('SCJG', 'department-admin', '乙'));
    expect(kindOf(await second('requestVoid', { params: { id }, key: 'void-second', body }))).toBe('already-exists');
    expect(kindOf(await approve(id, 'another-request'))).toBe('not-found');
    expect(kindOf(await approve(id, requestId))).toBe('ok');
  });

  test('is withdrawn by whoever asked and by nobody else, and then another may be made', async () => {
    const { id } = await drawnBatch(system);
    const requestId = await askVoid(system, id);
    const withdraw = (who: typeof lead) => system.as(who)('withdrawRequest', { params: { id, requestId } });
    expect(kindOf(await withdraw(office))).toBe('not-found');
    expectOk(await withdraw(lead));
    expect(kindOf(await approve(id, requestId))).toBe('not-ready');
    expect(await askVoid(system, id)).not.toBe(requestId);
  });

  test('is refused by the office, with the reason, and stays refused', async () => {
    const { id } = await drawnBatch(system);
    const requestId = await askVoid(system, id);
    const refuse = (who: typeof lead) =>
      system.as(who)('refuseRequest', { params: { id, requestId }, body: { reason: '理由不足' } });
    expect(kindOf(await refuse(lead))).toBe('foreign-department');
    const refused = expectOk(await refuse(office));
    expect(refused.voidRequest?.closed).toMatchObject({ as: 'refused', by: office.id, reason: '理由不足' });
    expect(kindOf(await approve(id, requestId))).toBe('not-ready');
    expect(kindOf(await system.as(lead)('withdrawRequest', { params: { id, requestId } }))).toBe('not-ready');
  });
});

test('only after a void is the same entry drawn again, and the new draw says so', async () => {
  const first = await drawnBatch(system);
  const again = { key: 'freeze-0002', body: { title: '再次抽取', entries: [{ planId: 'P1', entryId: 'E1' }] } };
  expect(kindOf(await system.as(lead)('freezeBatch', again))).toBe('already-exists');
  expectOk(await voidBatch(system, first.id, { category: '程序违规', reason: '参数有误' }));
  const second = await committedBatch(system, 'E1', 'freeze-0002');
  const { document } = await readPublicDraw(system.deps.published, second.number);
  expect([second.number, document.repeats]).toEqual(['41142220261123-2', ['41142220261123-1']]);
  const old = await readPublicDraw(system.deps.published, first.number);
  expect(old.document.status).toBe('voided');
});
