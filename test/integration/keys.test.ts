import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { frozenFactsOf } from '../../shared/verification/two/key-file.ts';
import { slipIn } from '../../shared/verification/two/slip-file.ts';
import {
  type BatchAnswer,
  committedBatch,
  dispatchedBatch,
  frozenBatch,
  lead,
  office,
} from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { openedDraw } from '../support/opened-draw.ts';
import { type PublicDraw, readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const government = person('SCJG', 'supervisor', '督查');
const auditor = person('SCJG', 'auditor', '审计');

const county = async () => {
  const system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        jointEntry(),
        jointEntry({ id: 'E2', ...ofClassA(2500) }),
        jointEntry({ id: 'E3', ...ofClassA(2500), listPublicity: '检查后公示' }),
      ]),
    ],
  });
  return system;
};
const usesOf = async (system: TestSystem, { id }: BatchAnswer) =>
  expectOk(await system.as(auditor)('getBatchKey', { params: { id } })).uses.map(({ purpose, by }) => [purpose, by]);

describe('the key of a batch', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await county();
  });

  test('is made by the freeze, and its commitment is all that anybody reads of it', async () => {
    const batch = await frozenBatch(system, 'E2');
    const { key, names } = await openedDraw(system, batch);
    expect(batch.key).toBe(names.commitment);
    const stored = await system.deps.records.find('batch-key', batch.id);
    expect(JSON.stringify([batch, stored, [...system.deps.blobs.files.values()].join('')])).not.toContain(key);
    const state = expectOk(await system.as(auditor)('getBatchKey', { params: { id: batch.id } }));
    expect(state).toMatchObject({ commitment: names.commitment, exports: [], uses: [] });
    expect(JSON.stringify(state)).not.toContain(stored?.value.sealed);
  });

  test('is another one for each batch, and opens no other', async () => {
    const [one, other] = [await frozenBatch(system, 'E2'), await frozenBatch(system, 'E3', 'freeze-0002')];
    expect(one.key).not.toBe(other.key);
    const kept = await system.deps.records.find('batch-key', other.id);
    expect(await system.deps.keys.open(one.id, kept?.value.sealed ?? '')).toBeUndefined();
  });

  test('is opened by the draw and the match, and each opening is an event', async () => {
    const batch = await dispatchedBatch(system, 'E2');
    const uses = await usesOf(system, batch);
    expect(uses.map(([purpose]) => purpose).toSorted()).toEqual(['draw', 'match']);
    const page = await system.deps.audit.day('2026-11-23', { limit: 500 });
    expect(page.items.filter(({ action }) => action === 'open-key').map(({ facts }) => facts)).toEqual(
      expect.arrayContaining([{ batch: batch.number, purpose: 'draw' }]),
    );
  });

  test('that is lost ends the draw with its name, is known as lost, and the batch can be voided', async () => {
    const batch = await committedBatch(system, 'E2');
    system.deps.keys.lose();
    const { revealCommitted } = await import('../support/draw-ceremony.ts');
    await revealCommitted(system, batch.id);
    const refused = await system.as(lead)('drawBatch', { params: { id: batch.id } });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'key-lost' } });
    const state = expectOk(await system.as(auditor)('getBatchKey', { params: { id: batch.id } }));
    expect(state.lostAt).toBe('2026-11-23T04:00:00.000Z');
  });
});

describe('the key is handed over', () => {
  let system: TestSystem;
  let batch: BatchAnswer;
  let published: PublicDraw;
  beforeAll(async () => {
    system = await county();
    batch = await dispatchedBatch(system, 'E1');
    published = await readPublicDraw(system.deps.published, batch.number);
  });
  const ask = async (key: string) => {
    const body = { recipient: '睢县公证处', reason: '独立核对' };
    const asked = expectOk(await system.as(government)('requestKeyExport', { params: { id: batch.id }, key, body }));
    return { id: batch.id, requestId: asked.exports.at(-1)?.id ?? '' };
  };

  const exported = async () => (await usesOf(system, batch)).filter(([purpose]) => purpose === 'export');

  test('by two persons: nobody approves what they asked for, and nothing leaves before', async () => {
    const before = await exported();
    const params = await ask('export-key-1');
    expect(await system.as(government)('collectKeyExport', { params })).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await system.as(government)('approveKeyExport', { params })).toMatchObject({
      error: { kind: 'same-person' },
    });
    expectOk(await system.as(auditor)('approveKeyExport', { params }));
    // Whoever approved gets nothing: it is handed to the one who asked.
    expect(await system.as(auditor)('collectKeyExport', { params })).toMatchObject({ error: { kind: 'not-found' } });
    const collected = expectOk(await system.as(government)('collectKeyExport', { params }));
    expect(batchKey(collected.key).commitment).toBe(batch.key);
    expect(await exported()).toEqual([...before, ['export', government.id]]);
  });

  test('to no department and not to the office', async () => {
    const params = await ask('export-key-2');
    for (const who of [lead, office, person('SCJG', 'officer'), person('SCJG', 'sysadmin')])
      expect(await system.as(who)('approveKeyExport', { params })).toMatchObject({ error: { kind: 'forbidden' } });
  });

  test('with all that opens the draw: every step by the key passes', async () => {
    const params = await ask('export-key-3');
    expectOk(await system.as(auditor)('approveKeyExport', { params }));
    const { key, people, facts, turns } = expectOk(await system.as(government)('collectKeyExport', { params }));
    const { books } = await openedDraw(system, batch);
    const byKey = { key, books, ...people, turns, ...(facts && { facts: frozenFactsOf(facts) }) };
    const { steps, verdict } = verified(published, { byKey });
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['key', 'rows', 'names', 'order']));
    expect(verdict).toBe('verified');
  });

  test('and that somebody has opened the draw stands in its record from then on', async () => {
    expect(verified(published).remarks).toContain('no-key-check');
    const body = { by: '睢县公证处', digest: batch.digest ?? '', outcome: 'passed' } as const;
    expectOk(await system.as(auditor)('recordKeyCheck', { params: { id: batch.id }, body }));
    const after = await readPublicDraw(system.deps.published, batch.number);
    expect(after.document.keyChecks).toMatchObject([body]);
    expect(verified(after).remarks).not.toContain('no-key-check');
    const another = { ...body, by: '睢县人民检察院' };
    expectOk(await system.as(auditor)('recordKeyCheck', { params: { id: batch.id }, body: another }));
    const both = await readPublicDraw(system.deps.published, batch.number);
    expect(both.document.keyChecks).toMatchObject([body, another]);
    expect(await system.as(lead)('recordKeyCheck', { params: { id: batch.id }, body })).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });
});

describe('a slip', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await county();
  });
  const issue = (batch: BatchAnswer, objectId: string, who = lead) =>
    system.as(who)('issueSlip', { params: { id: batch.id }, body: { frame: `${batch.number}-1`, objectId } });

  test('of a frame without classes is given from the commitment on, and shows the own row', async () => {
    const frozen = await frozenBatch(system, 'E2');
    expect(await issue(frozen, 'S0003')).toMatchObject({ error: { kind: 'not-ready' } });
    const { commitFrozen } = await import('../support/draw-ceremony.ts');
    const batch = await commitFrozen(system, frozen);
    await system.runJob('stage-public-frames', { batchId: batch.id });
    const { path, ...slip } = expectOk(await issue(batch, 'S0003'));
    expect(slipIn(path)).toEqual(slip);
    const { place } = verified(await readPublicDraw(system.deps.published, batch.number), { slip });
    expect(place).toMatchObject({ stratum: '*' });
    expect((await usesOf(system, batch)).map(([purpose, by]) => [purpose, by])).toEqual([['slip', lead.id]]);
  });

  test('that would tell the class is given only where a document says that classes are told', async () => {
    const batch = await committedBatch(system, 'E1');
    expect(await issue(batch, 'S0003')).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('分类') },
    });
  });

  test('of a list that is sealed is given to nobody before the list, or the own visit, is over', async () => {
    const batch = await dispatchedBatch(system, 'E3');
    expect(await issue(batch, 'S0003')).toMatchObject({ error: { kind: 'not-ready' } });
    system.at('2027-01-01T01:00:00.000Z');
    expectOk(await system.as(lead)('publishDrawList', { params: { id: batch.id } }));
    expectOk(await issue(batch, 'S0003'));
  });

  test('comes from a department that comes to the object: others are not told whether it stands in the frame', async () => {
    const batch = await committedBatch(system, 'E2');
    const health = person('WJW', 'officer');
    expectOk(await issue(batch, 'S0006', health));
    for (const id of ['S0003', 'S0001', 'NOBODY'])
      expect(await issue(batch, id, health)).toMatchObject({ error: { kind: 'foreign-department' } });
  });
});
