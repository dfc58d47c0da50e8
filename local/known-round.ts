import { roundTime } from '../shared/draw/quicknet.ts';

/**
 * A round of the public beacon that was published on the afternoon of 21 April 2026: what the League of Entropy signed,
 * not anything of ours, and checked with its key like every other. A demonstration whose clock begins that morning can
 * draw by it where there is no network.
 */
export const knownRound = {
  round: 27985651,
  signature: 'b3548e49211c5285c23420d01f4be07ef60d55680f1d609191524aa3e4089360ad869393f6a7b28451617e3acbf0c58f',
} as const;

/** When it was made: 16:31:57 in Shanghai. */
export const knownRoundDue = roundTime(knownRound.round);

/** 09:00 of that day in Shanghai. */
export const demoBegins = new Date('2026-04-21T01:00:00.000Z');
