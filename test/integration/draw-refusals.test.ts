import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { replaceRow } from '../../shared/use-cases/changes.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import {
  alone,
  committedBatch,
  drawnBatch,
  frozenBatch,
  lead,
  parties,
  revealedBatch,
  secretOf,
  times,
  voidBatch,
} from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const kindOf = (answer: { ok: true } | { ok: false; error: { kind: string } }) =>
  answer.ok ? 'ok' : answer.error.kind;
const batchOf = async (id: string) => expectOk(await system.as(lead)('getBatch', { params: { id } }));
const [first] = parties;

async function commit(id: string, who = lead) {
  const { version } = await batchOf(id);
  const { commitBy, revealBy } = times;
  return system.as(who)('commitBatch', {
    params: { id },
    version,
    body: { ...alone, commitBy, revealBy },
  });
}
const reveal = (id: string, secret: string) =>
  system.as(person(first, 'officer'))('revealSecret', { params: { id }, body: { secret } });
const acts = async (id: string) => (await system.deps.audit.events('batch', id)).map(({ action }) => action);

describe('whoever wants another outcome of a draw is refused', () => {
  test('by a second commitment, whose manifest could be another one', async () => {
    const { id, digest } = await committedBatch(system);
    expect(kindOf(await commit(id))).toBe('illegal-transition');
    expect((await batchOf(id)).digest).toBe(digest);
  });

  test('by two commitments at the same moment: one of them counts', async () => {
    const { id } = await frozenBatch(system);
    const kinds = (await Promise.all([commit(id), commit(id)])).map(kindOf);
    // The other has not seen it, or sees what it made.
    expect(kinds.filter((kind) => !['stale-version', 'illegal-transition'].includes(kind))).toEqual(['ok']);
    expect((await acts(id)).filter((act) => act === 'commit')).toHaveLength(1);
  });

  test('by a second start of the process while it runs', async () => {
    const { id } = await committedBatch(system);
    expect(kindOf(await system.as(lead)('restartProcess', { params: { id } }))).toBe('process-running');
    expect(system.draws.running.size).toBe(1);
  });

  test('by a secret before the time for commitments is over, or without a commitment', async () => {
    const { id } = await committedBatch(system);
    expect(kindOf(await reveal(id, secretOf(first)))).toBe('ceremony-open');
    system.at(times.reveal);
    expect(kindOf(await reveal(id, secretOf(first)))).toBe('ceremony-incomplete');
    expect((await batchOf(id)).seed).toBeUndefined();
  });

  test('by a second secret, once one is open', async () => {
    const { id, seed } = await revealedBatch(system);
    system.at(times.reveal);
    expect(kindOf(await reveal(id, commitmentOf('another secret')))).toBe('illegal-transition');
    expect((await batchOf(id)).seed).toBe(seed);
  });

  test('by a draw before there is a seed', async () => {
    const { id } = await committedBatch(system);
    expect(kindOf(await system.as(lead)('drawBatch', { params: { id } }))).toBe('illegal-transition');
    expect((await batchOf(id)).status).toBe('committed');
  });

  test('by publishing a list before there is one', async () => {
    const { id } = await frozenBatch(system);
    const before = await batchOf(id);
    const published = await system.as(lead)('publishDrawList', { params: { id } });
    expect(published).toMatchObject({ error: { kind: 'not-ready', detail: '该批次尚未抽取。' } });
    expect(await batchOf(id)).toEqual(before);
  });

  test('by another batch under the number of one that was frozen', async () => {
    const actor = { ...lead, scope: 'own' as const };
    const freeze = (entryId: string) =>
      freezeBatch(
        system.deps,
        { id: 'batch-1', title: '抽查', entries: [{ planId: 'P1', entryId }] },
        actor,
        new Date('2026-11-23T01:00:00Z'),
      );
    const made = await freeze('E1');
    expect(made.ok).toBe(true);
    expect(await freeze('E1')).toEqual(made);
    expect(await freeze('E9')).toEqual({
      ok: false,
      error: { kind: 'already-exists', entity: 'batch', id: 'batch-1' },
    });
  });

  test('by an edit of the registry after the commitment: what is drawn from is what was frozen', async () => {
    const { id, frames } = await committedBatch(system);
    const row = await system.deps.registry.find('object', 'S0001');
    if (!row) throw new Error('no row');
    const edit = replaceRow(row, { ...row.value, status: '注销' }, anEvent());
    expect((await system.deps.work.commit([edit])).ok).toBe(true);
    expect((await batchOf(id)).frames).toEqual(frames);
  });

  test('by drawing once more: the same draw is found, and none is made beside it but after a void', async () => {
    const { id, list } = await drawnBatch(system);
    expect(expectOk(await system.as(lead)('drawBatch', { params: { id } })).list).toEqual(list);
    expect((await acts(id)).filter((act) => act === 'draw')).toHaveLength(1);
    const again = { key: 'freeze-again', body: { title: '重抽', entries: [{ planId: 'P1', entryId: 'E1' }] } };
    expect(kindOf(await system.as(lead)('freezeBatch', again))).toBe('already-exists');
    expectOk(await voidBatch(system, id, { category: '程序违规', reason: '参数有误' }));
    expect(kindOf(await system.as(lead)('freezeBatch', { ...again, key: 'freeze-after-void' }))).toBe('ok');
  });

  test('by another department, whatever it asks for', async () => {
    const stranger = person('GAJ', 'department-admin');
    const { id } = await frozenBatch(system);
    const asked = { params: { id } };
    expect(kindOf(await commit(id, stranger))).toBe('not-found');
    for (const operation of ['drawBatch', 'dispatchBatch', 'restartProcess'] as const) {
      expect([operation, kindOf(await system.as(stranger)(operation, asked))]).toEqual([operation, 'not-found']);
    }
    expect((await batchOf(id)).status).toBe('frozen');
  });
});
