import * as z from 'zod';

/** A future round of the public beacon, by the system's clock, that will be available when it is due. */
export interface RoundToCome {
  readonly round: number;
  readonly due: Date;
}

const Rounds = z.array(z.object({ round: z.int(), due: z.iso.datetime() }));

/** The next round of this machine's relay; undefined if it has no more or the system has no such relay. */
export async function roundToCome(issuerUrl: string): Promise<RoundToCome | undefined> {
  const answer = await fetch(`${issuerUrl}/relay`);
  if (answer.status === 404) return undefined;
  const [next] = Rounds.parse(await answer.json());
  return next && { round: next.round, due: new Date(next.due) };
}
