import type { FailureKind } from '../../base/failures.ts';
import { commitFailures } from '../route.ts';

/** Why an act on a repair fails, whether its department or its subject does it. */
export const repairFailures = [
  ...commitFailures,
  'not-found',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'too-early',
  'informant-exposed',
] as const satisfies readonly FailureKind[];
