/** The departments, and perhaps a notary, that seal a secret each before the deadline and open it after. */
export interface CeremonySource {
  readonly parties: readonly string[];
  readonly deadline: string;
}

/** A round of a public beacon that is still to come. */
export interface BeaconSource {
  readonly chain: string;
  readonly round: number;
}

/** Where the randomness will come from; named in the manifest before it exists. */
export type RandomnessSource =
  | ({ readonly kind: 'ceremony' } & CeremonySource)
  | ({ readonly kind: 'drand' } & BeaconSource)
  | ({ readonly kind: 'combined' } & BeaconSource & CeremonySource);
