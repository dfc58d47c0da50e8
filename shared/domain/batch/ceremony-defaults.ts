/** The public facts of a ceremony that concern its deadlines. */
export interface CeremonyStanding<P extends string> {
  readonly parties: readonly P[];
  readonly commitBy: string;
  readonly revealBy: string;
  readonly commitments: readonly { readonly party: string }[];
  readonly reveals: readonly { readonly party: string }[];
}

/** Parties that missed the deadline for their commitment or secret: named publicly at once. */
export interface DefaultedParties<P extends string> {
  readonly notCommitted: readonly P[];
  readonly notRevealed: readonly P[];
}

export function defaultedParties<P extends string>(
  { parties, commitBy, revealBy, commitments, reveals }: CeremonyStanding<P>,
  now: Date,
): DefaultedParties<P> {
  const late = (instant: string) => now.getTime() > Date.parse(instant);
  const missingIn = (said: readonly { readonly party: string }[]) =>
    parties.filter((party) => !said.some((each) => each.party === party));
  const silent = missingIn(commitments);
  return {
    notCommitted: late(commitBy) ? silent : [],
    // If a commitment is missing, nobody else was allowed to reveal.
    notRevealed: late(revealBy) && silent.length === 0 ? missingIn(reveals) : [],
  };
}
