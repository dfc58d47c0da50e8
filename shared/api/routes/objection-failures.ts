import type { FailureKind } from '../../base/failures.ts';
import { commitFailures } from '../route.ts';

/** Why an act on an objection fails, whether its department or its subject does it. */
export const objectionFailures = [
  ...commitFailures,
  'not-found',
  'illegal-transition',
  'not-ready',
  'same-person',
] as const satisfies readonly FailureKind[];
