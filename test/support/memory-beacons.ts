import type { RelayFault } from '../../shared/codes/draws.ts';
import type { Beacons, RelayAnswer } from '../../shared/use-cases/ports/beacons.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

export interface MemoryBeacons extends Beacons {
  /** What each relay does from now on: gives the published signature, something else, or nothing. */
  relays: Readonly<Record<string, RelayFault | { readonly signature: string } | 'sound'>>;
  /** The rounds that were asked for. */
  readonly asked: number[];
}

/** Relays that know the rounds that were really published, and of others say that there is nothing. */
export function memoryBeacons(): MemoryBeacons {
  const beacons: MemoryBeacons = {
    relays: { 'one.example': 'sound', 'two.example': 'sound' },
    asked: [],
    async *fetch(round): AsyncGenerator<RelayAnswer> {
      beacons.asked.push(round);
      for (const [relay, behaviour] of Object.entries(beacons.relays)) {
        if (typeof behaviour === 'object') yield { relay, ...behaviour };
        else if (behaviour !== 'sound') yield { relay, fault: behaviour };
        else yield answerOf(relay, round);
      }
    },
  };
  return beacons;
}

function answerOf(relay: string, round: number): RelayAnswer {
  const published = vectors.rounds.find((known) => known.round === round);
  return published ? { relay, signature: published.signature } : { relay, fault: '拒绝应答' };
}
