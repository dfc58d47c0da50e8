import { describe, expect, test } from 'vitest';
import { type Manifest, manifestDigest, manifestText } from '../../shared/draw/one/manifest.ts';
import { quicknet } from '../../shared/draw/quicknet.ts';
import type { EarlierDrawDocument } from '../../shared/public/earlier-draw-schemas.ts';
import { checkRecord } from '../../shared/verification/check-record.ts';

const { chain } = quicknet;
/** Round 1000 is due 2997 seconds after the first one, which was made at 15:09:27 on 23 August 2023. */
const manifest: Manifest = {
  spec: 'suiji-draw/1',
  batch: '41142220230823-1',
  randomness: { kind: 'drand', chain, round: 1000 },
  frames: [],
  matching: { perDepartment: 2, window: { from: '2023-09-01', to: '2023-09-30' } },
};

/** A draw that waits for its beacon, as the portal shows it. */
const committed: EarlierDrawDocument = {
  number: '41142220230823-1',
  title: '抽查',
  department: 'SCJG',
  departments: [],
  entries: [],
  repeats: [],
  window: { from: '2023-09-01', to: '2023-09-30' },
  listPublicity: '公示名单',
  status: 'committed',
  frozenAt: '2023-08-23T15:00:00.000Z',
  committedAt: '2023-08-23T15:10:00.000Z',
  manifest: manifestText(manifest),
  digest: manifestDigest(manifest),
  source: 'drand',
  beacon: { chain, round: 1000, due: '2023-08-23T15:59:24.000Z' },
  frames: [],
  inspectorFrames: [],
  teamChanges: 0,
  reserves: [],
};

const stepOf = (change: Partial<EarlierDrawDocument>) => {
  const draw = { ...committed, ...change };
  return checkRecord({ format: 'suiji-draw-record/1', fingerprint: '', draw }, manifest);
};
const beacon = { chain, round: 1000, due: '2023-08-23T15:59:24.000Z' };

describe('what a record shows of a beacon', () => {
  test('is the round of its manifest and the time at which that round is made', () => {
    expect(stepOf({})).toEqual({ step: 'record', outcome: 'passed' });
  });

  test.each<[string, Partial<EarlierDrawDocument>, string, string]>([
    ['another round', { beacon: { ...beacon, round: 1001 } }, 'beacon round', 'differs-from-manifest'],
    ['another chain', { beacon: { ...beacon, chain: 'c'.repeat(64) } }, 'beacon chain', 'differs-from-manifest'],
    ['a later time', { beacon: { ...beacon, due: '2023-08-23T15:59:27.000Z' } }, 'beacon due', 'differs-from-manifest'],
    ['no beacon', { beacon: undefined }, 'beacon chain', 'differs-from-manifest'],
    ['another source', { source: 'combined' }, 'source', 'differs-from-manifest'],
    [
      'a digest made when the round was known',
      { committedAt: '2023-08-23T15:59:25.000Z' },
      'beacon due',
      'out-of-order',
    ],
    ['a seed before there is randomness', { seed: 'd'.repeat(64) }, 'committed seed', 'part-too-early'],
  ])('cannot be %s', (_, change, where, reason) => {
    expect(stepOf(change)).toEqual({ step: 'record', outcome: 'failed', where, reason });
  });
});
