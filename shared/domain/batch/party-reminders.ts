import type { Batch } from './batch.ts';
import type { CeremonyParty } from './randomness.ts';

/** What a party still has to do: to commit before the first deadline, to reveal between the two. */
export type PartyDuty = 'commitment' | 'secret';

export interface PartyReminder {
  readonly party: CeremonyParty;
  readonly duty: PartyDuty;
  /** How near the deadline is, in minutes at most; each is told once. Undefined: the duty has just begun. */
  readonly within: number | undefined;
  /** The deadline; the duty is no longer possible after it. */
  readonly until: string;
}

/** A party is told when its duty begins, and a day, an hour and ten minutes before the deadline. */
const nearer = [10, 60, 24 * 60] as const;

/** What the parties of a batch's ceremony are to be told now. Of several marks that have passed only the nearest counts. */
export function partyReminders({ status, ceremony }: Pick<Batch, 'status' | 'ceremony'>, now: Date): PartyReminder[] {
  if (status !== 'committed' || !ceremony) return [];
  const { commitBy, revealBy, parts } = ceremony;
  const silent = parts.filter(({ commitment }) => commitment === undefined);
  const first = now.getTime() <= Date.parse(commitBy);
  const until = first ? commitBy : revealBy;
  const left = (Date.parse(until) - now.getTime()) / 60_000;
  // With a commitment missing after its deadline nobody may reveal: the parties that failed are named, and that is all.
  if (left < 0 || (!first && silent.length > 0)) return [];
  const owing = first ? silent : parts.filter(({ secret }) => secret === undefined);
  const within = nearer.find((minutes) => left <= minutes);
  return owing.map(({ party }) => ({ party, duty: first ? 'commitment' : 'secret', within, until }));
}
