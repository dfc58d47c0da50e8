import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { publicationOf } from '../../shared/public/result-publication.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aPenalty } from './credit-records.ts';
import { today } from './filtered-county.ts';
import { aFollowUp } from './follow-ups.ts';
import { codeOf, csv, importDesk, objectRow } from './import-desk.ts';
import { aFinding, aResult } from './inspection-samples.ts';
import { patrolled, register } from './leads.ts';
import { aListFilePart } from './list-files.ts';
import { anEvent } from './stored-rows.ts';
import { expectOk, person, type TestSystem } from './system.ts';

/** An answer without a parameter, and one with it. */
type Answers = (system: TestSystem) => Promise<readonly [without: unknown, given: unknown]>;

const market = person('SCJG', 'officer');
const office = person('FGW', 'office');
const auditor = person('FGW', 'auditor');

/** Asks twice: with the queries as they are. */
const ask =
  (who: Principal | undefined, operation: OperationName, params: object, without: object, given: object): Answers =>
  async (system) => {
    const answer = (query: object) => system.as(who)(operation, { params, query } as CallOf<OperationName>);
    return [await answer(without), await answer(given)];
  };

const after =
  (prepared: (system: TestSystem) => Promise<unknown>, asked: Answers): Answers =>
  async (system) => {
    await prepared(system);
    return asked(system);
  };

async function renamedPlan({ store }: TestSystem): Promise<void> {
  const plan = await store.records.find('plan', 'P2');
  if (!plan) throw new Error('no plan P2');
  const value = { ...plan.value, title: '另一名称' };
  const done = await store.work.commit([replaceRecord('plan', 'P2', plan, value, anEvent('edit'))]);
  if (!done.ok) throw new Error(done.error.kind);
}

/** A first and a second edition of what is public. */
async function secondEditions({ store }: TestSystem): Promise<void> {
  const plan = await store.published.find('plan', 'P1');
  const result = ResultDocument.parse(await store.published.find('result', 'R1'));
  await store.published.put([
    { kind: 'plan', id: 'P1', part: 'edition-0001', body: { ...plan, title: '第一版' }, places: {} },
    ...publicationOf({ ...result, edition: result.edition + 1 }, '2026-03', result),
  ]);
}

/** An item that was concluded, of a result that counts in March; by whichever test comes first. */
async function concludedInMarch({ store }: TestSystem): Promise<void> {
  if (await store.records.find('result', 'concluded')) return;
  const day = '2026-03-10';
  const timely = { day0: day, deadline: '2026-04-08', publishedAt: `${day}T02:00:00.000Z` };
  const findings = [aFinding('SCJG-001')];
  const value = aResult({ id: 'concluded', status: 'published', edition: 1, ...timely, findings });
  const done = await store.work.commit([createRecord('result', 'concluded', value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

/** A penalty of 农业农村; by whichever test comes first. */
async function penalisedInFebruary({ store }: TestSystem): Promise<void> {
  if (await store.records.find('credit-record', 'penalised')) return;
  const value = aPenalty({ id: 'penalised', date: '2026-02-10', recordedOn: '2026-02-11', changedOn: '2026-02-11' });
  const done = await store.work.commit([createRecord('credit-record', 'penalised', value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

/** A file of a list that adds one entry. */
async function comparedList({ store }: TestSystem): Promise<void> {
  if (await store.records.find('list-file-part', aListFilePart().id)) return;
  const done = await store.work.commit([
    createRecord('list-file-part', aListFilePart().id, aListFilePart(), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
}

/** An order of 市场监管 that two have found carried out. */
async function orderedInMarch({ store }: TestSystem): Promise<void> {
  if (await store.records.find('follow-up', 'ordered')) return;
  const order = { document: '一号', content: '清理', immediate: false, orderedOn: '2026-03-02', orderedBy: 'u' };
  const found = { on: '2026-03-09', inspectors: ['SCJG-R001'], text: '已改', evidence: ['照片'], by: 'u' };
  const recheck = { ...found, result: 'full' as const };
  const rectification = { ...order, status: 'verified' as const, term: '2026-03-10', recheck };
  const value = aFollowUp({ id: 'ordered', kind: 'rectify', status: 'reported', rectification });
  const done = await store.work.commit([createRecord('follow-up', 'ordered', value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

async function rehearsed(system: TestSystem): Promise<string> {
  const body = {};
  const call = { params: { id: 'P1' }, key: 'rehearsal-0001', body } as unknown as CallOf<'startRehearsal'>;
  const { id } = expectOk(await system.as(market)('startRehearsal', call));
  await system.runJobs();
  return id;
}

/** A row that one import has brought and another one changed, of a department that draws nothing here. */
async function importedTwice(system: TestSystem): Promise<void> {
  const desk = importDesk(system, person('GAJ', 'officer', '导入'));
  for (const name of ['原名称饭店', '新名称饭店']) await desk.imported(csv(objectRow(1, name)));
}

/** Five leads about five subjects on one item. */
async function complaints(system: TestSystem): Promise<void> {
  for (const n of [1, 2, 3, 4, 5])
    await register(system, patrolled({ subjectText: `第${n}户`, receivedOn: today, items: ['SCJG-001'] }));
}

/** How each parameter is tried that chooses no rows of a list. */
export const queryAnswers: Readonly<Record<string, Answers>> = {
  'proveRow?version': after(
    importedTwice,
    ask(auditor, 'proveRow', { entity: 'object', id: codeOf(1) }, {}, { version: '1' }),
  ),
  'getPlan?version': after(renamedPlan, ask(market, 'getPlan', { id: 'P2' }, {}, { version: '1' })),
  'getPublicPlan?edition': after(secondEditions, ask(undefined, 'getPublicPlan', { id: 'P1' }, {}, { edition: '1' })),
  'getPublicResult?edition': after(
    secondEditions,
    ask(undefined, 'getPublicResult', { id: 'R1' }, {}, { edition: '1' }),
  ),
  'getImportTemplate?format': async (system) => {
    const text = async (query: { format?: 'csv' }) => {
      const file = expectOk(await system.as(market)('getImportTemplate', { params: { kind: 'object' }, query }));
      return Buffer.from(file as unknown as ArrayBuffer).toString('base64');
    };
    return [await text({}), await text({ format: 'csv' })];
  },
  'listLinesOfListFile?change': after(
    comparedList,
    ask(auditor, 'listLinesOfListFile', { id: 'list-file-1' }, {}, { change: 'gone' }),
  ),
  'listLinesOfListFile?part': after(
    comparedList,
    ask(auditor, 'listLinesOfListFile', { id: 'list-file-1' }, {}, { part: '1' }),
  ),
  'listHotItems?department': after(complaints, ask(office, 'listHotItems', {}, {}, { department: 'SCJG' })),
  'getDeadlineFigures?from': ask(office, 'getDeadlineFigures', {}, {}, { from: '2026-03-01' }),
  'getDeadlineFigures?to': ask(office, 'getDeadlineFigures', {}, {}, { to: '2026-01-31' }),
  'getDeadlineFigures?department': ask(office, 'getDeadlineFigures', {}, {}, { department: 'WJW' }),
  'getRecognitionFigures?month': after(
    concludedInMarch,
    ask(auditor, 'getRecognitionFigures', {}, { month: '2026-02' }, { month: '2026-03' }),
  ),
  'getRecognitionFigures?department': after(
    concludedInMarch,
    ask(auditor, 'getRecognitionFigures', {}, { month: '2026-03' }, { month: '2026-03', department: 'ZJJ' }),
  ),
  'getRectificationFigures?year': after(
    orderedInMarch,
    ask(auditor, 'getRectificationFigures', {}, { year: '2025' }, { year: '2026' }),
  ),
  'getRectificationFigures?department': after(
    orderedInMarch,
    ask(auditor, 'getRectificationFigures', {}, { year: '2026' }, { year: '2026', department: 'ZJJ' }),
  ),
  'getRehearsal?compare': async (system) => {
    const params = { id: 'P1', rehearsalId: await rehearsed(system) };
    return ask(market, 'getRehearsal', params, {}, { compare: 'true' })(system);
  },
  'getScore?on': after(
    penalisedInFebruary,
    ask(auditor, 'getScore', { objectId: 'SHOP-0' }, { on: '2026-01-31' }, { on: '2026-02-28' }),
  ),
  'listAuditEvents?entity': ask(auditor, 'listAuditEvents', {}, { id: 'P1' }, { id: 'P1', entity: 'plan' }),
  'listAuditEvents?id': ask(auditor, 'listAuditEvents', {}, { entity: 'plan' }, { entity: 'plan', id: 'P1' }),
  'listAuditEvents?day': ask(auditor, 'listAuditEvents', {}, {}, { day: '2026-03-02' }),
};
