import type { Result } from '../../shared/base/result.ts';
import { verifyBeacon } from '../../shared/draw/beacon.ts';
import { ceremonyRandomness, commitmentOf, notary, secretOfDice } from '../../shared/draw/ceremony.ts';
import { quicknet } from '../../shared/draw/quicknet.ts';
import { combinedRandomness } from '../../shared/draw/randomness.ts';
import type { RandomnessSource } from '../../shared/draw/randomness-source.ts';
import type { EarlierDrawDocument } from '../../shared/public/earlier-draw-schemas.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

export type SourceKind = RandomnessSource['kind'];

/** Where the randomness of a published draw comes from, what the record shows of it, and when everything happened. */
export interface PublishedSource {
  readonly source: RandomnessSource;
  readonly shown: Pick<EarlierDrawDocument, 'source' | 'ceremony' | 'beacon'>;
  readonly randomness: string;
  readonly times: Required<Pick<EarlierDrawDocument, 'frozenAt' | 'committedAt' | 'drawnAt' | 'dispatchedAt'>>;
}

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A round that was really published, with the one before it. */
export const round = 32285086;
export const signatureOf = (of: number): string => vectors.rounds.find((known) => known.round === of)?.signature ?? '';

/** What the notary threw: sixty throws. */
export const dice = '352614'.repeat(10);

const secretOf = (party: string) => (party === notary ? secretOfDice(dice) : commitmentOf(`secret of ${party}`));

function ceremonyOf(
  parties: readonly string[],
  day: string,
  [commitAt, commitBy, revealAt, revealBy]: readonly string[],
) {
  const at = (time = '') => `${day}T${time}:00.000Z`;
  return {
    parties: [...parties],
    commitBy: at(commitBy),
    revealBy: at(revealBy),
    commitments: parties.map((party) => ({ party, commitment: commitmentOf(secretOf(party)), at: at(commitAt) })),
    reveals: parties.map((party) => ({
      ...{ party, secret: secretOf(party), at: at(revealAt) },
      ...(party === notary && { dice }),
    })),
  };
}

const beacon = {
  ...{ chain: quicknet.chain, round, due: '2026-09-17T15:23:42.000Z', signature: signatureOf(round) },
  ...{ takenAt: '2026-09-17T15:23:50.000Z', relay: 'one.example' },
};
const beaconTimes = {
  frozenAt: '2026-09-17T15:00:00.000Z',
  committedAt: '2026-09-17T15:01:00.000Z',
  drawnAt: '2026-09-17T15:24:00.000Z',
  dispatchedAt: '2026-09-17T15:30:00.000Z',
};

/** The three sources of suiji-draw/1; the combined one with a notary. */
export function publishedSource(
  kind: SourceKind,
  combinedTimes: readonly string[] = ['15:05', '15:12', '15:15', '15:20'],
): PublishedSource {
  const ofBeacon = valueOf(verifyBeacon(beacon));
  const { chain } = quicknet;
  if (kind === 'drand')
    return {
      source: { kind, chain, round },
      shown: { source: kind, beacon },
      randomness: ofBeacon,
      times: beaconTimes,
    };
  const ceremony =
    kind === 'ceremony'
      ? ceremonyOf(['CZJ', 'SFJ'], '2026-11-23', ['01:30', '02:00', '02:10', '03:00'])
      : ceremonyOf(['CZJ', 'SFJ', notary], '2026-09-17', combinedTimes);
  const { parties, commitBy: deadline } = ceremony;
  const ofCeremony = valueOf(ceremonyRandomness({ ...ceremony, deadline }));
  if (kind === 'combined')
    return {
      source: { kind, chain, round, parties, deadline },
      shown: { source: kind, ceremony, beacon },
      randomness: combinedRandomness(ofBeacon, ofCeremony),
      times: beaconTimes,
    };
  return {
    source: { kind, parties, deadline },
    shown: { ceremony },
    randomness: ofCeremony,
    times: {
      frozenAt: '2026-11-23T01:00:00.000Z',
      committedAt: '2026-11-23T01:05:00.000Z',
      drawnAt: '2026-11-23T04:00:00.000Z',
      dispatchedAt: '2026-11-23T04:30:00.000Z',
    },
  };
}
