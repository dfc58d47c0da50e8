import { beforeEach, expect, test } from 'vitest';
import type { Expert, Inspector } from '../../shared/domain/registry/registry.ts';
import { officer as anOfficer, expertOf, settle } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { enterExpert, retire, rewrite } from '../support/two-persons.ts';

const clerk = person('SCJG', 'officer');
const elsewhere = person('WJW', 'officer');

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const created = async (expert: Expert) => {
  expectOk(await enterExpert(system, clerk, expert));
  return expectOk(await system.as(clerk)('getExpert', { params: { id: expert.id } }));
};

test('an expert is entered by the own department, changed by the version one has seen, and taken out of use', async () => {
  const made = await created(expertOf('SCJG', 1));
  // As out of force by one, into force by two.
  expect(made).toMatchObject({ id: 'SCJG-Z001', department: 'SCJG', status: '有效', version: 2 });
  const params = { id: made.id };
  const body = expertOf('SCJG', 1, { title: '高级工程师' });
  expect(await system.as(elsewhere)('updateExpert', { params, version: 2, body })).toMatchObject({ ok: false });
  expect(await system.as(clerk)('updateExpert', { params, version: 1, body })).toMatchObject({ ok: false });
  const changed = expectOk(await system.as(clerk)('updateExpert', { params, version: 2, body }));
  expect(changed).toMatchObject({ title: '高级工程师', version: 3 });
  const known = { ...body, fields: ['食品检验', '特种设备'] };
  await rewrite(system, clerk, { kind: 'expert', rowId: made.id, version: 3 }, known);
  await retire(system, clerk, { kind: 'expert', rowId: made.id, version: 4 }, '退休');
  const ended = expectOk(await system.as(clerk)('getExpert', { params }));
  expect(ended).toMatchObject({ status: '失效', fields: ['食品检验', '特种设备'], version: 5 });
});

test('several experts, and several inspectors, get a label at once, and lose it again', async () => {
  for (const n of [1, 2]) await created(expertOf('SCJG', n));
  const people: Inspector[] = [1, 2].map((n) => anOfficer('SCJG', n));
  await settle(system.deps, { objects: [], inspectors: people, plans: [] });
  for (const [tagAll, list, ids] of [
    ['tagExperts', 'listExperts', ['SCJG-Z001', 'SCJG-Z002']],
    ['tagInspectors', 'listInspectors', people.map(({ id }) => id)],
  ] as const) {
    const tagged = async (add: readonly string[], remove: readonly string[]) => {
      expectOk(await system.as(clerk)(tagAll, { body: { ids: [...ids], add: [...add], remove: [...remove] } }));
      const { items } = expectOk(await system.as(clerk)(list, { query: { limit: 10 } }));
      return items.map(({ tags }) => tags);
    };
    expect(await tagged(['骨干'], [])).toEqual([['骨干'], ['骨干']]);
    expect(await tagged([], ['骨干'])).toEqual([[], []]);
  }
});
