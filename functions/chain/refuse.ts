import type { Failure } from '../../shared/base/failures.ts';
import type { HttpAnswer } from './responses.ts';

/** The answer to a refused request. The words of all failures are loaded by the first one. */
export const refuse = async (failure: Failure): Promise<HttpAnswer> => (await import('./problem.ts')).problem(failure);
