import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { noCounts } from '../../shared/domain/import/registry-import.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { codeOf, csv, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person } from '../support/system.ts';
import { ask } from '../support/two-persons.ts';
import { anEntry, anItem } from '../unit/plan-entries.ts';
import { office, type PlanSystem, officer as planner, planSystem } from './plan-system.ts';

/** R13: the events of a record alone tell what happened to it. */
let system: PlanSystem;
beforeEach(async () => {
  system = await planSystem();
});

const head = person('SCJG', 'department-admin', '乙');

/** What the trail says of a record: who did what, and what belongs to it. */
const told = async (kind: Parameters<PlanSystem['deps']['audit']['events']>[0], id: string) =>
  (await system.deps.audit.events(kind, id)).map(({ action, actor, facts }) => [action, actor, facts]);

test('the trail of a registry row tells by whom it was written, tagged and taken out of use', async () => {
  const body = shop(1);
  const params = { id: body.id };
  expectOk(await system.as(planner)('createObject', { key: 'shop-key-1', body }));
  expectOk(await system.as(planner)('updateObject', { params, version: 1, body: { ...body, name: '新名称' } }));
  expectOk(await system.as(head)('tagObjects', { body: { ids: [body.id], add: ['餐饮'], remove: [] } }));
  const { id } = expectOk(
    await ask(system, planner, { kind: 'object', rowId: body.id, version: 3 }, { act: 'deactivate' }, '已拆迁'),
  );
  expectOk(await system.as(head)('consentToChange', { params: { id }, version: 1 }));
  expect(await told('object', body.id)).toEqual([
    ['create', planner.id, {}],
    ['update', planner.id, {}],
    ['tag', head.id, {}],
    ['deactivate', head.id, { request: id, requestedBy: planner.id }],
  ]);
  const facts = { kind: 'object', row: body.id, act: 'deactivate', asked: 'SCJG' };
  expect(await told('registry-change', id)).toEqual([
    ['request', planner.id, facts],
    ['carry-out', head.id, facts],
  ]);
});

test('the trail of an import tells the file and how many rows became what, at each step', async () => {
  const desk = importDesk(system, planner);
  const text = csv(objectRow(1), objectRow(2));
  const { id } = await desk.imported(text);
  const file = createHash('sha256').update(text).digest('hex');
  const counted = { ...noCounts, rows: 2, added: 2, file };
  expect(await told('import', id)).toEqual([
    ['create', planner.id, { kind: 'object' }],
    ['stage', planner.id, { ...noCounts, status: 'staging' }],
    ['stage', 'system', { ...noCounts, status: 'staging', file }],
    ['staged', 'system', { ...counted, status: 'staged' }],
    ['activate', planner.id, { ...counted, status: 'activated' }],
    ['settle', 'system', { ...counted, status: 'settled' }],
  ]);
  const { id: undo } = expectOk(
    await system.as(planner)('undoImport', { key: 'undo-key-1', params: { id }, body: { reason: '误用了名单' } }),
  );
  await system.runJobs();
  const request = await desk.get(undo);
  expectOk(await system.as(head)('approveUndo', { params: { id: undo }, version: request.version }));
  const first = (await told('import', undo))[0];
  expect(first).toEqual(['request-undo', planner.id, { kind: 'object', undoes: id }]);
  expect((await told('import', id)).at(-1)).toEqual(['undo', head.id, { status: 'undone', undoneBy: undo }]);
  const asked = `${undo}.import-undo-requested.2026-11-23`;
  expect(await told('notice', asked)).toEqual([
    ['notify', 'system', { kind: 'import-undo-requested', day: '2026-11-23' }],
  ]);
});

test('the trail of an import that is given up tells it, and that its rows are gone', async () => {
  const desk = importDesk(system, planner);
  const { id } = await desk.staged(csv(objectRow(1)));
  expectOk(await system.as(head)('discardImport', { params: { id } }));
  await system.runJobs();
  const trail = await told('import', id);
  expect(trail.slice(-2)).toMatchObject([
    ['discard', head.id, { status: 'discarding', rows: 1 }],
    ['discarded', 'system', { status: 'discarded', rows: 1 }],
  ]);
  expect(await told('object', codeOf(1))).toEqual([]);
});

test('the trail of a plan tells its state, its edition and how many entries it had', async () => {
  await system.keep('item', [anItem()]);
  const { id, version } = await system.published(await system.written([anEntry()]));
  expectOk(await system.as(planner)('adjustPlan', { params: { id }, version, body: { reason: '比例调整' } }));
  const facts = (status: string, edition: number, entries = 1) => ({ status, edition, entries });
  expect((await told('plan', id)).slice(1)).toEqual([
    ['edit', planner.id, facts('draft', 0)],
    ['submit', planner.id, facts('submitted', 0)],
    ['approve', office.id, facts('approved', 0)],
    ['publish', office.id, facts('published', 1)],
    ['adjust', planner.id, facts('adjusting', 1)],
  ]);
});

test('the trail of a rehearsal tells what was rehearsed, and how far each step came', async () => {
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  const { id } = expectOk(
    await system.as(planner)('startRehearsal', { params: { id: 'P1' }, key: 'rehearse-1', body: { entryId: 'E1' } }),
  );
  await system.runJobs();
  const trail = await told('rehearsal', id);
  expect(trail[0]).toEqual(['start', planner.id, { plan: '4114220020260001', entry: 'E1' }]);
  expect(trail.at(-1)).toEqual(['finish', 'system', { progress: 200 }]);
  expect(trail.slice(1).map(([, actor]) => actor)).toEqual(trail.slice(1).map(() => 'system'));
});
