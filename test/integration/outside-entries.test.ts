import { beforeEach, describe, expect, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Lookup } from '../../shared/domain/lookup/lookup.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import { approveRemoval } from '../../shared/use-cases/credit/decide-entry.ts';
import { shop } from '../support/drawable-county.ts';
import { codeOf } from '../support/import-desk.ts';
import { failureOf } from '../support/leads.ts';
import { aListRow, liaison, listFilesOf, second } from '../support/list-files.ts';
import { aLookup, aSanction } from '../support/lookups.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// 睢县人民法院 has published 第1商店, which the registry knows under its credit code; the file is of 10 April 2026.
const code = codeOf(1);
const head = person('FGW', 'department-admin');
const purchaser = person('CZJ', 'credit-user', '购');
const land = person('ZRZY', 'credit-user', '地');
let system: TestSystem;
let files: ReturnType<typeof listFilesOf>;
let entry: string;
let keys = 0;
const key = () => `outside-key-${(keys += 1)}`;

beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-04-10T02:00:00Z');
  const done = await system.deps.work.commit([createRow('object', { ...shop(1), id: code }, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  files = listFilesOf(system);
  await files.applied('court', '2026-04-10', [aListRow('第1商店', code, '（2025）豫1422执1号')]);
  const { items } = expectOk(await system.as(liaison)('listListEntries', { query: { view: 'outside' } }));
  entry = items[0]?.id ?? '';
});

const act = async (who: Principal, operation: OperationName, id: string, body: object = {}) => {
  const { version } = expectOk(await system.as(liaison)('getListEntry', { params: { id } }));
  return system.as(who)(operation, { params: { id }, version, body });
};
const document = { reason: '已履行完毕', verifiedOn: '2026-04-10', document: '（2025）豫1422执1号之三' };
const removed = async () => {
  expectOk(await act(liaison, 'requestRemoval', entry, document));
  return act(head, 'approveRemoval', entry, { number: '（2025）豫1422执1号之三' });
};
const revoked = async () => {
  expectOk(await act(liaison, 'requestRevocation', entry, document));
  return act(head, 'revokeListing', entry, { number: '（2025）豫1422执1号之四', reason: '纳入错误' });
};
const ask = async (who: Principal = land) => {
  const body = { purpose: 'land', project: { number: '2026-07号地块' }, subject: { code } } as const;
  return expectOk(await system.as(who)('lookUp', { key: key(), body }));
};
const decided = async (lookup: { readonly id: string }, who: Principal = land) =>
  expectOk(
    await system.as(who)('recordSanction', {
      ...{ key: key(), params: { id: lookup.id } },
      body: { applied: [{ entry, measure: 'L01' }], reason: '依公示条例第十八条' },
    }),
  );
const sanction = async (id: string) => expectOk(await system.as(land)('getSanction', { params: { id } }));
const toLift = async (who: Principal = land) =>
  expectOk(await system.as(who)('listTodoOfKind', { params: { kind: 'sanction-to-lift' }, query: {} })).items;
const told = async (department: 'ZRZY' | 'CZJ') =>
  expectOk(await system.as(person(department, 'officer'))('listNotices', { query: {} })).items.filter(
    ({ kind }) => kind === 'looked-up-entry-ended',
  );

describe('a single entry that was decided elsewhere', () => {
  test('is removed between files by a document, which one enters and the head, another, approves', async () => {
    expectOk(await act(head, 'requestRemoval', entry, document));
    expect(failureOf(await act(head, 'approveRemoval', entry, { number: '之三' }))).toBe('same-person');
    expect(expectOk(await removed())).toMatchObject({ status: 'repaired', removal: { on: '2026-04-10' } });
    expect((await ask()).hits).toEqual([]);
  });

  test('is removed whenever who decided says so: the least term of a list of the county does not bind them', async () => {
    const market = [person('SCJG', 'officer', '甲'), person('SCJG', 'officer', '乙')] as const;
    await listFilesOf(system, ...market).applied('serious', '2026-04-10', [aListRow('第2商店', codeOf(2), '罚二号')]);
    const { items } = expectOk(await system.as(market[0])('listListEntries', { query: { view: 'outside' } }));
    const [found] = items;
    if (!found) throw new Error('no entry');
    const { id, version } = found;
    expectOk(await system.as(market[0])('requestRemoval', { params: { id }, version, body: document }));
  });

  test('is revoked by the document of who decided alone, which another person than the head has entered', async () => {
    const revocation = { number: '之四', reason: '纳入错误' };
    expect(failureOf(await act(head, 'revokeListing', entry, revocation))).toBe('not-ready');
    expectOk(await act(liaison, 'requestRemoval', entry, document));
    expect(failureOf(await act(head, 'revokeListing', entry, revocation))).toBe('not-ready');
    expectOk(await act(head, 'requestRevocation', entry, document));
    expect(failureOf(await act(head, 'revokeListing', entry, revocation))).toBe('same-person');
    expectOk(await act(liaison, 'requestRevocation', entry, document));
    expect(failureOf(await act(head, 'approveRemoval', entry, { number: '之三' }))).toBe('not-ready');
    expect(expectOk(await act(head, 'revokeListing', entry, revocation))).toMatchObject({ status: 'revoked' });
  });

  test('is left alone while a file of its list is being written, and decided on after', async () => {
    const { id } = await files.checked('court', '2026-04-10', [aListRow('第1商店', code, '（2025）豫1422执1号')]);
    expectOk(await files.apply(id));
    expect(failureOf(await act(liaison, 'requestRemoval', entry, document))).toBe('not-ready');
    await system.runJobs();
    expectOk(await removed());
  });

  test('that is removed makes a file that was compared before be compared anew', async () => {
    const { id } = await files.checked('court', '2026-04-10', [aListRow('第1商店', code, '（2025）豫1422执1号')]);
    expectOk(await removed());
    expect(failureOf(await files.apply(id))).toBe('not-ready');
    expect((await files.check(id)).counts).toMatchObject({ added: 1, unchanged: 0 });
  });

  test('is shown to its subject, in force first and then what was, by whom and why, and not who entered it', async () => {
    const bound = await boundCode(system.deps, code, 1);
    const own = async () => expectOk(await system.as({ code: bound })('listOwnListEntries', {})).items;
    expect(await own()).toEqual([
      {
        ...{ list: 'court', number: '（2025）豫1422执1号', department: 'FGW', status: 'listed', on: '2025-11-20' },
        ...{ authority: '睢县人民法院', grounds: '有履行能力而拒不履行', inForce: true },
      },
    ]);
    await removed();
    await files.applied('court', '2026-04-10', [aListRow('第1商店', code, '（2026）豫1422执9号', '2026-04-01')]);
    expect(await own()).toMatchObject([
      { number: '（2026）豫1422执9号', inForce: true },
      { number: '（2025）豫1422执1号', inForce: false, status: 'repaired', removal: { on: '2026-04-10' } },
    ]);
    expect(JSON.stringify(await own())).not.toContain(second.id);
  });
});

describe('what was applied by an entry that is removed', () => {
  test('is lifted in the same commit, and its department told', async () => {
    const { id } = await decided(await ask());
    await removed();
    expect(await sanction(id)).toMatchObject({
      ...{ status: 'lifted', endedOn: '2026-04-10' },
      endReason: '所依据的名单条目（（2025）豫1422执1号）已修复移出，自动解除',
    });
    expect(await told('ZRZY')).toHaveLength(1);
    expect(await toLift()).toEqual([]);
  });

  test('stays where another entry holds it up, until whoever decided has looked at it', async () => {
    const market = [person('SHWJ', 'officer', '甲'), person('SHWJ', 'officer', '乙')] as const;
    await listFilesOf(system, ...market).applied('tax', '2026-04-10', [aListRow('第1商店', code, '税公一号')]);
    const lookup = await ask();
    const applied = lookup.hits.map((hit) => ({ entry: hit.entry, measure: 'L01' as const }));
    expect(applied).toHaveLength(2);
    const call = { key: key(), params: { id: lookup.id }, body: { applied, reason: '两份名单' } };
    const { id } = expectOk(await system.as(land)('recordSanction', call));
    await removed();
    expect(await sanction(id)).toMatchObject({ status: 'recorded', groundGone: { entry } });
    expect(await toLift()).toMatchObject([{ ids: { id } }]);
  });

  test('is lifted by the job where it was decided at that very moment', async () => {
    const lookup = await ask();
    const actor = { id: head.id, name: head.name, department: 'FGW', scope: 'own' } as const;
    expectOk(await act(liaison, 'requestRemoval', entry, document));
    const { version } = expectOk(await system.as(liaison)('getListEntry', { params: { id: entry } }));
    let id = '';
    const work = meanwhile(system.deps.work, async () => {
      ({ id } = await decided(lookup));
    });
    const request = { id: entry, version, number: '之三' };
    const done = await approveRemoval({ ...system.deps, work }, request, actor, new Date('2026-04-10T02:00:00Z'));
    expect(done.ok).toBe(true);
    expect((await sanction(id)).status).toBe('recorded');
    await system.runJob('unwind-listings');
    expect((await sanction(id)).status).toBe('lifted');
  });

  test('is lifted by the next run where one commit does not hold all, and nothing is done twice', async () => {
    const lookups = Array.from({ length: 40 }, (_, n) => ({
      ...hitBefore(),
      id: `lookup-${n}`,
      number: `信核〔2026〕${n}号`,
    }));
    for (const lookup of lookups) {
      const decision = sanctionOn(lookup.id);
      const done = await system.deps.work.commit([
        createRecord('lookup', lookup.id, lookup, anEvent()),
        createRecord('sanction-decision', decision.id, decision, anEvent()),
      ]);
      if (!done.ok) throw new Error(done.error.kind);
    }
    const standing = async () =>
      expectOk(await system.as(land)('listSanctions', { query: { status: 'recorded', limit: 100 } })).items.length;
    expectOk(await removed());
    expect(await standing()).toBe(25);
    await system.runJob('unwind-listings');
    expect(await standing()).toBe(0);
    expect(await told('ZRZY')).toHaveLength(1);
    system.at('2026-04-10T03:00:00Z');
    expect(await system.runJob('unwind-listings')).toEqual({ entries: 1, changes: 0 });
    expect(await system.runJob('unwind-listings')).toEqual({ entries: 0, changes: 0 });
  });

  test('is lifted too where the next file of the list names the subject no more', async () => {
    const { id } = await decided(await ask());
    await files.applied('court', '2026-04-10', [aListRow('他店', codeOf(9), '（2025）豫1422执9号')]);
    await system.runJob('unwind-listings');
    expect((await sanction(id)).status).toBe('lifted');
  });
});

/** A look-up of 自然资源 that was answered with the entry. */
const hitBefore = (more: Partial<Lookup> = {}): Lookup =>
  aLookup({
    ...{ department: 'ZRZY', subject: { code, name: '第1商店' }, at: '2026-04-09T02:00:00.000Z', asOf: '2026-04-09' },
    hits: [
      {
        ...{ entry, list: 'court', number: '（2025）豫1422执1号', on: '2025-11-20', department: 'FGW' },
        ...{ measures: ['L01'], effects: ['restrict'] },
      },
    ],
    ...more,
  });

const sanctionOn = (lookupId: string) =>
  aSanction({
    ...{ id: `sd-${sha256(`${lookupId} 1`).slice(0, 32)}`, lookupId, lookupNumber: lookupId, department: 'ZRZY' },
    ...{ subject: { code, name: '第1商店' }, status: 'recorded', applied: [{ entry, measure: 'L01' }] },
  });

describe('the revocation of an entry', () => {
  test('is told once to every department that was told of the entry within 90 days, with the look-ups and who asked', async () => {
    // 90 days before 10 April 2026 is 10 January.
    const days = [
      ['ZRZY', 'L1', '2026-01-10'],
      ['ZRZY', 'L2', '2026-04-09'],
      ['CZJ', 'L3', '2026-01-09'],
    ] as const;
    for (const [department, id, asOf] of days) {
      const lookup = hitBefore({ department, id, number: `信核〔2026〕${id}号`, asOf, at: `${asOf}T02:00:00.000Z` });
      const done = await system.deps.work.commit([createRecord('lookup', id, lookup, anEvent())]);
      if (!done.ok) throw new Error(done.error.kind);
    }
    expectOk(await revoked());
    await system.runJob('unwind-listings');
    const notices = await told('ZRZY');
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain(
      '第1商店的失信被执行人条目（（2025）豫1422执1号）撤销列入；本部门90日内的核查含该条目：',
    );
    for (const id of ['L1', 'L2'])
      expect(notices[0]?.text).toContain(`信核〔2026〕${id}号（${hitBefore().askedByName}）`);
    expect(await told('CZJ')).toEqual([]);
  });

  test('leaves what was applied to whoever decided, who finds it in the to-do list and lifts it', async () => {
    const { id } = await decided(await ask());
    expectOk(await revoked());
    const standing = await sanction(id);
    expect(standing).toMatchObject({ status: 'recorded', groundGone: { entry, on: '2026-04-10' } });
    expect(await toLift()).toMatchObject([{ ids: { id }, operation: 'liftSanction' }]);
    expect(await toLift(purchaser)).toEqual([]);
    const call = { params: { id }, version: standing.version, body: { reason: '原决定已撤销' } };
    expectOk(await system.as(land)('liftSanction', call));
    expect(await toLift()).toEqual([]);
  });

  test('tells nobody of a removal who has only looked the subject up', async () => {
    await ask();
    expectOk(await removed());
    await system.runJob('unwind-listings');
    expect(await told('ZRZY')).toEqual([]);
  });

  test('tells of a look-up that was answered at that very moment, by the job', async () => {
    expectOk(await revoked());
    const done = await system.deps.work.commit([createRecord('lookup', 'late', hitBefore({ id: 'late' }), anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    expect(await told('ZRZY')).toEqual([]);
    await system.runJob('unwind-listings');
    expect(await told('ZRZY')).toHaveLength(1);
  });
});
