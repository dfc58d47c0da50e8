/** In the order in which they run; `file` and `record` check a published file as a whole. */
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

/** One step of the verification. `where` names the frame, stratum, line or id at fault. */
export interface VerificationStep {
  readonly step: VerificationStepName;
  readonly outcome: 'passed' | 'failed' | 'not-checked';
  readonly where?: string;
  /** Why, in kebab case. */
  readonly reason?: string;
}
