import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { remindParties } from '../../shared/use-cases/batch/remind-parties.ts';
import { frozenBatch, lead, secretOf, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
/** Beside the beacon, whose round comes after the last secret is due. */
const parties = ['CZJ', 'SFJ'] as const;
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const [finance, justice] = [person('CZJ', 'officer'), person('SFJ', 'officer')];
const noticesOf = async (who: typeof finance) =>
  expectOk(await system.as(who)('listNotices', { query: { limit: 100 } })).items.map(({ text }) => text);
const run = (at: string) => {
  system.at(at);
  return system.runJob('remind-parties');
};
/** Frozen at 09:00 in Shanghai; commitments until 10:00 two days later, secrets until 11:00. */
const named = async (more: object = {}) => {
  const { id, version } = await frozenBatch(system);
  const deadlines = { commitBy: '2026-11-25T10:00:00+08:00', revealBy: '2026-11-25T11:00:00+08:00' };
  const body = { parties: [...parties], ...deadlines, ...more };
  return expectOk(await system.as(lead)('commitBatch', { params: { id }, version, body }));
};
const commits = (who: typeof finance, id: string) =>
  system.as(who)('submitCommitment', { params: { id }, body: { commitment: commitmentOf(secretOf(who.department)) } });
const reveals = (who: typeof finance, id: string) =>
  system.as(who)('revealSecret', { params: { id }, body: { secret: secretOf(who.department) } });

test('a deadline is stated in Shanghai time with its offset and kept as the same instant', async () => {
  const { ceremony } = await named();
  expect(ceremony).toMatchObject({ commitBy: '2026-11-25T02:00:00.000Z', revealBy: '2026-11-25T03:00:00.000Z' });
});

test('a deadline without an offset is refused: nobody knows whose ten o’clock it is', async () => {
  const { id, version } = await frozenBatch(system);
  const body = { parties: [...parties], commitBy: '2026-11-25T10:00:00', revealBy: times.revealBy };
  expect(await system.as(lead)('commitBatch', { params: { id }, version, body })).toMatchObject({
    error: { kind: 'invalid-input', errors: [{ path: 'body.commitBy', message: expect.stringContaining('+08:00') }] },
  });
});

describe('a party of a ceremony', () => {
  test('is told at once of what it has to do, and a day, an hour and ten minutes before; each once, and sent', async () => {
    await named();
    expect(await run('2026-11-23T01:05:00Z')).toEqual({ ceremonies: 1, ending: 0, reminded: 2, sent: 2 });
    expect(await run('2026-11-23T01:10:00Z')).toMatchObject({ reminded: 0 });
    expect(await noticesOf(finance)).toEqual([
      expect.stringMatching(/请财政局在2026年11月25日10时00分（北京时间）前提交密数承诺/),
    ]);
    for (const [at, reminded] of [
      ['2026-11-24T01:59:00Z', 0],
      ['2026-11-24T02:00:00Z', 2],
      ['2026-11-25T00:59:00Z', 0],
      ['2026-11-25T01:00:00Z', 2],
      ['2026-11-25T01:49:00Z', 0],
      ['2026-11-25T01:50:00Z', 2],
      ['2026-11-25T01:59:59Z', 0],
    ] as const)
      expect([at, (await run(at))['reminded']]).toEqual([at, reminded]);
    expect(await noticesOf(justice)).toHaveLength(4);
    expect(system.sent).toHaveLength(8);
  });

  test('is not sent, once the deadline has passed, the message of before that could not be sent', async () => {
    await named();
    const notifier = { send: () => Promise.reject(new Error('the gateway is down')) };
    const failing = { ...system.deps, notifier };
    await expect(remindParties(failing, new Date('2026-11-25T01:50:00Z'))).rejects.toThrow('could not be sent');
    system.at('2026-11-25T02:00:01Z');
    await system.runJob('remind-deadlines');
    expect(system.sent.filter(({ department }) => parties.some((each) => each === department))).toEqual([]);
    expect(await noticesOf(finance)).toHaveLength(1);
  });

  test('that has committed is told nothing until all have and the secrets are due', async () => {
    const { id } = await named();
    expectOk(await commits(finance, id));
    expect(await run('2026-11-25T01:55:00Z')).toMatchObject({ reminded: 1 });
    expect(await noticesOf(finance)).toEqual([]);
    expectOk(await commits(justice, id));
    expect(await run('2026-11-25T01:59:00Z')).toMatchObject({ reminded: 0 });
    expect(await run('2026-11-25T02:00:01Z')).toMatchObject({ reminded: 2 });
    expect(await noticesOf(finance)).toEqual([
      expect.stringMatching(/请财政局在2026年11月25日11时00分（北京时间）前公开密数/),
    ]);
    expectOk(await reveals(finance, id));
    expect(await run('2026-11-25T02:55:00Z')).toMatchObject({ reminded: 1 });
  });

  test('is not asked for a secret once another has missed the commitment, nor after the deadline', async () => {
    const { id } = await named();
    expectOk(await commits(finance, id));
    expect(await run('2026-11-25T02:05:00Z')).toMatchObject({ reminded: 0 });
    expect(await run('2026-11-25T03:05:00Z')).toMatchObject({ reminded: 0 });
  });

  test('that is a notary has the office told, which records for it', async () => {
    await named({ notaryOffice: '睢县公证处' });
    await run('2026-11-23T01:05:00Z');
    expect(await noticesOf(person('SCJG', 'office'))).toEqual([expect.stringMatching(/登记公证处密封的承诺/)]);
  });
});

describe('who is refused', () => {
  test('learns that another department takes part, and which', async () => {
    const { id, number } = await named();
    const answer = await commits(person('WJW', 'officer'), id);
    expect(answer).toMatchObject({ error: { kind: 'foreign-department' } });
    expect(answer.ok ? '' : answer.error.detail).toMatch(/的仪式由财政局、司法局参与，卫生健康委不是参与方。/);
    expect(number).toBeTruthy();
  });

  test('learns whose act it is, where the record is shared with it; a stranger learns nothing', async () => {
    const { id, version } = await frozenBatch(system);
    const body = { parties: [...parties], commitBy: times.commitBy, revealBy: times.revealBy };
    const commit = (department: 'WJW' | 'GAJ') =>
      system.as(person(department, 'department-admin'))('commitBatch', { params: { id }, version, body });
    const shared = await commit('WJW');
    expect(shared.ok ? '' : shared.error.detail).toBe(`抽取批次 ${id} 由市场监督管理局办理，本部门只能查看。`);
    const stranger = await commit('GAJ');
    expect(stranger.ok ? '' : stranger.error.detail).toBe(`没有编号为 ${id} 的抽取批次。`);
  });
});
