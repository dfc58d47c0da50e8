import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { developmentClock } from '../../local/clock.ts';
import { demoBegins } from '../../local/known-round.ts';
import { createRelay } from '../../local/relay.ts';
import { verifyBeacon } from '../../shared/draw/beacon.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

const chain = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';
const published = vectors.rounds.find(({ round }) => round === 27985651);
// 1692803367 + 27985650 × 3 seconds after 1970.
const due = '2026-04-21T08:31:57.000Z';
const before = '2026-04-21T08:31:56.999Z';

const asked = (now: string, path: string) => {
  const answer = createRelay(() => new Date(now))(path);
  return answer && [answer.statusCode, JSON.parse(answer.body)];
};

describe('the relay of the demonstration', () => {
  const path = `/relay/${chain}/public/27985651`;

  test('hands on the round that was published, and no relay has it before its time', () => {
    expect(asked(due, path)).toEqual([200, { round: 27985651, signature: published?.signature }]);
    expect(asked(before, path)?.[0]).toBe(425);
    expect(verifyBeacon({ round: 27985651, signature: published?.signature ?? '' }).ok).toBe(true);
  });

  test('says which round is to come, and after it that there is none', () => {
    expect(asked(before, '/relay')).toEqual([200, [{ round: 27985651, due }]]);
    expect(asked(due, '/relay')).toEqual([200, []]);
    expect(demoBegins < new Date(due)).toBe(true);
  });

  test('knows nothing of other rounds and other chains', () => {
    for (const other of [`/relay/${chain}/public/27985652`, `/relay/${'0'.repeat(64)}/public/27985651`, '/relays'])
      expect(asked(due, other)).toBeUndefined();
  });
});

describe('a clock that is told where to begin', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'suiji-clock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const clock = (begin?: Date) => developmentClock(join(folder, 'clock.json'), begin);
  const april = new Date('2026-04-21T01:00:00.000Z');
  const minutesAfter = (time: Date, start: Date) => (time.getTime() - start.getTime()) / 60_000;

  test('begins there, in the past of the machine too, and goes on from there in the next process', () => {
    expect(minutesAfter(clock(april).now(), april)).toBeLessThan(5);
    const again = clock();
    expect(again.began).toEqual(april);
    expect(minutesAfter(again.now(), april)).toBeLessThan(5);
  });

  test('is put forward and never back, not by being told again where to begin', () => {
    const may = new Date('2026-05-04T01:00:00.000Z');
    expect(clock(april).forwardTo(may)).toBe(true);
    const again = clock(april);
    expect(again.forwardTo(april)).toBe(false);
    expect(minutesAfter(again.now(), may)).toBeGreaterThanOrEqual(0);
  });

  test('begins with the time of the machine where nothing is said', () => {
    const { began, now } = clock();
    expect(began).toBeUndefined();
    expect(Math.abs(minutesAfter(now(), new Date()))).toBeLessThan(5);
  });
});
