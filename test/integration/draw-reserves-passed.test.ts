import { beforeEach, describe, expect, test } from 'vitest';
import { isVerified, verifyDraw } from '../../shared/draw/one/verify-draw.ts';
import { type BatchAnswer, dispatchedBatch } from '../support/draw-ceremony.ts';
import { inTicketOrder, replaceObject, resultBegun, visitBecomes, visitOf } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { drawRecordOf, readPublicDraw } from '../support/public-draw.ts';
import { person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;

const member = person('SCJG', 'officer');

/** Class A: every third of the shops, of which every second is 卫健's too. */
const inA = numbered(60, (n) => n).filter((n) => n % 3 === 0);
const ofWjw = inA.filter((n) => n % 2 === 0);

const taking = (id: string, number: number, listPublicity: '公示名单' | '检查后公示' = '公示名单') =>
  jointEntry({ id, listPublicity, ...ofClassA(500 * number) });

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [publishedPlan([taking('E1', 3), taking('E2', 8), taking('E3', 8, '检查后公示')])],
  });
});

const inOrder = (shops: readonly number[]) => inTicketOrder(batch, shops);
const replace = (objectId: string) => replaceObject(system, batch, objectId);
const stateOf = (objectId: string) => visitOf(system, batch, objectId);
const completed = (objectId: string) =>
  visitBecomes(system, batch, objectId, { status: 'completed', completedOn: '2026-12-02', completedBy: member.id });

/** What the last reserve called from one frame, in order. */
const lastCalled = ({ reserves }: BatchAnswer, frame = 0) =>
  (reserves.at(-1)?.called ?? [])
    .filter((one) => one.frame === batch.frames[frame]?.frame)
    .map(({ objectId, passed }) => [objectId, passed]);

const usedIn = ({ drawn = [] }: BatchAnswer, frame = 0) =>
  drawn.find((each) => each.frame === batch.frames[frame]?.frame && each.stratum === 'A')?.reservesUsed;

async function expectVerified(): Promise<void> {
  const published = await readPublicDraw(system.deps.published, batch.number);
  const steps = verifyDraw(drawRecordOf(published), published.frames);
  expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(isVerified(steps)).toBe(true);
}

/** Replaces what 市场监管 drew, until the next in its order is one whom 卫健 visits anyway; answers its rank. */
async function untilSharedIsNext(): Promise<number> {
  const scjg = inOrder(inA);
  const wjw = inOrder(ofWjw).slice(0, 8);
  const shared = scjg.findIndex((id, rank) => rank >= 8 && wjw.includes(id));
  for (let rank = 8; rank < shared; rank += 1) await replace(scjg[rank - 8] ?? '');
  return shared;
}

describe('a reserve whose turn has come', () => {
  test('and whose visit in this batch is over is passed over, in public and counted; the one after it comes', async () => {
    batch = await dispatchedBatch(system, 'E2');
    const scjg = inOrder(inA);
    const shared = await untilSharedIsNext();
    const over = scjg[shared] ?? '';
    await completed(over);
    const before = await stateOf(over);
    const answer = await replace(scjg[shared - 8] ?? '');
    expect(lastCalled(answer)).toEqual([
      [over, '检查已结束'],
      [scjg[shared + 1], undefined],
    ]);
    expect(usedIn(answer)).toBe(shared - 8 + 2);
    expect(await stateOf(over)).toEqual(before);
    expect((await stateOf(scjg[shared + 1] ?? '')).departments).toContain('SCJG');
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    expect(document.changes).toMatchObject({ reserves: shared - 8 + 1, passedOver: 1 });
    await expectVerified();
  });

  test('and at whom the same department has begun already is passed over; what has begun there stays as it is', async () => {
    // The same frames twice: of 市场监管 the entries draw 3 and 8, so the fourth is a reserve here and drawn there.
    batch = await dispatchedBatch(system, ['E1', 'E2']);
    const scjg = inOrder(inA);
    const [gone = '', , , fourth = '', fifth = ''] = scjg;
    await resultBegun(system, batch, fourth, 'SCJG');
    const before = await stateOf(fourth);
    const answer = await replace(gone);
    expect(lastCalled(answer)).toEqual([
      [fourth, '检查已开始'],
      [fifth, undefined],
    ]);
    expect((await stateOf(fourth)).parts[0]).toEqual(before.parts[0]);
    expect(lastCalled(answer, 2)).toEqual([[scjg[8], undefined]]);
    await expectVerified();
  });

  test('and who is gone already is passed over as such', async () => {
    batch = await dispatchedBatch(system, ['E1', 'E2']);
    const [first = '', , , fourth = '', fifth = ''] = inOrder(inA);
    await replace(fourth);
    const answer = await replace(first);
    expect(lastCalled(answer)).toEqual([
      [fourth, '已被替换'],
      [fifth, undefined],
    ]);
    await expectVerified();
  });

  test('and was passed over does not stand for that stratum when it has to be replaced itself', async () => {
    batch = await dispatchedBatch(system, ['E1', 'E2']);
    const scjg = inOrder(inA);
    const [gone = '', , , fourth = ''] = scjg;
    await resultBegun(system, batch, fourth, 'SCJG');
    await replace(gone);
    const answer = await replace(fourth);
    // The fourth stood for its own stratum of E2 alone.
    expect(lastCalled(answer)).toEqual([]);
    expect(lastCalled(answer, 2)).toEqual([[scjg[9], undefined]]);
    await expectVerified();
  });

  test('is passed over without being named while the list is not public', async () => {
    batch = await dispatchedBatch(system, 'E3');
    const scjg = inOrder(inA);
    const shared = await untilSharedIsNext();
    await completed(scjg[shared] ?? '');
    await replace(scjg[shared - 8] ?? '');
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    const frame = batch.frames[0]?.frame ?? '';
    expect(document.reserves.at(-1)?.called.filter((one) => one.frame === frame)).toEqual([
      { frame, stratum: 'A', passed: '检查已结束' },
      { frame, stratum: 'A' },
    ]);
    system.at('2026-12-31T16:00:00.000Z');
    await system.runJob('publish-draw-lists');
    await expectVerified();
  });
});
