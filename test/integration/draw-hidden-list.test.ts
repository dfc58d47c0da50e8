import { beforeEach, describe, expect, test } from 'vitest';
import { verifyInclusion } from '../../shared/draw/inclusion.ts';
import { objectTicket } from '../../shared/draw/tickets.ts';
import { isVerified, verifyDraw } from '../../shared/draw/verify-draw.ts';
import {
  type BatchAnswer,
  committedBatch,
  dispatchedBatch,
  drawnBatch,
  frozenBatch,
  lead,
  office,
  voidBatch,
} from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { drawRecordOf, readPublicDraw } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry({ listPublicity: '检查后公示' }), jointEntry({ id: 'E2' })])],
  });
});

const anyone = () => system.as(undefined);
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
const publicDraw = async ({ number }: BatchAnswer) => expectOk(await anyone()('getPublicDraw', { params: { number } }));
const about = async ({ number }: BatchAnswer, id: string) =>
  expectOk(await anyone()('getPublicDrawObject', { params: { number, id } }));
// The window ends with 31 December in Shanghai.
const windowEnd = '2026-12-31T16:00:00.000Z';

describe('检查后公示', () => {
  test('the public record says until when list and frames may be kept back', async () => {
    expect((await publicDraw(await committedBatch(system))).framesDueAt).toBe(windowEnd);
    const open = await committedBatch(system, 'E2', 'freeze-open');
    expect((await publicDraw(open)).framesDueAt).toBeUndefined();
  });

  test('the daily job publishes what is owed from the end of the window on, once', async () => {
    const batch = await dispatchedBatch(system);
    system.at('2026-12-31T15:59:59.999Z');
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 0, published: 0 });
    const hidden = await publicDraw(batch);
    expect(hidden.framesPublishedAt).toBeUndefined();
    const params = { number: batch.number, frame: hidden.frames[0]?.frame ?? '' };
    expect(kindOf(await anyone()('listPublicFrameShards', { params, query: {} }))).toBe('not-found');
    system.at(windowEnd);
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 1, published: 1 });
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 0, published: 0 });

    const [frame] = (await publicDraw(batch)).frames;
    const shards = await anyone()('listPublicFrameShards', {
      params: { number: batch.number, frame: frame?.frame ?? '' },
      query: { limit: 100 },
    });
    expect(expectOk(shards).items.flatMap(({ lines }) => lines)).toHaveLength(frame?.size ?? 0);

    const published = await readPublicDraw(system.deps.published, batch.number);
    expect(published.document.list?.publishedAt).toBe(windowEnd);
    expect(published.document.framesDueAt).toBeUndefined();
    expect(isVerified(verifyDraw(drawRecordOf(published), published.frames))).toBe(true);
    const events = await system.deps.audit.events('batch', batch.id);
    expect(events.filter(({ action }) => action === 'publish-list').map(({ actor }) => actor)).toEqual(['system']);
  });

  test('a draw that was voided owes its list as well, one that was never drawn owes none', async () => {
    const batch = await drawnBatch(system);
    expectOk(await voidBatch(system, batch.id, { category: '其他', reason: '停止抽查' }));
    const undrawn = await committedBatch(system, 'E2', 'freeze-undrawn');
    expectOk(await voidBatch(system, undrawn.id, { category: '其他', reason: '停止抽查' }));
    system.at(windowEnd);
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 1, published: 1 });
    expect((await publicDraw(batch)).framesPublishedAt).toBe(windowEnd);
  });
});

describe('an object asks for itself', () => {
  test('and is shown its ticket, its place in the frame and whether it was drawn, while the list is kept back', async () => {
    const batch = await dispatchedBatch(system);
    const { seed = '', frames } = await publicDraw(batch);
    for (const id of ['S0001', 'S0002', 'S0030']) {
      const answer = await about(batch, id);
      expect(answer.ticket).toBe(objectTicket(seed, id));
      const [scjg, wjw] = answer.frames;
      expect(wjw?.contained).toBe(Number(id.slice(1)) % 2 === 0);
      const { proof, root = '', stratum, threshold = '', drawn } = scjg ?? {};
      expect(root).toBe(frames[0]?.root);
      expect(threshold).toBe(frames[0]?.strata.find((each) => each.stratum === stratum)?.threshold);
      expect(drawn).toBe(objectTicket(seed, id) <= threshold);
      expect(proof && verifyInclusion({ id, ...proof }, root)).toEqual({ ok: true, value: true });
      expect(proof && verifyInclusion({ id: 'S0003', ...proof }, root)).toMatchObject({ ok: false });
    }
  });

  test('and is told of no other object', async () => {
    const batch = await dispatchedBatch(system);
    const { number } = batch;
    const text = JSON.stringify(await about(batch, 'S0001'));
    expect([...text.matchAll(/S\d{4}/g)].every(([id]) => id === 'S0001')).toBe(true);
    const frame = batch.frames[0]?.frame ?? '';
    expect(kindOf(await anyone()('getPublicFrameShard', { params: { number, frame, shard: '0' } }))).toBe('not-found');
  });

  test('an object that stands in no frame is told so', async () => {
    const { frames } = await about(await dispatchedBatch(system), 'S9999');
    expect(frames.map(({ contained, proof }) => [contained, proof])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
  });

  test('from the commitment on, when there is neither seed nor outcome yet', async () => {
    const frozen = await frozenBatch(system);
    const path = { params: { number: frozen.number, id: 'S0001' } };
    expect(kindOf(await anyone()('getPublicDrawObject', path))).toBe('not-found');
    const batch = await committedBatch(system);
    const { ticket, frames } = await about(batch, 'S0001');
    const [frame] = frames;
    expect([ticket, frame?.drawn, frame?.threshold]).toEqual([undefined, undefined, undefined]);
    expect(frame?.proof && verifyInclusion({ id: 'S0001', ...frame.proof }, frame.root).ok).toBe(true);
  });
});

describe('the files of the frames', () => {
  const ask = async ({ id, frames }: BatchAnswer, who: typeof lead) =>
    kindOf(await system.as(who)('getBatchFrame', { params: { id, frame: frames[0]?.frame ?? '' } }));

  test('go to those who inspect and lead and to the office; a department that only brings chance waits', async () => {
    const batch = await drawnBatch(system);
    const chance = person('CZJ', 'department-admin');
    expect(kindOf(await system.as(chance)('getBatch', { params: { id: batch.id } }))).toBe('ok');
    expect(await ask(batch, chance)).toBe('not-found');
    expect(await ask(batch, lead)).toBe('ok');
    expect(await ask(batch, person('WJW', 'department-admin'))).toBe('ok');
    expect(await ask(batch, office)).toBe('ok');
    expect(await ask(batch, person('WJW', 'inspector'))).toBe('forbidden');
    expect(await ask(batch, person('CZJ', 'auditor'))).toBe('forbidden');
    system.at(windowEnd);
    await system.runJob('publish-draw-lists');
    expect(await ask(batch, chance)).toBe('ok');
  });
});
