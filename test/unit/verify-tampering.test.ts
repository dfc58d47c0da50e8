import { describe, expect, test } from 'vitest';
import { manifestDigest } from '../../shared/draw/one/manifest.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { manifestIn } from '../../shared/verification/record-of.ts';
import {
  commitment,
  editManifest,
  expectCaught,
  type ForgeryCase,
  first,
  forged,
  linesOf,
  otherHex,
  present,
  published,
  reveal,
  second,
} from '../support/forged-draw.ts';
import { fileOf } from '../support/published-draw.ts';

const cases: readonly ForgeryCase[] = [
  [
    'the registry version of a frame row',
    (d) => linesOf(d, first).splice(3, 1, present(linesOf(d, first)[3]).replace('"version":1', '"version":2')),
    'frame',
    first,
    'root-differs',
  ],
  [
    'a row moved to another stratum',
    (d) => linesOf(d, first).splice(3, 1, present(linesOf(d, first)[3]).replace(/"stratum":"."/, '"stratum":"Z"')),
    'frame',
    first,
    'root-differs',
  ],
  [
    'the order of two rows',
    (d) => linesOf(d, first).splice(4, 2, present(linesOf(d, first)[5]), present(linesOf(d, first)[4])),
    'frame',
    `${first} line 6`,
    'line-out-of-order',
  ],
  [
    'a row that stands twice',
    (d) => linesOf(d, first).splice(4, 0, present(linesOf(d, first)[4])),
    'frame',
    `${first} line 6`,
    'duplicate-id',
  ],
  ['a row left out', (d) => linesOf(d, second).splice(7, 1), 'frame', second, 'root-differs'],
  [
    'a blank in a row',
    (d) => linesOf(d, first).splice(0, 1, present(linesOf(d, first)[0]).replace(',', ', ')),
    'frame',
    `${first} line 1`,
    'malformed-line',
  ],
  [
    'a quota in the manifest',
    (d) => editManifest(d, '"quota":4', '"quota":5'),
    'manifest',
    undefined,
    'digest-differs',
  ],
  [
    'the digest of the previous teams',
    (d) => editManifest(d, 'e'.repeat(64), 'f'.repeat(64)),
    'manifest',
    undefined,
    'digest-differs',
  ],
  [
    'the digest of the manifest',
    (d) => void (d.draw.digest = otherHex(present(d.draw.digest))),
    'manifest',
    undefined,
    'digest-differs',
  ],
  [
    'the manifest together with its digest',
    (d) => {
      editManifest(d, '"capacity":6', '"capacity":9');
      const manifest = manifestIn(present(d.draw.manifest));
      if (manifest.ok) d.draw.digest = manifestDigest(manifest.value);
    },
    'seed',
    undefined,
    'seed-differs',
  ],
  ['a blank in the manifest', (d) => editManifest(d, '{', '{ '), 'record', 'manifest', 'not-canonical'],
  [
    'something more in the manifest',
    (d) => editManifest(d, '{', '{"chosen":"by hand",'),
    'manifest',
    '/',
    'malformed-manifest',
  ],
  ['the seed', (d) => void (d.draw.seed = otherHex(present(d.draw.seed))), 'seed', undefined, 'seed-differs'],
  [
    'the randomness',
    (d) => void (d.draw.randomness = otherHex(present(d.draw.randomness))),
    'randomness',
    undefined,
    'randomness-differs',
  ],
  [
    'a commitment',
    (d) => void (commitment(d).commitment = otherHex('another secret')),
    'randomness',
    'CZJ',
    'secret-does-not-match',
  ],
  [
    'a revealed secret',
    (d) => void (reveal(d).secret = otherHex(reveal(d).secret)),
    'randomness',
    'CZJ',
    'secret-does-not-match',
  ],
  [
    'a secret revealed before the deadline',
    (d) => void (reveal(d).at = '2026-11-23T01:59:00.000Z'),
    'randomness',
    'CZJ',
    'revealed-early',
  ],
  [
    'a commitment after the deadline',
    (d) => void (commitment(d).at = '2026-11-23T02:01:00.000Z'),
    'randomness',
    'CZJ',
    'committed-late',
  ],
  ['a party left out', (d) => void d.draw.ceremony?.reveals.pop(), 'randomness', 'SFJ', 'not-revealed'],
  [
    'another deadline than the manifest names',
    (d) => void (present(d.draw.ceremony).commitBy = '2026-11-23T02:30:00.000Z'),
    'record',
    'ceremony commitBy',
    'differs-from-manifest',
  ],
];

describe('a forger who makes the fingerprint of the file anew is caught all the same, and what was forged is named: frames, manifest, randomness', () => {
  test.each(cases)('%s', (...forgery) => expectCaught(...forgery));
});

test('what is not forged is verified', () => {
  expect(forged(() => undefined)).toEqual({ verdict: 'verified', faults: [] });
});

test('a title, which nothing else depends on, is covered by the fingerprint', () => {
  const text = new TextDecoder().decode(fileOf(published)).replace('年末', '年初');
  const read = readRecordFile(new TextEncoder().encode(text));
  expect(read.ok && read.value.whole).toEqual({ step: 'file', outcome: 'failed', reason: 'fingerprint-differs' });
});
