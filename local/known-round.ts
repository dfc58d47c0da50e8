import { roundTime } from '../shared/draw/quicknet.ts';

/**
 * A round of the public beacon published on the afternoon of 21 April 2026: signed by the League of Entropy, not by us,
 * and verified with its key like any other. A demonstration whose clock starts that morning can draw with it without a
 * network.
 */
export const knownRound = {
  round: 27985651,
  signature: 'b3548e49211c5285c23420d01f4be07ef60d55680f1d609191524aa3e4089360ad869393f6a7b28451617e3acbf0c58f',
} as const;

/** The time of the round: 16:31:57 in Shanghai. */
export const knownRoundDue = roundTime(knownRound.round);

/** 09:00 of that day in Shanghai. */
export const demoBegins = new Date('2026-04-21T01:00:00.000Z');
