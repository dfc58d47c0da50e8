/** In the order in which they are taken; `file` and `record` are about a published file as a whole. */
export const verificationStepNames = [
  'file',
  'record',
  'manifest',
  'randomness',
  'seed',
  'frame',
  'selection',
  'reserves',
  'visits',
  'list',
  'inspectors',
  'teams',
] as const;
export type VerificationStepName = (typeof verificationStepNames)[number];
