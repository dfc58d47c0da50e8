import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Plan, PlanEntry } from '../../shared/domain/plan/plan.ts';
import { replaceRow } from '../../shared/use-cases/changes.ts';
import { type BatchAnswer, lead, office, times } from '../support/draw-ceremony.ts';
import {
  anItem,
  jointEntry,
  numbered,
  ofClassA,
  officer,
  publishedPlan,
  settle,
  shop,
} from '../support/drawable-county.ts';
import { openedDraw } from '../support/opened-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let keys = 0;

const capped = anItem('SCJG', { id: 'SCJG-002', kind: 'general', ratioCap: { ratio: 500, document: '省清单' } });

/** Thirty items of one department, each with a qualification of its own. */
const manifold = numbered(30, (n) => anItem('WJW', { id: `WJW-1${n}`, qualification: `资质${n}` }));

const plan = (id: string, entry: Partial<PlanEntry>, more: Partial<Plan> = {}) =>
  publishedPlan([jointEntry(entry)], { id, number: id, ...more });

const alone = (department: 'SCJG' | 'WJW' | 'YJJ' | 'CGJ', item: string) => ({
  lead: department,
  departments: [{ department, items: [item] }],
});

async function settled() {
  system = await systemForTest();
  system.at(times.freeze);
  await settle(system.deps, {
    items: [anItem('SCJG'), anItem('WJW'), anItem('YJJ'), anItem('CGJ'), capped, ...manifold],
    objects: [...numbered(60, (n) => shop(n)), ...numbered(20, (n) => shop(500 + n, { supervisors: ['SCJG', 'CGJ'] }))],
    inspectors: [
      ...numbered(3, (n) => officer('SCJG', n)),
      ...numbered(3, (n) => officer('WJW', n)),
      officer('WJW', 9, { status: '失效' }),
      ...numbered(3, (n) => officer('YJJ', n)),
      officer('CGJ', 1),
      officer('CGJ', 2, { status: '失效' }),
    ],
    plans: [
      plan('joint', {}),
      plan('draft', {}, { status: 'draft', edition: 0 }),
      plan('closed', {}, { status: 'closed' }),
      plan('above-cap', alone('SCJG', 'SCJG-002')),
      plan('tells-class', { quotas: [{ creditClass: 'B', take: { number: 5 }, document: '方案' }] }),
      plan('nobody-supervised', alone('YJJ', 'YJJ-001')),
      plan('one-inspector', { ...alone('CGJ', 'CGJ-001'), quotas: ofClassA(1000).quotas }),
      plan('over', { window: { from: '2026-10-01', to: '2026-11-22' } }),
      plan('ends-today', { window: { from: '2026-10-01', to: '2026-11-23' } }),
      // R9: those that are frozen beside it hold the same shops, as it holds theirs.
      plan('other-window', { window: { from: '2026-12-02', to: '2026-12-31' }, frequencyWaiver: '专项整治' }),
      plan('hidden-list', { listPublicity: '检查后公示', frequencyWaiver: '专项整治' }),
      plan('health', { ...alone('WJW', 'WJW-001'), quotas: ofClassA(1000).quotas }),
      plan('thirty-qualifications', {
        lead: 'WJW',
        departments: [{ department: 'WJW', items: manifold.map(({ id }) => id) }],
      }),
    ],
  });
}

async function freeze(who: Parameters<TestSystem['as']>[0], ...plans: readonly string[]) {
  keys += 1;
  const entries = plans.map((planId) => ({ planId, entryId: 'E1' }));
  return system.as(who)('freezeBatch', { key: `freeze-key-${keys}`, body: { title: '抽查', entries } });
}

const wjw = person('WJW', 'department-admin');

describe('what is not frozen, and why', () => {
  beforeAll(settled);
  /** Whatever was refused, nothing is left of it. */
  afterEach(async () => {
    const { items } = expectOk(await system.as(office)('listBatches', {}));
    if (items.length > 0) throw new Error(`left behind: ${JSON.stringify(items)}`);
  });

  test.each([
    ['a plan that nobody published', lead, ['draft'], 'not-ready'],
    ['a plan that is over', lead, ['closed'], 'not-ready'],
    ['a window that is over', lead, ['over'], 'not-ready'],
    ['an unknown plan', lead, ['nowhere'], 'not-found'],
    ['an entry that another department leads', wjw, ['joint'], 'foreign-department'],
    ['more than a general item allows (R1)', lead, ['above-cap'], 'ratio-above-cap'],
    ['a list that would tell the class (R57)', lead, ['tells-class'], 'class-would-show'],
    ['a frame without objects', office, ['nobody-supervised'], 'empty-frame'],
    ['a department with one inspector in force (R2)', office, ['one-inspector'], 'no-lawful-team'],
    ['entries of two windows', lead, ['joint', 'other-window'], 'invalid-input'],
    ['entries of which one hides its list', lead, ['joint', 'hidden-list'], 'invalid-input'],
    ['one entry twice', lead, ['joint', 'joint'], 'invalid-input'],
  ] as const)('%s', async (_, who, plans, kind) => {
    const answer = await freeze(who, ...plans);
    expect(answer.ok ? 'frozen' : answer.error.kind).toBe(kind);
  });

  test('more qualifications than one match can weigh, before anything is public', async () => {
    const answer = await freeze(office, 'thirty-qualifications');
    expect(answer.ok ? [] : answer.error.errors).toEqual([
      { path: 'body.entries', message: '卫生健康委的检查事项共要求 30 种专门资质，一个批次中每个部门最多 29 种' },
    ]);
  });

  test('an unknown entry of a plan', async () => {
    const body = { title: '抽查', entries: [{ planId: 'joint', entryId: 'E9' }] };
    const answer = await system.as(lead)('freezeBatch', { key: 'freeze-unknown', body });
    expect(answer.ok ? 'frozen' : answer.error.kind).toBe('unknown-reference');
  });
});

describe('what is frozen', () => {
  let batch: BatchAnswer;
  let key: string;
  beforeAll(async () => {
    await settled();
    batch = expectOk(await freeze(office, 'joint', 'health'));
    key = `freeze-key-${keys}`;
  });

  test('entries of several leads are one batch with the frame of each, drawn with one seed', () => {
    const departments = ({ parts }: BatchAnswer['frames'][number]) => parts.map(({ department }) => department);
    expect(batch.frames.map((frame) => [frame.frame, departments(frame), frame.planId])).toEqual([
      [`${batch.number}-1`, ['SCJG', 'WJW'], 'joint'],
      [`${batch.number}-2`, ['WJW'], 'health'],
    ]);
    expect(batch.entries.map(({ lead }) => lead)).toEqual(['SCJG', 'WJW']);
  });

  test('inspectors in force, and no others', () => {
    expect(batch.inspectors?.strata).toEqual([
      { stratum: 'SCJG', size: 3 },
      { stratum: 'WJW', size: 3 },
    ]);
  });

  test('every lead may act on it and every participant read it; the rest see nothing', async () => {
    const read = async (who: Parameters<TestSystem['as']>[0]) => {
      const answer = await system.as(who)('getBatch', { params: { id: batch.id } });
      return answer.ok ? 'read' : answer.error.kind;
    };
    expect(await read(wjw)).toBe('read');
    expect(await read(person('WJW', 'officer'))).toBe('read');
    expect(await read(person('GAJ', 'officer'))).toBe('not-found');
    const listed = async (who: Parameters<TestSystem['as']>[0]) =>
      expectOk(await system.as(who)('listBatches', {})).items.map(({ number }) => number);
    expect(await listed(person('WJW', 'officer'))).toContain(batch.number);
    expect(await listed(person('GAJ', 'officer'))).toEqual([]);
    const asked = await system.as(wjw)('requestVoid', {
      params: { id: batch.id },
      key: 'void-freeze-1',
      body: { category: '其他', reason: '试验' },
    });
    expect(asked.ok).toBe(true);
  });

  test('the file of a frame is the frozen one: an edit of the registry afterwards changes nothing in it', async () => {
    const row = await system.deps.registry.find('object', 'S0001');
    if (!row) throw new Error('no S0001');
    const changed = replaceRow(row, { ...row.value, creditClass: 'D' }, anEvent());
    expect((await system.deps.work.commit([changed])).ok).toBe(true);
    const frame = `${batch.number}-1`;
    const { url } = expectOk(await system.as(lead)('getBatchFrame', { params: { id: batch.id, frame } }));
    const file = system.deps.blobs.files.get(url.replace('memory:', ''))?.toString('utf8') ?? '';
    const { books } = await openedDraw(system, { ...batch, seed: '0'.repeat(64) });
    const line = books.get(frame)?.find((each) => each.includes('"S0001"')) ?? '{}';
    const { row: name, ...named } = JSON.parse(line);
    expect(named).toEqual({ id: 'S0001', places: '1', stratum: 'B', version: 1 });
    expect(file).not.toContain('S0001');
    expect(file.split('\n').filter((each) => each.includes(name))).toEqual([`{"row":"${name}","stratum":"B"}`]);
    const again = expectOk(await system.as(lead)('getBatch', { params: { id: batch.id } }));
    expect(again.frames).toEqual(batch.frames);
  });

  test('the same request again finds the batch it made', async () => {
    const made = await system.as(office)('freezeBatch', {
      key,
      body: {
        title: '抽查',
        entries: [
          { planId: 'joint', entryId: 'E1' },
          { planId: 'health', entryId: 'E1' },
        ],
      },
    });
    expect(expectOk(made).id).toBe(batch.id);
  });

  test('the same entry is not frozen beside it: nobody chooses among draws (R4)', async () => {
    const [one, two] = await Promise.all([freeze(lead, 'other-window'), freeze(lead, 'other-window')]);
    expect([one, two].map((answer) => (answer.ok ? 'frozen' : answer.error.kind)).toSorted()).toEqual([
      'already-exists',
      'frozen',
    ]);
  });

  test('batches are listed by lead, of each the newest first', async () => {
    system.at('2026-11-23T01:30:00.000Z');
    const later = expectOk(await freeze(lead, 'hidden-list'));
    const { items } = expectOk(await system.as(office)('listBatches', { query: { department: 'SCJG' } }));
    const numbers = items.map(({ number }) => number);
    expect(numbers[0]).toBe(later.number);
    expect(numbers.slice(1)).toContain(batch.number);
  });
});

test('a window that ends today is not over until midnight in Shanghai', async () => {
  await settled();
  system.at('2026-11-23T16:00:00.000Z');
  const late = await freeze(lead, 'ends-today');
  expect(late.ok ? 'frozen' : late.error.kind).toBe('not-ready');
  system.at('2026-11-23T15:59:59.999Z');
  expect(expectOk(await freeze(lead, 'ends-today')).status).toBe('frozen');
});
