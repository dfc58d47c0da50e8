import { beforeEach, describe, expect, test } from 'vitest';
import { drawFiles } from '../../shared/use-cases/draw/draw-files.ts';
import { askVoid, type BatchAnswer, lead, office, revealedBatch, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { openedDraw } from '../support/opened-draw.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;

/** Sixty shops; E2 hides its list until the inspections are over. */
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        jointEntry(ofClassA(2500)),
        jointEntry({ id: 'E2', ...ofClassA(2500), listPublicity: '检查后公示' }),
        jointEntry({ id: 'E3', ...ofClassA(2500) }),
      ]),
    ],
  });
  batch = await revealedBatch(system);
});

const run = (job: 'draw-objects' | 'match-teams' | 'commit-draw', id = batch.id) => system.runJob(job, { batchId: id });
const shown = (number = batch.number) => readPublicDraw(system.deps.published, number);
const isVoided = async ({ id }: BatchAnswer) => {
  const requestId = await askVoid(system, id);
  return expectOk(await system.as(office)('approveVoid', { params: { id, requestId } })).status;
};

describe('before anybody is matched', () => {
  test('thresholds and the digest of the list are public, and nothing of who is drawn', async () => {
    await run('draw-objects');
    const { document, objects } = await shown();
    expect(document).toMatchObject({ status: 'revealed', drawnAt: times.draw });
    expect(document.list).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), parts: 0 });
    expect(document.frames[0]?.strata).toMatchObject([{ stratum: '*', selected: 5, threshold: expect.any(String) }]);
    expect([document.visits, objects]).toEqual([undefined, []]);
    const { names, frames } = await openedDraw(system, batch);
    const ids = frames[0]?.strata[0]?.selected.map(({ id }) => id).toSorted() ?? [];
    expect(JSON.stringify(document)).not.toContain(names.listSalt);
    expect(ids.filter((id) => JSON.stringify(document).includes(id))).toEqual([]);
    const { verdict, steps } = verified(await shown());
    expect([verdict, steps.filter(({ outcome }) => outcome === 'failed')]).toEqual(['open', []]);
  });

  test('the list is the one that is published with the match', async () => {
    await run('draw-objects');
    const before = (await shown()).document.list?.digest;
    await run('match-teams');
    await run('commit-draw');
    const after = await shown();
    expect(after.document.list).toMatchObject({ digest: before, teams: expect.any(String), salt: expect.any(String) });
    expect(verified(after).verdict).toBe('verified');
  });

  test('it is sealed once: drawing again changes nothing that is public', async () => {
    await run('draw-objects');
    const before = await shown();
    system.at('2026-11-23T05:00:00.000Z');
    await run('draw-objects');
    expect(await shown()).toEqual(before);
    const actions = (await system.deps.audit.events('batch', batch.id)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'seal-list')).toHaveLength(1);
  });

  test('drawn objects that were exchanged since are not matched', async () => {
    await run('draw-objects');
    const key = drawFiles.drawn(batch.id);
    const drawn = JSON.parse(system.deps.blobs.files.get(key)?.toString() ?? '');
    const [first, ...others] = drawn.visits;
    const exchanged = { ...drawn, visits: [{ ...first, objectId: 'S0001', version: 1 }, ...others] };
    system.deps.blobs.files.set(key, Buffer.from(JSON.stringify(exchanged)));
    await expect(run('match-teams')).rejects.toThrow('sealed before the match');
    expect((await shown()).document.status).toBe('revealed');
  });

  test('the batch cannot be voided: its list is owed', async () => {
    await run('draw-objects');
    const body = { category: '其他', reason: '误操作' } as const;
    const refused = await system.as(lead)('requestVoid', { params: { id: batch.id }, key: 'void-sealed', body });
    expect(refused).toMatchObject({ error: { kind: 'not-ready' } });
  });
});

describe('a key that is lost', () => {
  test('before the draw ends it: the batch is voided, with that cause in its record', async () => {
    system.deps.keys.lose();
    await expect(run('draw-objects')).rejects.toThrow('密钥');
    expect(await isVoided(batch)).toBe('voided');
    const after = await shown();
    expect(after.document.voided).toMatchObject({ keyLost: true });
    expect(after.document.list).toBeUndefined();
    expect(verified(after).steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('between draw and match leaves the sealed list, which is published when the inspections would have been over', async () => {
    await run('draw-objects');
    const { digest } = (await shown()).document.list ?? {};
    system.deps.keys.lose();
    await expect(run('match-teams')).rejects.toThrow('密钥');
    expect(await isVoided(batch)).toBe('voided');
    expect(verified(await shown()).steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);

    system.at('2026-12-31T16:10:00.000Z');
    expect(await system.runJob('publish-draw-lists')).toMatchObject({ published: 1 });
    const after = await shown();
    expect(after.document.list).toMatchObject({ digest });
    expect(after.objects).toHaveLength(5);
    expect(after.objects.flatMap(({ teams }) => teams)).toEqual([]);
    expect(verified(after).steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('is no way out while it can be opened: a draw whose randomness is known is not voided', async () => {
    const body = { category: '其他', reason: '误操作' } as const;
    const refused = await system.as(lead)('requestVoid', { params: { id: batch.id }, key: 'void-known', body });
    expect(refused).toMatchObject({ error: { kind: 'not-ready' } });
  });
});
