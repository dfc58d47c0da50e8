import type { Context } from 'aws-lambda';
import type { Dependencies } from '../dependencies.ts';
import { embeddedMeter, type JobMeter } from './job-meter.ts';

/** In the cloud a job or a task makes its dependencies at its first run, and tells its meter of each run that ended. */
export function jobOnLambda<I, O>(
  create: (deps: Dependencies) => (input: I, context: Context) => Promise<O>,
  load: () => Dependencies,
  meter: JobMeter = embeddedMeter(),
): (input: I, context: Context) => Promise<O> {
  let ready: ReturnType<typeof create> | undefined;
  return async (input, context) => {
    ready ??= create(load());
    const counts = await ready(input, context);
    meter(context.functionName, counts);
    return counts;
  };
}
