/*
 * The kinds by which records state what a change does to draws. Apart from the rules, which whoever only reads records does
 * not load.
 */

/** What the matching may read otherwise of a person. */
export const matchedKinds = [
  'joins',
  'certificate',
  'scope',
  'qualifications',
  'leading',
  'capacity',
  'station',
  'recusals',
  'fields',
  'term',
] as const;
export type MatchedKind = (typeof matchedKinds)[number];

/** What a change takes away of what frames read, or how people are matched otherwise by it. */
export const takenKinds = [
  'supervision',
  'status',
  'class',
  'kind',
  'township',
  'industry',
  'labels',
  'applies',
  'superseded',
  'requirements',
  ...matchedKinds,
] as const;
export type TakenKind = (typeof takenKinds)[number];
