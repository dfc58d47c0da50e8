import { describe, expect, test } from 'vitest';
import { commitmentOf, secretOfDice } from '../../shared/draw/ceremony.ts';
import { manifestDigest } from '../../shared/draw/one/manifest.ts';
import { drawSeed } from '../../shared/draw/one/tickets.ts';
import { combinedRandomness } from '../../shared/draw/randomness.ts';
import { manifestIn } from '../../shared/verification/record-of.ts';
import { editManifest, type Forged, forged, otherHex, present, toldOf } from '../support/forged-draw.ts';
import { dice, round, type SourceKind, signatureOf } from '../support/published-source.ts';

const beacon = ({ draw }: Forged) => present(draw.beacon);
const notarySays = ({ draw }: Forged) => present(draw.ceremony?.reveals.find(({ party }) => party === 'notary'));
const notarySealed = ({ draw }: Forged) => present(draw.ceremony?.commitments.find(({ party }) => party === 'notary'));

/** Whoever forges the manifest, and everything that is computed from it and from the randomness. */
const reseed = ({ draw }: Forged) => {
  const manifest = manifestIn(present(draw.manifest));
  if (!manifest.ok) throw new Error(manifest.error.where);
  draw.digest = manifestDigest(manifest.value);
  draw.seed = drawSeed(draw.digest, present(draw.randomness));
};

/** The last hex digit of the signature, changed by one bit. */
const oneBit = (hex: string) => hex.slice(0, -1) + (Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16);

const cases: readonly (readonly [string, SourceKind, (draw: Forged) => void, string])[] = [
  [
    'one bit of the signature',
    'drand',
    (d) => void (beacon(d).signature = oneBit(present(beacon(d).signature))),
    `随机数（第 ${round} 轮）：不符，信标的签名不是有效的曲线点`,
  ],
  [
    'the signature of the round before, the randomness and the seed made anew',
    'drand',
    (d) => {
      beacon(d).signature = signatureOf(round - 1);
      d.draw.randomness = otherHex('round before');
      reseed(d);
    },
    `随机数（第 ${round} 轮）：不符，信标的签名不是公钥持有人对这一轮的签名`,
  ],
  [
    'the signature of another chain',
    'drand',
    (d) =>
      void (beacon(d).signature =
        'b09eacd45767c4d58306b98901ad0d6086e2663766f3a4ec71d00cf26f0f49eaf248abc7151c60cf419c4e8b37e80412'),
    `随机数（第 ${round} 轮）：不符，信标的签名不是公钥持有人对这一轮的签名`,
  ],
  [
    'a signature in capitals, which is another text for the same point',
    'drand',
    (d) => void (beacon(d).signature = present(beacon(d).signature).toUpperCase()),
    `随机数（第 ${round} 轮）：不符，信标的签名不是 96 位十六进制`,
  ],
  [
    'the signature left out',
    'drand',
    (d) => void delete beacon(d).signature,
    '随机数：不符，没有公布公共随机信标的签名',
  ],
  [
    'the randomness of the beacon',
    'drand',
    (d) => void (d.draw.randomness = otherHex('steered')),
    '随机数：不符，重新算出的随机数与公布的不同',
  ],
  [
    'another round beside that of the manifest',
    'drand',
    (d) => void (beacon(d).round = round - 1),
    '公示内容一致（公共随机信标 轮次）：不符，与抽取前公布的清单不一致',
  ],
  [
    'a round that was over when the manifest was published, in the manifest too, with its own signature',
    'drand',
    (d) => {
      const earlier = 32281667;
      editManifest(d, String(round), String(earlier));
      Object.assign(beacon(d), { round: earlier, signature: signatureOf(earlier), due: '2026-09-17T12:32:45.000Z' });
      d.draw.randomness = '4fd2fc55983dbfa3f446d8a0bd56f16cc8c5e76afd1ec154b60d477cbabed13b';
      reseed(d);
    },
    '公示内容一致（公共随机信标 产生时间）：不符，时间先后颠倒',
  ],
  [
    'another chain in the manifest and beside it',
    'drand',
    (d) => {
      const { chain } = beacon(d);
      beacon(d).chain = otherHex('chain');
      editManifest(d, chain, beacon(d).chain);
      reseed(d);
    },
    `随机数（${otherHex('chain')}）：不符，清单约定的信标不是 drand quicknet`,
  ],
  [
    'another chain beside that of the manifest',
    'drand',
    (d) => void (beacon(d).chain = otherHex('chain')),
    '公示内容一致（公共随机信标 信标链）：不符，与抽取前公布的清单不一致',
  ],
  [
    'the time of the round',
    'drand',
    (d) => void (beacon(d).due = '2026-09-17T15:23:45.000Z'),
    '公示内容一致（公共随机信标 产生时间）：不符，与抽取前公布的清单不一致',
  ],
  [
    'a manifest published less than ten minutes before the round',
    'drand',
    (d) => void (d.draw.committedAt = '2026-09-17T15:13:43.000Z'),
    '公示内容一致（清单公布时间）：不符，清单公布后不足 10 分钟就开始产生随机数',
  ],
  [
    'a beacon said to be taken before it was made',
    'drand',
    (d) => void (beacon(d).takenAt = '2026-09-17T15:23:41.000Z'),
    '公示内容一致（公共随机信标 取得时间）：不符，时间先后颠倒',
  ],
  [
    'a source that the manifest does not name',
    'drand',
    (d) => void (d.draw.source = 'ceremony'),
    '公示内容一致（随机源）：不符，与抽取前公布的清单不一致',
  ],
  [
    'the signature beside the secrets',
    'combined',
    (d) => void (beacon(d).signature = signatureOf(round - 1)),
    `随机数（第 ${round} 轮）：不符，信标的签名不是公钥持有人对这一轮的签名`,
  ],
  [
    'the secrets put behind the beacon',
    'combined',
    (d) => {
      d.draw.randomness = combinedRandomness(otherHex('ceremony'), otherHex('beacon'));
      reseed(d);
    },
    '随机数：不符，重新算出的随机数与公布的不同',
  ],
  [
    'the ceremony left out where both were promised',
    'combined',
    (d) => void delete d.draw.ceremony,
    '随机数：不符，没有公布随机数的产生过程',
  ],
  [
    'one throw of the dice',
    'combined',
    (d) => void (notarySays(d).dice = `1${dice.slice(1)}`),
    '随机数（公证处）：不符，按骰子的点数算出的密数与公开的不同',
  ],
  [
    'one throw of the dice and the secret with it',
    'combined',
    (d) => {
      notarySays(d).dice = `1${dice.slice(1)}`;
      notarySays(d).secret = secretOfDice(`1${dice.slice(1)}`);
    },
    '随机数（公证处）：不符，公开的密数与其承诺不符',
  ],
  [
    'dice, secret and commitment of the notary',
    'combined',
    (d) => {
      notarySays(d).dice = `1${dice.slice(1)}`;
      notarySays(d).secret = secretOfDice(`1${dice.slice(1)}`);
      notarySealed(d).commitment = commitmentOf(notarySays(d).secret);
    },
    '随机数：不符，重新算出的随机数与公布的不同',
  ],
  [
    'a throw that no die has',
    'combined',
    (d) => void (notarySays(d).dice = `7${dice.slice(1)}`),
    '随机数（公证处）：不符，骰子的点数不是至少 50 次的 1 至 6',
  ],
  [
    'the dice left out',
    'combined',
    (d) => void delete notarySays(d).dice,
    '随机数（公证处）：不符，没有公布骰子的点数',
  ],
  [
    'dice of a department',
    'combined',
    (d) => void (present(d.draw.ceremony?.reveals[0]).dice = dice),
    '随机数（财政局）：不符，只有公证处掷骰子',
  ],
  [
    'the parties of two secrets exchanged',
    'combined',
    (d) => {
      const [one, two] = present(d.draw.ceremony).reveals;
      [present(one).secret, present(two).secret] = [present(two).secret, present(one).secret];
    },
    '随机数（财政局）：不符，公开的密数与其承诺不符',
  ],
  [
    'a commitment before the manifest',
    'combined',
    (d) => void (present(d.draw.ceremony?.commitments[0]).at = '2026-09-17T15:00:30.000Z'),
    '公示内容一致（承诺 财政局）：不符，时间先后颠倒',
  ],
  [
    'a secret that was opened after its time',
    'combined',
    (d) => void (present(d.draw.ceremony?.reveals[1]).at = '2026-09-17T15:21:00.000Z'),
    '公示内容一致（公开截止时间）：不符，时间先后颠倒',
  ],
  [
    'a beacon that was made before the secrets were due',
    'combined',
    (d) => void (present(d.draw.ceremony).revealBy = '2026-09-17T15:25:00.000Z'),
    '公示内容一致（公共随机信标 产生时间）：不符，时间先后颠倒',
  ],
];

describe('a forgery of the beacon, of the ceremony, or of both is caught, and what was forged is told', () => {
  test.each(cases)('%s (%s)', (_, source, forge, told) => {
    expect(toldOf(forge, source)).toContain(told);
  });
});

test.each(['drand', 'combined'] as const)('a draw by %s that nobody forged is verified', (source) => {
  expect(forged(() => undefined, source)).toEqual({ verdict: 'verified', faults: [] });
});

test('the order in which secrets and commitments are listed means nothing', () => {
  const turned = forged(({ draw }) => {
    draw.ceremony?.reveals.reverse();
    draw.ceremony?.commitments.reverse();
  }, 'combined');
  expect(turned.verdict).toBe('verified');
});
