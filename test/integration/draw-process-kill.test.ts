import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import { SelectionFile } from '../../shared/domain/visit/selected-visit.ts';
import { verifyAudit } from '../../shared/use-cases/audit/verify-audit.ts';
import { readSealed } from '../../shared/use-cases/draw/draw-files.ts';
import { drawObjects } from '../../shared/use-cases/draw/draw-objects.ts';
import { matchTeams } from '../../shared/use-cases/match/match-teams.ts';
import type { DrawRun } from '../../shared/use-cases/ports/draw-process.ts';
import { systemActor } from '../../shared/use-cases/system-actor.ts';
import { revealedBatch, times } from '../support/draw-ceremony.ts';
import { runAttempt } from '../support/draw-machine.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { dyingBlobs, dyingWith, type Life } from '../support/dying-client.ts';
import { memoryBlobs } from '../support/memory-blobs.ts';
import { systemForTest, type TestSystem } from '../support/system.ts';

/** Enough entries for a batch each; the frequency guard would leave out what an earlier batch has drawn. */
const entries = 40;
let system: TestSystem;
let used = 0;

beforeAll(async () => {
  system = await systemForTest();
  const plan = publishedPlan(
    numbered(entries, (n) => jointEntry({ id: `E${n}`, ...ofClassA(10_000), frequencyWaiver: '逐项试点' })),
  );
  const inspectors = [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))];
  await settle(system.deps, { objects: numbered(60, (n) => shop(n)), inspectors, plans: [plan] });
});

/** A batch that the process has only to be let loose on, and its first attempt. */
async function freshBatch(): Promise<DrawRun> {
  used += 1;
  const { id } = await revealedBatch(system, `E${used}`, `freeze-${String(used).padStart(4, '0')}`, 'unlaid');
  const run = [...system.draws.running.values()].find(({ batchId }) => batchId === id);
  if (!run) throw new Error('the commitment started no process');
  return run;
}

/** The system as a process sees it that has so many writes left, of rows and of files alike. */
function mortal(life: Life): Dependencies {
  const { db } = system.store;
  const store = dynamoStore({ ...db, client: dyingWith(db.client, life) });
  const salt = () => randomBytes(32).toString('hex');
  return { ...system.deps, ...store, salt, blobs: dyingBlobs(writtenOnce(), life) };
}

/** Refuses a file that is there already with other content. */
function writtenOnce(): TestSystem['deps']['blobs'] {
  const { blobs } = system.deps;
  return {
    ...blobs,
    put: async (key, body, mediaType) => {
      const before = blobs.files.get(key);
      const done = await blobs.put(key, body, mediaType);
      if (before && !before.equals(blobs.files.get(key) ?? Buffer.alloc(0))) throw new Error(`${key} was rewritten`);
      return done;
    },
  };
}

/** What the frozen files and the seed make of the batch, computed beside the system and by nobody's process. */
async function foreseen(id: string) {
  const blobs = memoryBlobs();
  for (const [key, file] of system.deps.blobs.files) blobs.files.set(key, file);
  const deps = { ...system.deps, blobs };
  const actor = systemActor({ department: 'SCJG' });
  for (const task of [drawObjects, matchTeams]) {
    const done = await task(deps, { id }, actor, new Date(times.draw));
    if (!done.ok) throw new Error(done.error.kind);
  }
  const blob = `draws/${id}/selection.json`;
  const text = blobs.files.get(blob)?.toString() ?? '';
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, visits: (await readSealed(deps, { blob, digest }, SelectionFile)).visits };
}

const ofBatch = (id: string) => ({ in: 'ofBatch', of: id, page: { limit: 1000 } }) as const;
const visitsOf = async (id: string) =>
  (await system.deps.records.list({ kind: 'visit', ...ofBatch(id) })).items.map(({ value }) => value);
const resultsOf = async (id: string) =>
  (await system.deps.records.list({ kind: 'result', ...ofBatch(id) })).items.map(({ value }) => value);

const teamsIn = (parts: readonly { department: string; team: readonly { id: string }[] }[]) =>
  parts.map(({ department, team }) => [department, team.map(({ id }) => id)]);

/** The batch ended as it had to: these visits with these teams, this list, every act once, and an unbroken trail. */
async function expectEnded(id: string, { digest, visits }: Awaited<ReturnType<typeof foreseen>>): Promise<void> {
  const batch = (await system.deps.records.find('batch', id))?.value;
  expect([batch?.status, batch?.selection?.digest, batch?.visits]).toEqual(['dispatched', digest, visits.length]);
  const ids = visits.map(({ visit }) => visit.object.id);
  const frame = batch?.frames[0]?.frame;
  const lines = ids.toSorted().map((object) => `{"frames":["${frame}"],"id":"${object}"}`);
  const list = createHash('sha256').update([batch?.list?.salt, ...lines].join('\n'));
  expect(batch?.list?.digest).toBe(list.digest('hex'));

  const byObject = <T extends { object: { id: string } }>(rows: readonly T[]) =>
    rows.toSorted((a, b) => (a.object.id < b.object.id ? -1 : 1));
  const sent = byObject(await visitsOf(id)).map(({ object, parts }) => [object.id, teamsIn(parts)]);
  expect(sent).toEqual(
    byObject(visits.map(({ visit }) => visit)).map(({ object, parts }) => [object.id, teamsIn(parts)]),
  );
  const wanted = visits.flatMap(({ visit }) => visit.parts.map(({ department }) => `${visit.object.id} ${department}`));
  const results = (await resultsOf(id)).map(({ object, department }) => `${object.id} ${department}`);
  expect(results.toSorted()).toEqual(wanted.toSorted());

  const actions = (await system.deps.audit.events('batch', id)).map(({ action }) => action);
  for (const once of ['freeze', 'commit', 'stage-public-frames', 'seal-list', 'draw', 'dispatch']) {
    expect([once, actions.filter((action) => action === once).length]).toEqual([once, 1]);
  }
  const audited = await verifyAudit(system.deps, 'batch', id);
  expect(audited).toEqual({ ok: true, value: { events: actions.length, brokenAt: undefined, findings: [], left: 0 } });
}

test('wherever the process is killed, the next attempt ends the batch as an undisturbed one does', async () => {
  const undisturbed = await freshBatch();
  const plenty: Life = { left: 1000 };
  const before = await foreseen(undisturbed.batchId);
  expect(await runAttempt(mortal(plenty), undisturbed)).toBe('succeeded');
  await expectEnded(undisturbed.batchId, before);
  const writes = 1000 - plenty.left;
  // 4 frames, what was drawn, the teams, their outcome, the list, visits, results, and three commits.
  expect(writes).toBeGreaterThanOrEqual(13);

  for (let survived = 0; survived < writes; survived += 1) {
    const killed = await freshBatch();
    const expected = await foreseen(killed.batchId);
    expect([survived, await runAttempt(mortal({ left: survived }), killed)]).toEqual([survived, 'failed']);
    expect((await system.deps.records.find('batch', killed.batchId))?.value.status).not.toBe('dispatched');

    system.draws.end(killed);
    await system.runJob('resume-draws');
    const next = [...system.draws.running.values()].find(({ batchId }) => batchId === killed.batchId);
    if (next?.attempt !== 2) throw new Error('no second attempt');
    expect([survived, await runAttempt(mortal({ left: 1000 }), next)]).toEqual([survived, 'succeeded']);
    await expectEnded(killed.batchId, expected);
  }
}, 180_000);

test('killed again and again, one write further each time, it still arrives', async () => {
  const first = await freshBatch();
  const expected = await foreseen(first.batchId);
  let attempts = 0;
  while ((await runAttempt(mortal({ left: 1 + attempts }), { ...first, attempt: 1 + attempts })) === 'failed') {
    attempts += 1;
  }
  expect(attempts).toBeGreaterThan(2);
  await expectEnded(first.batchId, expected);
});
