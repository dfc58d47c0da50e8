import { profile } from './county-profile.ts';

/** The townships, sub-districts and fields of the county (GB/T 10114 codes). */
export const { townships } = profile;

export type Township = keyof typeof townships;
export const townshipCodes = Object.keys(townships) as [Township, ...Township[]];
