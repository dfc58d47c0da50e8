import { beforeEach, describe, expect, test } from 'vitest';
import { verifyInclusion } from '../../shared/draw/inclusion.ts';
import { objectTicket } from '../../shared/draw/tickets.ts';
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
import { replaceObject } from '../support/draw-reserves.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { inTicketOrder, openedDraw } from '../support/opened-draw.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
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
const publicDraw = async ({ number }: BatchAnswer) => {
  const draw = expectOk(await anyone()('getPublicDraw', { params: { number } }));
  if ('inspectorFrames' in draw) throw new Error('a draw of suiji-draw/1');
  return draw;
};
const about = async ({ number }: BatchAnswer, id: string) =>
  expectOk(await anyone()('getPublicDrawCode', { params: { number, id } }));
// The window ends with 31 December in Shanghai.
const windowEnd = '2026-12-31T16:00:00.000Z';

describe('检查后公示', () => {
  test('the public record says until when the list may be kept back', async () => {
    expect((await publicDraw(await committedBatch(system))).listDueAt).toBe(windowEnd);
    const open = await committedBatch(system, 'E2', 'freeze-open');
    expect((await publicDraw(open)).listDueAt).toBeUndefined();
  });

  test('rows are public from the commitment on, the list is not before the end of the window, and the daily job publishes it once', async () => {
    const batch = await dispatchedBatch(system);
    const [frame] = (await publicDraw(batch)).frames;
    const params = { number: batch.number, frame: frame?.frame ?? '' };
    const shards = expectOk(await anyone()('listPublicFrameShards', { params, query: { limit: 100 } }));
    expect(shards.items.flatMap(({ lines }) => lines)).toHaveLength(frame?.size ?? 0);
    system.at('2026-12-31T15:59:59.999Z');
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 0, published: 0 });
    const part = { params: { number: batch.number, part: '0' } };
    expect(kindOf(await anyone()('listPublicDrawObjects', part))).toBe('not-found');
    system.at(windowEnd);
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 1, published: 1 });
    expect(await system.runJob('publish-draw-lists')).toEqual({ due: 0, published: 0 });

    const published = await readPublicDraw(system.deps.published, batch.number);
    expect(published.document.list?.publishedAt).toBe(windowEnd);
    expect(published.document.listDueAt).toBeUndefined();
    expect(verified(published).verdict).toBe('verified');
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
    expect((await publicDraw(batch)).list?.publishedAt).toBe(windowEnd);
    expect((await readPublicDraw(system.deps.published, batch.number)).objects).toHaveLength(batch.visits ?? 0);
  });

  test('a turn is public at once by time, reason and digest; who came, with the list', async () => {
    const batch = await dispatchedBatch(system);
    const opened = await openedDraw(system, batch);
    const [first = ''] = inTicketOrder(opened, 'A');
    const next = inTicketOrder(opened, 'A')[2] ?? '';
    await replaceObject(system, batch, first);
    const [turn] = (await publicDraw(batch)).reserves;
    expect(Object.keys(turn ?? {}).toSorted()).toEqual(['approvedAt', 'digest', 'reason', 'turn']);
    system.at(windowEnd);
    await system.runJob('publish-draw-lists');
    expect((await publicDraw(batch)).reserves).toMatchObject([{ ...turn, added: [next] }]);
    expect(await about(batch, next)).toMatchObject({ answer: 'added' });
    expect(await about(batch, first)).toMatchObject({ answer: 'on-list' });
  });
});

describe('whoever asks for a code', () => {
  test('is told before the list is published that it is not, the same for every code', async () => {
    const batch = await dispatchedBatch(system);
    const answers = await Promise.all(['S0001', 'S0002', 'S0030', 'S9999'].map((id) => about(batch, id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ answer: 'not-published', frames: [], departments: [] });
  });

  test('and afterwards whether it stands on the list, in which frames and for which departments', async () => {
    const batch = await dispatchedBatch(system, 'E2');
    const { objects } = await readPublicDraw(system.deps.published, batch.number);
    for (const { id, frames, teams } of objects)
      expect(await about(batch, id)).toEqual({
        ...{ number: batch.number, status: 'dispatched', answer: 'on-list', frames },
        departments: teams.map(({ department }) => department),
      });
    const left = numbered(60, (n) => shop(n).id).find((id) => !objects.some((one) => one.id === id)) ?? '';
    const { answer: inFrame, ...rest } = await about(batch, left);
    const { answer: nowhere, ...other } = await about(batch, 'S9999');
    expect([inFrame, nowhere]).toEqual(['not-on-list', 'not-on-list']);
    expect(rest).toEqual(other);
  });
});

describe('whoever asks for a row', () => {
  test('gets its line, proof and ticket, and whether it is drawn', async () => {
    const batch = await dispatchedBatch(system);
    const { seed = '', frames } = await publicDraw(batch);
    const opened = await openedDraw(system, batch);
    const { number } = batch;
    for (const { stratum, selected, reserves, threshold } of opened.frames[0]?.strata ?? []) {
      for (const [row, drawn] of [
        [selected[0]?.row ?? '', true],
        [reserves[0]?.row ?? '', false],
      ] as const) {
        const answer = expectOk(await anyone()('getPublicDrawRow', { params: { number, row } }));
        expect(answer).toMatchObject({ stratum, threshold, drawn, ticket: objectTicket(seed, row) });
        expect(verifyInclusion(answer.proof, frames[0]?.root ?? '')).toEqual({ ok: true, value: true });
      }
    }
    const none = { params: { number, row: '0'.repeat(64) } };
    expect(kindOf(await anyone()('getPublicDrawRow', none))).toBe('not-found');
  });

  test('from the commitment on, when there is neither seed nor outcome yet, and not before', async () => {
    const frozen = await frozenBatch(system);
    const { number } = frozen;
    const opened = await openedDraw(system, { ...frozen, seed: '0'.repeat(64) });
    const row = opened.frames[0]?.strata[0]?.selected[0]?.row ?? '';
    const ask = () => anyone()('getPublicDrawRow', { params: { number, row } });
    expect(kindOf(await ask())).toBe('not-found');
    await committedBatch(system);
    const answer = expectOk(await ask());
    expect([answer.ticket, answer.drawn, answer.threshold]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the list files', () => {
  test('name nobody, so that whoever sees the batch gets them', async () => {
    const batch = await drawnBatch(system);
    const ask = async (who: typeof lead) =>
      kindOf(await system.as(who)('getBatchFrame', { params: { id: batch.id, frame: batch.frames[0]?.frame ?? '' } }));
    for (const who of [lead, office, person('WJW', 'department-admin'), person('CZJ', 'department-admin')])
      expect(await ask(who)).toBe('ok');
    expect(await ask(person('WJW', 'inspector'))).toBe('forbidden');
    expect(await ask(person('GAJ', 'department-admin'))).toBe('foreign-department');
  });
});
