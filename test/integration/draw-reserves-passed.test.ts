import { beforeEach, describe, expect, test } from 'vitest';
import { frozenFactsOf } from '../../shared/verification/two/key-file.ts';
import { type BatchAnswer, dispatchedBatch } from '../support/draw-ceremony.ts';
import { replaceObject, resultBegun, visitBecomes, visitOf } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { inTicketOrder, type OpenedDraw, openedDraw } from '../support/opened-draw.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let opened: OpenedDraw;

const member = person('SCJG', 'officer');

/** Of the twenty shops of class A three in one frame and eight in another, by tickets of their own; one visit for whoever is in both. */
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(ofClassA(1500)), jointEntry({ id: 'E2', ...ofClassA(4000) })])],
  });
  batch = await dispatchedBatch(system, ['E1', 'E2']);
  opened = await openedDraw(system, batch);
});

const order = (frame: number) => inTicketOrder(opened, '*', frame);
const drawn = (frame: number) => order(frame).slice(0, [3, 8][frame]);
const replace = (objectId: string) => replaceObject(system, batch, objectId);

/** Whom the last turn called in one frame, in order. */
const lastCalled = ({ reserves }: BatchAnswer, frame: number) =>
  (reserves.at(-1)?.called ?? [])
    .filter((one) => one.frame === batch.frames[frame]?.frame)
    .map(({ objectId, passed }) => [objectId, passed]);

/** Replaces whom the first frame alone has drawn or called, until the next in it has a visit by the second frame. */
async function untilSharedIsNext(): Promise<{
  readonly shared: string;
  readonly after: string;
  readonly gone: string;
}> {
  const at = order(0).findIndex((id, rank) => rank >= 3 && drawn(1).includes(id));
  const free = order(0)
    .slice(0, at)
    .filter((id) => !drawn(1).includes(id));
  for (let calls = 3; calls < at; calls += 1) await replace(free[calls - 3] ?? '');
  return { shared: order(0)[at] ?? '', after: order(0)[at + 1] ?? '', gone: free[at - 3] ?? '' };
}

/** Public: time, reason and digest. By the key: that each turn is the next one, and nobody passed over without reason. */
async function expectVerified(): Promise<void> {
  const published = await readPublicDraw(system.deps.published, batch.number);
  const [government, auditor] = [person('SCJG', 'supervisor', '督查'), person('SCJG', 'auditor', '审计')];
  const params = { id: batch.id };
  const body = { recipient: '审计局', reason: '核对' };
  const asked = expectOk(await system.as(government)('requestKeyExport', { params, key: 'export-key', body }));
  const request = { params: { ...params, requestId: asked.exports[0]?.id ?? '' } };
  expectOk(await system.as(auditor)('approveKeyExport', request));
  const { key, people, facts, turns } = expectOk(await system.as(government)('collectKeyExport', request));
  const byKey = { key, books: opened.books, ...people, turns, ...(facts && { facts: frozenFactsOf(facts) }) };
  const { steps } = verified(published, { byKey });
  expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(steps.some(({ step }) => step === 'turns')).toBe(true);
}

describe('a reserve whose turn has come', () => {
  test('comes in every frame that had drawn the one who cannot be inspected, and in no other', async () => {
    const both = drawn(0).find((id) => drawn(1).includes(id));
    const [one = ''] = both === undefined ? drawn(1) : [both];
    const answer = await replace(one);
    const came = [0, 1].map((frame) => lastCalled(answer, frame).find(([, passed]) => passed === undefined)?.[0]);
    // Frames draw three and eight.
    expect(came).toEqual([3, 8].map((next, frame) => (drawn(frame).includes(one) ? order(frame)[next] : undefined)));
    await expectVerified();
  });

  test('and who has a visit still to be made joins it', async () => {
    const { shared, gone } = await untilSharedIsNext();
    expect(lastCalled(await replace(gone), 0)).toEqual([[shared, undefined]]);
    expect((await visitOf(system, batch, shared)).status).toBe('dispatched');
    await expectVerified();
  });

  test('and whose visit in this batch is over is passed over; the one after it comes', async () => {
    const { shared, after, gone } = await untilSharedIsNext();
    await visitBecomes(system, batch, shared, {
      status: 'completed',
      completedOn: '2026-12-02',
      completedBy: member.id,
    });
    const before = await visitOf(system, batch, shared);
    const called = lastCalled(await replace(gone), 0);
    expect(called[0]).toEqual([shared, '检查已结束']);
    expect(called[1]?.[0]).toBe(after);
    expect(await visitOf(system, batch, shared)).toEqual(before);
    await expectVerified();
  });

  test('and where the department has begun to write its result is passed over', async () => {
    const { shared, gone } = await untilSharedIsNext();
    await resultBegun(system, batch, shared, 'SCJG');
    expect(lastCalled(await replace(gone), 0)[0]).toEqual([shared, '检查已开始']);
    await expectVerified();
  });

  test('and who could not be inspected is passed over as such', async () => {
    const { shared, gone } = await untilSharedIsNext();
    await replace(shared);
    expect(lastCalled(await replace(gone), 0)[0]).toEqual([shared, '已被替换']);
    await expectVerified();
  });

  test('is told to nobody in public but by time, reason, digest and, with the list, who was added', async () => {
    const { gone } = await untilSharedIsNext();
    await replace(gone);
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    for (const turn of document.reserves)
      expect(Object.keys(turn).toSorted()).toEqual(['added', 'approvedAt', 'digest', 'reason', 'turn']);
    const shown = expectOk(await system.as(member)('getBatch', { params: { id: batch.id } }));
    expect(JSON.stringify(shown.reserves)).not.toMatch(/"row"|"stratum"|"ticket"/);
  });
});
