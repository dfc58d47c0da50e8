/** Parties, optionally including a notary, that each seal a secret before the deadline and reveal it after. */
export interface CeremonySource {
  readonly parties: readonly string[];
  readonly deadline: string;
}

/** A future round of a public beacon. */
export interface BeaconSource {
  readonly chain: string;
  readonly round: number;
}

/** The source of the randomness, named in the manifest in advance. */
export type RandomnessSource =
  | ({ readonly kind: 'ceremony' } & CeremonySource)
  | ({ readonly kind: 'drand' } & BeaconSource)
  | ({ readonly kind: 'combined' } & BeaconSource & CeremonySource);
