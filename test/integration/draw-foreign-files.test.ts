import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/draw/canonical-json.ts';
import { drawFiles } from '../../shared/use-cases/draw/draw-files.ts';
import { type BatchAnswer, revealedBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  batch = await revealedBatch(system);
});

const run = (job: 'draw-objects' | 'match-teams' | 'commit-draw') => system.runJob(job, { batchId: batch.id });
const stored = async () => (await system.deps.records.find('batch', batch.id))?.value;

/** Somebody with access to the store puts a file that is sound in itself in the place of the one a task left. */
function forge(key: string, facts: object): void {
  const { files } = system.deps.blobs;
  const text = files.get(key)?.toString('utf8');
  if (text === undefined) throw new Error(`there is no ${key}`);
  files.set(key, Buffer.from(JSON.stringify({ ...JSON.parse(text), ...facts })));
}
const another = [
  ['another seed', { seed: 'a'.repeat(64) }],
  ['another batch', { batch: '41142220261123-99' }],
] as const;

describe('a file that one task of a draw leaves for the next', () => {
  test('is taken when it says the batch and its seed', async () => {
    await run('draw-objects');
    await run('match-teams');
    await run('commit-draw');
    expect(await stored()).toMatchObject({ status: 'drawn', seed: batch.seed });
  });

  test.each(another)('with the drawn objects of %s is not matched', async (_, facts) => {
    await run('draw-objects');
    forge(drawFiles.drawn(batch.id), facts);
    await expect(run('match-teams')).rejects.toThrow('another draw');
    expect(system.deps.blobs.files.has(drawFiles.match(batch.id))).toBe(false);
  });

  test.each(another)('with the drawn objects of %s is of no consequence once the match is made', async (_, facts) => {
    await run('draw-objects');
    const sealed = await stored();
    await run('match-teams');
    forge(drawFiles.drawn(batch.id), { ...facts, visits: [], strata: [] });
    await run('commit-draw');
    expect(await stored()).toMatchObject({ drawn: sealed?.drawn, list: { digest: sealed?.list?.digest } });
  });

  test.each(another)('with the teams of %s is not made known', async (_, facts) => {
    await run('draw-objects');
    await run('match-teams');
    forge(drawFiles.match(batch.id), facts);
    await expect(run('commit-draw')).rejects.toThrow('another draw');
    expect(await stored()).toMatchObject({ status: 'revealed' });
  });

  test('with visits that are not, to the byte, what the match says is not made known', async () => {
    await run('draw-objects');
    await run('match-teams');
    forge(drawFiles.selection(batch.id), { visits: [] });
    await expect(run('commit-draw')).rejects.toThrow('digest');
    expect(await stored()).toMatchObject({ status: 'revealed' });
  });

  test('with previous teams that are not, to the byte, the frozen ones is not matched', async () => {
    await run('draw-objects');
    const key = drawFiles.previousTeams(batch.id);
    system.deps.blobs.files.set(key, Buffer.from('[{"department":"SCJG","members":[],"objectId":"S0003"}]'));
    await expect(run('match-teams')).rejects.toThrow('digest');
  });

  test('of a frame that is not the frozen one is not drawn from', async () => {
    const { key, lines } = await book();
    system.deps.blobs.files.set(key, Buffer.from(lines.slice(1).join('\n')));
    await expect(run('draw-objects')).rejects.toThrow('frozen root');
  });

  test('of a frame in which two objects have changed their rows is not drawn from', async () => {
    const { key, lines } = await book();
    const rows = lines.filter((line) => line !== '').map((line): { row: string; stratum: string } => JSON.parse(line));
    // Rows and strata stay as they are published; only who stands behind them moves on by one.
    const moved = rows.map((each, at) => ({ ...rows.at(at - 1), row: each.row, stratum: each.stratum }));
    system.deps.blobs.files.set(key, Buffer.from(moved.map((each) => `${canonicalJson(each)}\n`).join('')));
    await expect(run('draw-objects')).rejects.toThrow('names somebody');
    expect(await stored()).toMatchObject({ status: 'revealed' });
  });

  async function book() {
    const [frame] = (await stored())?.frames ?? [];
    const key = frame?.book ?? '';
    const text = system.deps.blobs.files.get(key)?.toString('utf8');
    if (text === undefined) throw new Error('no book');
    return { key, lines: text.split('\n') };
  }
});
