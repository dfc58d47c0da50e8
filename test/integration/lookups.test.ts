import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { ListEntry } from '../../shared/domain/credit/list-entry.ts';
import { canonicalJson } from '../../shared/draw/canonical-json.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { settings } from '../../shared/platform/settings.ts';
import { createRecord, createRow, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { recordSanction } from '../../shared/use-cases/lookup/decide-sanction.ts';
import { shop } from '../support/drawable-county.ts';
import { inspectionsForTest, resultOf } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { aListEntry } from '../support/list-entries.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// Story A6: S0001 cannot be contacted; it is listed on 27 May 2026 and taken off on 15 June.
const purchaser = person('CZJ', 'credit-user', '购');
const other = person('CZJ', 'credit-user', '另');
const land = person('ZRZY', 'credit-user', '地');
const officer = person('SCJG', 'officer');
const listed = {
  ...{ status: 'listed', decision: { number: '睢市监列决〔2026〕1号', on: '2026-05-27', by: 'head' } },
  ...{ reason: 'a4', object: { id: 'S0001', name: '第1商店', kind: '企业' } },
} as const;
let system: TestSystem;
let keys = 0;
const key = () => `lookup-key-${(keys += 1)}`;

beforeEach(async () => {
  system = await systemForTest();
  const done = await system.deps.work.commit([
    createRow('object', shop(1), anEvent()),
    createRecord('list-entry', 'LE-1', aListEntry({ id: 'LE-1', ...listed } as Partial<ListEntry>), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
  system.at('2026-05-27T02:00:00Z');
});

type Question = CallOf<'lookUp'>['body'];
const question = (more: Partial<Question> = {}): Question => ({
  ...{ purpose: 'land', project: { number: '2026-07号地块' }, subject: { code: 'S0001', name: '第1商店' } },
  ...more,
});
const ask = (more: Partial<Question> = {}, who: Principal = purchaser) =>
  system.as(who)('lookUp', { key: key(), body: question(more) });
const procurement = (evaluatedOn = '2026-06-01') => ({
  purpose: 'procurement' as const,
  project: { number: '睢财采〔2026〕9号', announcedOn: '2026-05-20', evaluatedOn },
});

describe('a look-up', () => {
  test('hits from the day of the decision to the day before the removal', async () => {
    system.at('2026-05-26T02:00:00Z');
    expect(expectOk(await ask()).hits).toEqual([]);
    system.at('2026-05-26T16:00:00Z');
    expect(expectOk(await ask()).hits).toMatchObject([
      { entry: 'LE-1', list: 'abnormal', measures: ['L01'], effects: ['restrict'], number: '睢市监列决〔2026〕1号' },
    ]);
    await changed({ status: 'repaired', removal: { number: '移1', on: '2026-06-15', by: 'head' } });
    system.at('2026-06-14T02:00:00Z');
    expect(expectOk(await ask()).hits).toHaveLength(1);
    system.at('2026-06-14T16:00:00Z');
    expect(expectOk(await ask()).hits).toEqual([]);
  });

  test('hits to the last day of the longest term, also before the entry is taken off its list', async () => {
    await changed({ list: 'serious', reason: undefined });
    system.at('2029-05-27T15:59:00Z');
    expect(expectOk(await ask()).hits).toMatchObject([{ entry: 'LE-1', list: 'serious' }]);
    system.at('2029-05-27T16:00:00Z');
    expect(expectOk(await ask()).hits).toEqual([]);
  });

  test('for a procurement shows the list of abnormal operations for information only, never to refuse', async () => {
    const { hits, slip } = expectOk(await ask(procurement()));
    expect(hits).toMatchObject([{ measures: [], effects: [] }]);
    expect(slip.join('\n')).toContain('仅供参考，无启用措施');
    expect(slip.join('\n')).not.toContain('拒绝');
  });

  test.each([
    ['without a project', { project: undefined }, '项目编号'],
    [
      'for a procurement without the day of announcement',
      { ...procurement(), project: { number: '1号', evaluatedOn: '2026-06-01' } },
      '公告日期',
    ],
    [
      'for a procurement without the day of evaluation',
      { ...procurement(), project: { number: '1号', announcedOn: '2026-05-20' } },
      '评审日期',
    ],
  ])('%s is refused', async (_, more, missing) => {
    const refused = await ask(more);
    expect(refused).toMatchObject({ error: { kind: 'purpose-required', detail: expect.stringContaining(missing) } });
  });

  test('of several names at once is refused, of a class, and of a person’s identity number', async () => {
    expect(failureOf(await ask({ subject: [{ code: 'S0001' }, { code: 'S0002' }] as never }))).toBe('invalid-input');
    expect(failureOf(await ask({ asks: ['lists', 'class'] }))).toBe('class-not-a-ground');
    expect(failureOf(await ask({ subject: { code: '41142219900307293X' } }))).toBe('not-supported');
  });

  test('hits under every number that the subject has had, whichever is asked', async () => {
    const code = '91411422MA40000028';
    const row = await system.store.registry.find('object', 'S0001');
    if (!row) throw new Error('the shop is there');
    const done = await system.deps.work.commit([
      createRow('object', { ...row.value, id: code, formerIds: ['S0001'] }, anEvent()),
      replaceRow(row, { ...row.value, status: '停用', continuedAs: code }, anEvent()),
    ]);
    expect(done.ok).toBe(true);
    for (const asked of [code, 'S0001'])
      expect(expectOk(await ask({ subject: { code: asked } })).hits).toMatchObject([{ entry: 'LE-1' }]);
    const bound = await boundCode(system.deps, code, 2);
    expect(expectOk(await system.as({ code: bound })('listOwnLookups', {})).items).toHaveLength(2);
  });

  test('hits nothing that was decided not to be listed', async () => {
    await changed({ status: 'not-listed' });
    expect(expectOk(await ask()).hits).toEqual([]);
  });

  test('for supervision names the entry, and no measure follows from it', async () => {
    const call = { key: key(), body: { project: { number: 'V1' }, subject: { code: 'S0001' } } };
    expect(expectOk(await system.as(officer)('lookUpForSupervision', call)).hits).toMatchObject([
      { entry: 'LE-1', measures: [], effects: [] },
    ]);
  });

  test('says that what an entry rests on is contested', async () => {
    const county = await inspectionsForTest('2026-05-20');
    const resultId = resultOf(await county.dispatch());
    await county.published(resultId);
    const result = await county.store.records.find('result', resultId);
    if (!result) throw new Error('the result is there');
    const entry = aListEntry({ id: 'LE-2', ...listed, resultId } as Partial<ListEntry>);
    const objection = { id: 'objection-1', edition: result.value.edition, ground: 'fact', state: 'checking' } as const;
    const done = await county.store.work.commit([
      createRecord('list-entry', 'LE-2', entry, anEvent()),
      replaceRecord('result', resultId, result, { ...result.value, objections: [objection] }, anEvent()),
    ]);
    if (!done.ok) throw new Error(done.error.kind);
    county.at('2026-05-27T02:00:00Z');
    const { hits, slip } = expectOk(await county.as(purchaser)('lookUp', { key: key(), body: question() }));
    expect(hits).toMatchObject([{ entry: 'LE-2', contested: true }]);
    expect(slip.join()).toContain('异议处理中');
  });

  test('never names a class', async () => {
    const { items } = expectOk(await system.as(purchaser)('listLookups', { query: {} }));
    expect(JSON.stringify([expectOk(await ask()), items])).not.toMatch(/creditClass|"class"|风险分类/);
  });

  test('is repeated after a lost answer as one look-up, and kept for three years with its digest', async () => {
    const call = { key: key(), body: question() };
    const [first, again] = [await system.as(purchaser)('lookUp', call), await system.as(purchaser)('lookUp', call)];
    const { number, purpose, project, subject, asOf, hits, digest, keptUntil } = expectOk(first);
    expect(expectOk(again).number).toBe(number);
    expect(keptUntil).toBe('2029-05-27');
    expect(digest).toBe(sha256(canonicalJson({ number, purpose, project, subject, asOf, hits })));
  });

  test('is limited for each person in an hour', async () => {
    const limit = settings.lookupsOfPerson.value;
    let answered = 0;
    let refused: unknown;
    while (refused === undefined && answered <= limit) {
      refused = failureOf(await ask());
      if (refused === undefined) answered += 1;
    }
    // A use whose answer was lost is counted once more when it is sent again.
    expect([refused, answered <= limit]).toEqual(['allowance-spent', true]);
    expectOk(await ask({}, other));
  });

  test('is read by its department and those who oversee, and by its subject: who, for what, when', async () => {
    const { id } = expectOk(await ask());
    expectOk(await system.as(other)('getLookup', { params: { id } }));
    expectOk(await system.as(person('SFJ', 'auditor'))('getLookup', { params: { id } }));
    expect(failureOf(await system.as(land)('getLookup', { params: { id } }))).toBe('not-found');
    const call = { key: key(), body: { project: { number: 'V1' }, subject: { code: 'S0001' } } };
    expectOk(await system.as(officer)('lookUpForSupervision', call));
    const code = await boundCode(system.deps, 'S0001', 1);
    const { items } = expectOk(await system.as({ code })('listOwnLookups', {}));
    expect(items.map(({ department, purpose }) => [department, purpose]).toSorted()).toEqual([
      ['CZJ', 'land'],
      ['SCJG', 'supervision'],
    ]);
    expect(JSON.stringify(items)).not.toContain(purchaser.id);
  });
});

describe('what is decided on a look-up', () => {
  const decide = (id: string, body: CallOf<'recordSanction'>['body'], who: Principal = purchaser) =>
    system.as(who)('recordSanction', { key: key(), params: { id }, body });
  const applied = { entry: 'LE-1', measure: 'L01' as const };

  test('is a measure that the answer names, or none, each with its reason', async () => {
    const { id } = expectOk(await ask());
    expect(failureOf(await decide(id, { applied: { ...applied, measure: 'P03' }, reason: '异常' }))).toBe(
      'measure-not-in-list',
    );
    expect(failureOf(await decide(id, { applied: { ...applied, entry: 'LE-2' }, reason: '异常' }))).toBe(
      'measure-not-in-list',
    );
    expect(expectOk(await decide(id, { applied, reason: '依公示条例第十八条' }))).toMatchObject({ status: 'recorded' });
    expect(expectOk(await decide(id, { reason: '另有安排' }))).toMatchObject({ status: 'declined' });
    expect(failureOf(await decide(id, { reason: '他人' }, land))).toBe('not-found');
  });

  test('is none of a procurement for the list of abnormal operations', async () => {
    system.at('2026-06-01T02:00:00Z');
    const { id } = expectOk(await ask(procurement()));
    expect(failureOf(await decide(id, { applied: { ...applied, measure: 'P03' }, reason: '异常' }))).toBe(
      'measure-not-in-list',
    );
  });

  test('of a procurement needs a look-up on the day of evaluation', async () => {
    const { id } = expectOk(await ask(procurement()));
    const early = await decide(id, { reason: '无' });
    expect(early).toMatchObject({
      error: { kind: 'evaluation-lookup-required', detail: expect.stringContaining('2026年6月1日') },
    });
    system.at('2026-06-01T02:00:00Z');
    expectOk(await decide(expectOk(await ask(procurement())).id, { reason: '无不良记录' }));
  });

  test('is none once the entry is in force no longer', async () => {
    const { id } = expectOk(await ask());
    await changed({ status: 'revoked', removal: { number: '撤1', on: '2026-05-28', by: 'head' } });
    system.at('2026-05-28T02:00:00Z');
    expect(failureOf(await decide(id, { applied, reason: '异常' }))).toBe('measure-not-in-list');
  });

  test('is not written over an entry that is taken off at the same moment', async () => {
    const { id } = expectOk(await ask());
    const gone = { status: 'repaired', removal: { number: '移1', on: '2026-05-27', by: 'head' } } as const;
    const work = meanwhile(system.deps.work, () => changed(gone));
    const actor = { id: purchaser.id, name: purchaser.name, department: 'CZJ', scope: 'own' } as const;
    const late = await recordSanction(
      { ...system.deps, work },
      { lookupId: id, applied, reason: '异常' },
      actor,
      new Date('2026-05-27T03:00:00Z'),
    );
    expect(late).toMatchObject({ ok: false, error: { kind: 'stale-version', entity: 'list-entry' } });
  });

  test('is lifted or withdrawn with a reason, once', async () => {
    const { id } = expectOk(await ask());
    const decision = expectOk(await decide(id, { applied, reason: '依公示条例第十八条' }));
    const end = { params: { id: decision.id }, version: decision.version, body: { reason: '已移出名录' } };
    expectOk(await system.as(purchaser)('liftSanction', end));
    const { version } = expectOk(await system.as(purchaser)('getSanction', { params: { id: decision.id } }));
    expect(failureOf(await system.as(purchaser)('withdrawSanction', { ...end, version }))).toBe('illegal-transition');
    const { items } = expectOk(await system.as(purchaser)('listSanctions', { query: { status: 'lifted' } }));
    expect(items).toMatchObject([{ measure: 'L01', endReason: '已移出名录', endedOn: '2026-05-27' }]);
  });
});

async function changed(more: Partial<ListEntry>): Promise<void> {
  const found = await system.store.records.find('list-entry', 'LE-1');
  if (!found) throw new Error('the entry is there');
  const done = await system.deps.work.commit([
    replaceRecord('list-entry', 'LE-1', found, { ...found.value, ...more }, anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
}
