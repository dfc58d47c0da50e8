import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import type { Records } from '../../shared/use-cases/ports/records.ts';
import { publishResult } from '../../shared/use-cases/result/publish-result.ts';
import { submitResult } from '../../shared/use-cases/result/submit-result.ts';
import { completeVisit } from '../../shared/use-cases/visit/end-visit.ts';
import { aDraft, anEvidence } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

let batches = 0;
/** A visit of a batch of its own. */
async function dispatched() {
  batches += 1;
  const batchId = `void-${batches}`;
  const visit = await county.dispatch({ batchId });
  return { batchId, visit, id: resultOf(visit) };
}
const statusOf = async (id: string) => expectOk(await county.as(officer('甲'))('getResult', { params: { id } })).status;
const now = new Date('2026-03-12T02:00:00Z');
const asActor = (who: ReturnType<typeof inspector>) => ({ ...who, scope: 'joint' as const });

describe('a void after the dispatch', () => {
  test('ends what was not begun: nothing more is entered', async () => {
    const { batchId, visit, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    await county.voidBatch(batchId);
    expect(await statusOf(id)).toBe('voided');
    for (const [operation, subject, body] of [
      ['saveResult', id, aDraft()],
      ['submitResult', id, { completedOn: '2026-03-12' }],
      ['completeVisit', visit, { completedOn: '2026-03-12' }],
    ] as const satisfies readonly (readonly [OperationName, string, object])[]) {
      const refused = await county.act(inspector(1), operation, subject, body);
      expect(refused).toMatchObject({
        error: { kind: 'illegal-transition', detail: expect.stringContaining('已作废') },
      });
    }
  });

  test('does not end a duty: what was submitted keeps its deadline and is approved and published', async () => {
    const { batchId, visit, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    await county.voidBatch(batchId);
    expect([await statusOf(id), await statusOf(resultOf(visit, 'WJW'))]).toEqual(['submitted', 'voided']);
    const { items } = expectOk(await county.as(officer('甲'))('listDueResults', { query: { state: 'running' } }));
    expect(items.find(({ resultId }) => resultId === id)).toMatchObject({ day0: '2026-03-12', deadline: '2026-04-10' });
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect(await statusOf(id)).toBe('published');
  });

  test('does not end what a department owes whose part was over, begun or not', async () => {
    const { batchId, visit, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'completeVisit', visit, { completedOn: '2026-03-11' }));
    await county.voidBatch(batchId);
    const shown = expectOk(await county.as(officer('甲'))('getVisit', { params: { id: visit } }));
    expect(shown.results.map(({ completedOn }) => completedOn)).toEqual(['2026-03-11', undefined]);
    expect(await statusOf(id)).toBe('assigned');
    await county.published(id);
  });

  test('does not end a result that was returned', async () => {
    const { batchId, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '请补充照片' }));
    await county.voidBatch(batchId);
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expect(await statusOf(id)).toBe('submitted');
  });
});

describe('a void at the same moment', () => {
  /** Records of which the batch is voided just after it was read for the last time before a commit. */
  const voidedMeanwhile = (batchId: string, reads: number): Records => {
    let left = reads;
    return {
      ...county.store.records,
      async find(kind, id) {
        const found = await county.store.records.find(kind, id);
        if (kind === 'batch') left -= 1;
        if (kind === 'batch' && left === 0) await county.voidBatch(batchId);
        return found;
      },
    };
  };

  test.each([1, 2, 3])('as a first submission (batch read %i times before) wins: nothing is owed', async (reads) => {
    const { batchId, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    const { version } = expectOk(await county.as(inspector(1))('getResult', { params: { id } }));
    const deps = { ...county.deps, records: voidedMeanwhile(batchId, reads) };
    const done = await submitResult(deps, { id, version, completedOn: '2026-03-12' }, asActor(inspector(1)), now);
    expect(done).toMatchObject({ ok: false, error: { kind: 'illegal-transition', from: '已作废' } });
    expect((await county.store.records.find('result', id))?.value.day0).toBeUndefined();
  });

  test.each([1, 2])('as the end of a visit (batch read %i times before) wins: nothing is owed', async (reads) => {
    const { batchId, visit, id } = await dispatched();
    const version = (await county.store.records.find('visit', visit))?.meta.version ?? 0;
    const deps = { ...county.deps, records: voidedMeanwhile(batchId, reads) };
    const end = { id: visit, version, completedOn: '2026-03-12' };
    const done = await completeVisit(deps, end, asActor(inspector(1)), now);
    expect(done).toMatchObject({ ok: false, error: { kind: 'illegal-transition', from: '已作废' } });
    expect((await county.store.records.find('result', id))?.value.day0).toBeUndefined();
  });

  test('as a publication changes nothing about it, whichever comes first', async () => {
    const { batchId, id } = await dispatched();
    const version = await county.approved(id);
    const [published] = await Promise.all([
      publishResult(county.deps, { id, version }, asActor(officer('公示')), now),
      county.voidBatch(batchId),
    ]);
    expect(published.ok).toBe(true);
    expect(await statusOf(id)).toBe('published');
    expect(await publishedResult(county.store, id)).toMatchObject({ withdrawn: false });
  });

  test('another change of the batch does not keep a result from being submitted', async () => {
    const { batchId, id } = await dispatched();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    const { version } = expectOk(await county.as(inspector(1))('getResult', { params: { id } }));
    let left = 3;
    const records: Records = {
      ...county.store.records,
      async find(kind, key) {
        const found = await county.store.records.find(kind, key);
        const batch = kind === 'batch' && left > 0 ? await county.store.records.find('batch', batchId) : undefined;
        if (batch) {
          left -= 1;
          await county.store.work.commit([
            replaceRecord('batch', batchId, batch, batch.value, anEvent('call-reserve')),
          ]);
        }
        return found;
      },
    };
    const deps = { ...county.deps, records };
    expect(
      await submitResult(deps, { id, version, completedOn: '2026-03-12' }, asActor(inspector(1)), now),
    ).toMatchObject({ ok: true });
  });
});

test('a visit that was replaced by a reserve takes no more entries', async () => {
  const { visit, id } = await dispatched();
  const before = await county.store.records.find('visit', visit);
  const owed = await county.store.records.find('result', id);
  if (!before || !owed) throw new Error(`no visit ${visit}`);
  await county.store.work.commit([
    replaceRecord('visit', visit, before, { ...before.value, status: 'voided' }, anEvent('call-reserve')),
    replaceRecord(
      'result',
      id,
      owed,
      { ...owed.value, status: 'voided', visitStatus: 'voided' },
      anEvent('call-reserve'),
    ),
  ]);
  for (const [operation, subject, body] of [
    ['saveResult', id, aDraft()],
    ['submitResult', id, { completedOn: '2026-03-12' }],
    ['completeVisit', visit, { completedOn: '2026-03-12' }],
  ] as const)
    expect(await county.act(inspector(1), operation, subject, body)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
});

test('a result too large to be kept is refused by name, and nothing changes', async () => {
  const { id } = await dispatched();
  const draft = aDraft({ findings: aDraft().findings.map((finding) => ({ ...finding, finding: '检'.repeat(4000) })) });
  expectOk(await county.act(inspector(1), 'saveResult', id, draft));
  const before = await county.store.records.find('result', id);
  if (!before) throw new Error(`no result ${id}`);
  const evidence = Array.from({ length: 49 }, (_, n) => anEvidence({ id: `e-${n}`, blob: 'x'.repeat(7000) }));
  const filled = { ...before.value, evidence };
  await county.store.work.commit([replaceRecord('result', id, before, filled, anEvent('record'))]);
  const refused = await county.act(inspector(1), 'saveResult', id, draft);
  expect(refused).toMatchObject({ error: { kind: 'result-too-large', status: 413 } });
});
