import type { CallOf } from '../../shared/api/client.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };
import { type BatchAnswer, lead, parties, secretOf } from './draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from './drawable-county.ts';
import { readPublicDraw } from './public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from './system.ts';

/** A round that was really published, some minutes after the county freezes its frames. */
export const round = 32285086;
export const signature = vectors.rounds.find((known) => known.round === round)?.signature ?? '';
export const otherSignature = vectors.rounds.find((known) => known.round === round - 1)?.signature ?? '';

export const at = {
  freeze: '2026-09-17T15:00:00.000Z',
  commitBy: '2026-09-17T15:10:00.000Z',
  reveal: '2026-09-17T15:15:00.000Z',
  revealBy: '2026-09-17T15:20:00.000Z',
  /** 1692803367 + 32285085 × 3 seconds after 1970. */
  due: '2026-09-17T15:23:42.000Z',
  before: '2026-09-17T15:23:41.999Z',
  later: '2026-09-17T15:30:00.000Z',
} as const;

export async function countyForTest(entry: Parameters<typeof jointEntry>[0] = {}): Promise<TestSystem> {
  const system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(entry)])],
  });
  return system;
}

export async function frozen(system: TestSystem, instant: string = at.freeze): Promise<BatchAnswer> {
  system.at(instant);
  const body = { title: '年末联合抽查', entries: [{ planId: 'P1', entryId: 'E1' }] };
  return expectOk(await system.as(lead)('freezeBatch', { key: 'freeze-0001', body }));
}

type Source = CallOf<'commitBatch'>['body'];
export const drand = { source: 'drand', drawAt: at.due } satisfies Source;
export const combined = {
  source: 'combined' as const,
  parties: [...parties],
  commitBy: at.commitBy,
  revealBy: at.revealBy,
  drawAt: at.due,
} satisfies Source;

export async function committed(system: TestSystem, body: Source = drand): Promise<BatchAnswer> {
  const { id, version } = await frozen(system);
  expectOk(await system.as(lead)('commitBatch', { params: { id }, version, body }));
  // The first thing the process does, moments after the commitment.
  await system.runJob('stage-public-frames', { batchId: id });
  return expectOk(await system.as(lead)('getBatch', { params: { id } }));
}

export async function commitAll(system: TestSystem, id: string, who: readonly (typeof parties)[number][] = parties) {
  for (const party of who) {
    const body = { commitment: commitmentOf(secretOf(party)) };
    expectOk(await system.as(person(party, 'officer'))('submitCommitment', { params: { id }, body }));
  }
}

export async function revealAll(system: TestSystem, id: string, who: readonly (typeof parties)[number][] = parties) {
  for (const party of who) {
    const body = { secret: secretOf(party) };
    expectOk(await system.as(person(party, 'officer'))('revealSecret', { params: { id }, body }));
  }
}

export const take = (system: TestSystem, id: string) => system.as(lead)('takeRandomness', { params: { id } });
export async function publicDraw(system: TestSystem, number: string) {
  await readPublicDraw(system.deps.published, number);
  return expectOk(await system.as(undefined)('getPublicDraw', { params: { number } }));
}
export const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
