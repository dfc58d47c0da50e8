import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import {
  askVoid,
  type BatchAnswer,
  committedBatch,
  dispatchedBatch,
  drawnBatch,
  frozenBatch,
  lead,
  office,
  revealedBatch,
} from '../support/draw-ceremony.ts';
import { visitOf } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(2 * n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        jointEntry(ofClassA(2500)),
        jointEntry({ id: 'E2', ...ofClassA(2500), listPublicity: '检查后公示' }),
      ]),
    ],
  });
});

/** The batch as a version that knew suiji-draw/1 alone has stored it: no key, a frame for each department. */
async function stored({ id }: Pick<BatchAnswer, 'id'>): Promise<void> {
  const found = await system.deps.records.find('batch', id);
  if (!found) throw new Error('no batch');
  const { key: _, inspectors, experts, previousDigest, rowsPublishedAt, listFile, places, ...rest } = found.value;
  const frames = rest.frames.flatMap(({ parts, book: __, ...frame }) =>
    parts.map(({ department, items }) => ({ ...frame, frame: `${rest.number}-${department}`, department, items })),
  );
  const row = { ...rest, frames, inspectorFrames: [], salt: 'e'.repeat(64), framesLaidAt: rest.committedAt };
  const done = await system.deps.work.commit([replaceRecord('batch', id, found, row as unknown as Batch, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}
const kindOf = (answer: { ok: boolean; error?: { kind: string; detail: string } }) =>
  answer.ok ? 'ok' : `${answer.error?.kind}`;
const voided = async ({ id }: Pick<BatchAnswer, 'id'>) => {
  const requestId = await askVoid(system, id);
  return expectOk(await system.as(office)('approveVoid', { params: { id, requestId } })).status;
};

describe('a batch of suiji-draw/1 that was not drawn', () => {
  test.each([
    ['frozen', () => frozenBatch(system)],
    ['committed', () => committedBatch(system)],
    ['revealed', () => revealedBatch(system)],
  ] as const)('and is %s draws nothing any more, and can only be voided', async (status, made) => {
    const { id } = await made();
    await stored({ id });
    const { version, ...batch } = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(batch.status).toBe(status);
    const params = { id };
    for (const answer of [
      await system.as(lead)('commitBatch', { params, version, body: { source: 'drand' } }),
      await system.as(lead)('drawBatch', { params }),
      await system.as(lead)('dispatchBatch', { params }),
    ]) {
      expect(kindOf(answer)).toBe('illegal-transition');
      expect(answer.ok ? '' : answer.error.detail).toContain('只能作废');
    }
    expect(await system.runJob('resume-draws')).toMatchObject({ started: 0 });
    expect(await voided({ id })).toBe('voided');
  });
});

describe('a batch of suiji-draw/1 that was drawn', () => {
  test('is dispatched, keeps its visits, and calls no reserve and changes no team any more', async () => {
    const { id } = await drawnBatch(system);
    await stored({ id });
    const batch = expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
    expect(batch.status).toBe('dispatched');
    const { items } = await system.deps.records.list({ kind: 'visit', in: 'ofBatch', of: id, page: { limit: 9 } });
    const object = items[0]?.value.object.id ?? '';
    const visit = await visitOf(system, batch, object);
    const asked = await system.as(person('SCJG', 'officer'))('requestTeamChange', {
      params: { id },
      key: 'change-0001',
      body: {
        visitId: visit.id,
        department: 'SCJG',
        inspectorId: visit.parts[0]?.team[0]?.id ?? '',
        reason: '疾病',
      },
    });
    expect(asked.ok ? '' : asked.error.detail).toContain('按 suiji-draw/1 抽取，不再办理候补和换员');
    expect(await voided({ id })).toBe('voided');
  });

  test('shows no class beside a name, and answers neither frames nor rows', async () => {
    const { id, number } = await dispatchedBatch(system);
    await stored({ id });
    // Any act publishes its record anew.
    await askVoid(system, id);
    const anyone = system.as(undefined);
    const draw = expectOk(await anyone('getPublicDraw', { params: { number } }));
    expect(JSON.stringify(draw)).not.toMatch(/S0\d\d\d/);
    const frame = `${number}-SCJG`;
    expect(await anyone('listPublicFrameShards', { params: { number, frame }, query: {} })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(await anyone('getPublicDrawRow', { params: { number, row: 'a'.repeat(64) } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  test('publishes the list it owes when the inspections are over', async () => {
    const { id, number } = await dispatchedBatch(system, 'E2');
    await stored({ id });
    system.at('2026-12-31T16:10:00.000Z');
    expect(await system.runJob('publish-draw-lists')).toMatchObject({ published: 1 });
    const list = expectOk(await system.as(undefined)('listPublicDrawObjects', { params: { number, part: '0' } }));
    expect(list.objects).toHaveLength(5);
    expect(JSON.stringify(list)).not.toMatch(/stratum|ticket/);
  });
});
