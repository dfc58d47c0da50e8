import { beforeEach, expect, test } from 'vitest';
import {
  at,
  combined,
  commitAll,
  committed,
  countyForTest,
  drand,
  publicDraw,
  revealAll,
  round,
  signature,
} from '../support/draw-beacon.ts';
import { lead } from '../support/draw-ceremony.ts';
import { runAttempt } from '../support/draw-machine.ts';
import { expectOk, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await countyForTest();
});

const batchOf = (id: string) => system.as(lead)('getBatch', { params: { id } }).then(expectOk);

/** Carries out the attempt that was started last; waits are over at once, so the clock must stand where they end. */
async function carryOut(id: string, before: (task: string) => void = () => undefined) {
  const run = [...system.draws.running.values()].findLast(({ batchId }) => batchId === id);
  if (!run) throw new Error('nothing was started');
  const outcome = await runAttempt(system.deps, run, { before });
  system.draws.end(run);
  return { outcome, dueAt: run.dueAt };
}

test('the process takes the announced round at its time, draws and hands out', async () => {
  const { id } = await committed(system, drand);
  system.at(at.due);
  expect(await carryOut(id)).toEqual({ outcome: 'succeeded', dueAt: at.due });
  expect(system.deps.beacons.asked).toEqual([round]);
  expect(await batchOf(id)).toMatchObject({ status: 'dispatched', beacon: { round, signature } });
});

test('with both sources it waits for the later one and takes the beacon then', async () => {
  const { id } = await committed(system, combined);
  await commitAll(system, id);
  system.at(at.reveal);
  await revealAll(system, id);
  system.at(at.before);
  let questions = 0;
  const { outcome, dueAt } = await carryOut(id, (task) => {
    if (task !== 'take-randomness') return;
    questions += 1;
    if (questions > 1) system.at(at.due);
  });
  expect([outcome, dueAt, questions, system.deps.beacons.asked]).toEqual(['succeeded', at.due, 2, [round]]);
  expect(await batchOf(id)).toMatchObject({ status: 'dispatched' });
});

test('relays that give nothing are asked for hours, then the public reads since when, and the next attempt takes what comes', async () => {
  const { id, number } = await committed(system, drand);
  system.deps.beacons.relays = { 'one.example': '超时', 'two.example': '签名无效' };
  system.at(at.due);
  expect((await carryOut(id)).outcome).toBe('failed');
  expect(system.deps.beacons.asked).toHaveLength(73);
  const { process } = await batchOf(id);
  expect(process).toMatchObject({ failedTask: 'take-randomness', transient: true });
  expect(process?.reason).toContain(`未能取得第 ${round} 轮公共随机数`);
  expect((await publicDraw(system, number)).stalled?.reason).toBe(process?.reason);

  system.deps.beacons.relays = { 'one.example': '超时', 'two.example': 'sound' };
  expect(await system.runJob('resume-draws')).toMatchObject({ started: 1 });
  expect((await carryOut(id)).outcome).toBe('succeeded');
  expect(await batchOf(id)).toMatchObject({ status: 'dispatched' });
});
