import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { settings as standard } from '../../shared/platform/settings.ts';
import { settingsAt } from '../../shared/use-cases/setting/settings-at.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const proposer = person('SCJG', 'office', '甲');
const decider = person('SCJG', 'office', '乙');
const document = { number: '睢市监〔2026〕5号', title: '关于年度检查频次上限的通知' };
type Name = 'frequencyCap' | 'teamLeader' | 'importExpiry' | 'digestNotice';
let keys = 0;
// The clock stands at 2026年11月23日 09:00 in Shanghai.
const propose = (name: Name, value: number | boolean, from = '2026-11-23', who = proposer) => {
  keys += 1;
  const body = { value, from, document };
  return system.as(who)('proposeSetting', { params: { name }, key: `proposal-key-${keys}`, body });
};
const decide = (act: 'approveSetting' | 'withdrawSetting', name: Name, proposalId: string, who = decider) =>
  system.as(who)(act, { params: { name, proposalId } });
const fixed = async (name: Name, value: number | boolean, from?: string) => {
  const { id } = expectOk(await propose(name, value, from));
  expectOk(await decide('approveSetting', name, id));
  return id;
};
const shown = async (name: Name, who = person('WJW', 'officer')) => {
  const { items } = expectOk(await system.as(who)('listSettings', {}));
  return items.find((each) => each.name === name);
};
const noticesOf = async (who: ReturnType<typeof person>) =>
  expectOk(await system.as(who)('listNotices', { query: {} })).items.map(({ kind, text }) => ({ kind, text }));

describe('a figure that a rule leaves to the county', () => {
  test('is the standard, with its source and what is to be confirmed, until somebody fixes it; everybody reads it', async () => {
    for (const who of [person('WJW', 'inspector'), person('SCJG', 'auditor'), person('SCJG', 'sysadmin')]) {
      expect(await shown('frequencyCap', who)).toMatchObject({
        title: '每个对象每年检查次数上限',
        unit: '次',
        value: 2,
        standard: { value: 2, document: '本系统缺省值', confirm: expect.stringContaining('联席会议办公室') },
      });
    }
  });

  test('is every figure with something to confirm, and the number of inspectors', async () => {
    const { items } = expectOk(await system.as(proposer)('listSettings', {}));
    const confirmed = Object.entries(standard).flatMap(([name, setting]) => ('confirm' in setting ? [name] : []));
    expect(items.map(({ name }) => name).toSorted()).toEqual([...confirmed, 'inspectorsPerDepartment'].toSorted());
  });

  test('is proposed by the office with its document, approved by a second person, and every department is told', async () => {
    const { id } = expectOk(await propose('frequencyCap', 3));
    expect(await shown('frequencyCap')).toMatchObject({ value: 2, proposal: { id, value: 3, document } });
    expect(await noticesOf(decider)).toEqual([
      { kind: 'setting-proposed', text: expect.stringMatching(/每个对象每年检查次数上限”改为3次.*睢市监〔2026〕5号/) },
    ]);
    expect(await decide('approveSetting', 'frequencyCap', id, proposer)).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await decide('approveSetting', 'frequencyCap', id, person('WJW', 'department-admin'))).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expectOk(await decide('approveSetting', 'frequencyCap', id));
    const now = await shown('frequencyCap');
    expect(now).toMatchObject({ value: 3, edition: { approvedBy: decider.id, document } });
    expect(now?.proposal).toBeUndefined();
    for (const department of ['WJW', 'SLJ'] as const) {
      const told = await noticesOf(person(department, 'officer'));
      expect(told).toEqual([
        {
          kind: 'setting-changed',
          text: expect.stringMatching(/2026年11月23日起，.*由2次改为3次.*已冻结的抽取批次不受影响/),
        },
      ]);
    }
    const events = await system.deps.audit.events('settings', 'county');
    expect(events.map(({ action, facts }) => [action, facts])).toEqual([
      ['create', {}],
      ['propose', { setting: 'frequencyCap', value: 3, from: '2026-11-23' }],
      ['approve', { setting: 'frequencyCap', value: 3, from: '2026-11-23' }],
    ]);
  });

  test('takes no absurd value, and no day in the past or far ahead', async () => {
    const refused = async (name: Name, value: number | boolean, from?: string) => {
      const answer = await propose(name, value, from);
      return answer.ok ? 'taken' : answer.error.errors;
    };
    expect(await refused('frequencyCap', 0)).toEqual([
      { path: 'body.value', message: '每个对象每年检查次数上限应在1次至12次之间' },
    ]);
    expect(await refused('frequencyCap', 100)).toMatchObject([{ path: 'body.value' }]);
    expect(await refused('frequencyCap', true)).toMatchObject([{ path: 'body.value' }]);
    expect(await refused('teamLeader', 1)).toMatchObject([{ path: 'body.value' }]);
    // suiji-draw requires ten minutes of notice.
    expect(await refused('digestNotice', 9)).toMatchObject([{ path: 'body.value' }]);
    expect(await refused('frequencyCap', 3, '2026-11-22')).toMatchObject([{ path: 'body.from' }]);
    expect(await refused('frequencyCap', 3, '2028-01-01')).toMatchObject([{ path: 'body.from' }]);
  });

  test('has one open proposal at a time; who made it withdraws it, another person refuses it with a reason', async () => {
    const { id } = expectOk(await propose('frequencyCap', 3));
    expect(await propose('frequencyCap', 4)).toMatchObject({ error: { kind: 'already-exists' } });
    expectOk(await propose('teamLeader', false));
    expect(await decide('withdrawSetting', 'frequencyCap', id, decider)).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await decide('withdrawSetting', 'frequencyCap', id, proposer));
    const again = expectOk(await propose('frequencyCap', 4));
    const refusal = { params: { name: 'frequencyCap' as const, proposalId: again.id }, body: { reason: '依据不足' } };
    expect(await system.as(proposer)('refuseSetting', refusal)).toMatchObject({ error: { kind: 'same-person' } });
    expectOk(await system.as(decider)('refuseSetting', refusal));
    expect(await shown('frequencyCap')).toMatchObject({ value: 2 });
    expect((await noticesOf(proposer)).map(({ text }) => text)).toContainEqual(expect.stringContaining('依据不足'));
    expect(await decide('approveSetting', 'frequencyCap', again.id)).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('is in force from its day in Shanghai on, and what was in force at an earlier instant stays known', async () => {
    await fixed('frequencyCap', 3, '2026-12-01');
    expect(await shown('frequencyCap')).toMatchObject({ value: 2, coming: [{ value: 3, from: '2026-12-01' }] });
    const capAt = async (instant: string) => (await settingsAt(system.deps, new Date(instant))).frequencyCap;
    expect(await capAt('2026-11-30T15:59:59Z')).toBe(2);
    expect(await capAt('2026-11-30T16:00:00Z')).toBe(3);
    system.at('2026-12-02T01:00:00Z');
    await fixed('frequencyCap', 4, '2026-12-02');
    expect(await capAt('2026-12-02T00:59:59Z')).toBe(3);
    expect(await capAt('2026-12-02T01:00:00Z')).toBe(4);
    const call = { params: { name: 'frequencyCap' as const } };
    const { items } = expectOk(await system.as(person('WJW', 'officer'))('listSettingEditions', call));
    expect(items.map(({ value, from, since }) => [value, from, since])).toEqual([
      [3, '2026-12-01', '2026-11-30T16:00:00.000Z'],
      [4, '2026-12-02', '2026-12-02T01:00:00.000Z'],
    ]);
  });

  test('approved after its day has begun is in force from the approval, never before', async () => {
    const { id } = expectOk(await propose('frequencyCap', 3, '2026-11-24'));
    system.at('2026-11-26T01:00:00Z');
    expectOk(await decide('approveSetting', 'frequencyCap', id));
    const { frequencyCap } = await settingsAt(system.deps, new Date('2026-11-26T00:59:59Z'));
    expect([frequencyCap, (await shown('frequencyCap'))?.value]).toEqual([2, 3]);
  });

  test('is fixed by one of two who decide at once, once', async () => {
    const { id } = expectOk(await propose('frequencyCap', 3));
    const third = person('SCJG', 'office', '丙');
    const answers = await Promise.all([decider, third].map((who) => decide('approveSetting', 'frequencyCap', id, who)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const call = { params: { name: 'frequencyCap' as const } };
    expect(expectOk(await system.as(decider)('listSettingEditions', call)).items).toHaveLength(1);
  });

  test('keeps the file of its document, which has to be what was announced', async () => {
    const bytes = Buffer.from('关于年度检查频次上限的通知');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { name: '通知.pdf', mediaType: 'application/pdf' as const, bytes: bytes.length, sha256 };
    const params = { name: 'frequencyCap' as const };
    const { id } = expectOk(await system.as(proposer)('createSettingFile', { params, key: 'a-file-key', body: file }));
    const body = { value: 3, from: '2026-11-23', document: { ...document, file: { id, ...file } } };
    const asked = () => system.as(proposer)('proposeSetting', { params, key: `file-proposal-${(keys += 1)}`, body });
    expect(await asked()).toMatchObject({ error: { kind: 'evidence-not-uploaded' } });
    await system.deps.blobs.put(`uploads/evidence/settings/${id}`, Buffer.from('另一份文件'), 'application/pdf');
    expect(await asked()).toMatchObject({ error: { kind: 'evidence-mismatch' } });
    await system.deps.blobs.put(`uploads/evidence/settings/${id}`, bytes, 'application/pdf');
    const proposal = expectOk(await asked());
    expectOk(await decide('approveSetting', 'frequencyCap', proposal.id));
    expect(await shown('frequencyCap')).toMatchObject({ edition: { document: { file: { id, sha256 } } } });
    const read = { params: { name: 'frequencyCap' as const, fileId: id } };
    expect(expectOk(await system.as(person('WJW', 'officer'))('getSettingFile', read)).url).toContain(id);
  });
});
