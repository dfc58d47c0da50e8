/** In the order in which they are taken; `own` is by a slip, those after it by the batch's key. */
export const verificationStepNames = [
  'file',
  'record',
  'manifest',
  'randomness',
  'seed',
  'frame',
  'selection',
  'list',
  'people',
  'teams',
  'own',
  'key',
  'rows',
  'names',
  'turns',
  'order',
] as const;
export type VerificationStepName = (typeof verificationStepNames)[number];

/** One step of the verification. `where` names the frame, stratum, line, row or id at fault. */
export interface VerificationStep {
  readonly step: VerificationStepName;
  readonly outcome: 'passed' | 'failed' | 'not-checked';
  readonly where?: string;
  /** Why, in kebab case. */
  readonly reason?: string;
}

/** A file says what it has to say, but not in its one form: it was saved anew, and nothing in it was altered. */
export const formDiffers = 'form-differs';

export const passed = (step: VerificationStepName, where?: string): VerificationStep => ({
  step,
  outcome: 'passed',
  ...(where !== undefined && { where }),
});

export const failed = (step: VerificationStepName, reason: string, where?: string): VerificationStep => ({
  step,
  outcome: 'failed',
  ...(where !== undefined && { where }),
  reason,
});

export const notChecked = (step: VerificationStepName, reason: string, where?: string): VerificationStep => ({
  step,
  outcome: 'not-checked',
  ...(where !== undefined && { where }),
  reason,
});
