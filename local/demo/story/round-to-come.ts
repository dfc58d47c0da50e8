import * as z from 'zod';

/** A round of the public beacon that is still to be made, by the clock of the system, and can be had when it is. */
export interface RoundToCome {
  readonly round: number;
  readonly due: Date;
}

const Rounds = z.array(z.object({ round: z.int(), due: z.iso.datetime() }));

/** What the relay of this machine will have next; undefined where it has nothing more or the system has no such relay. */
export async function roundToCome(issuerUrl: string): Promise<RoundToCome | undefined> {
  const answer = await fetch(`${issuerUrl}/relay`);
  if (answer.status === 404) return undefined;
  const [next] = Rounds.parse(await answer.json());
  return next && { round: next.round, due: new Date(next.due) };
}
