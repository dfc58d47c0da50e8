import type * as z from 'zod';
import type { Clock } from '../shared/use-cases/ports/time.ts';

/** The only reader of the environment. A missing or malformed variable stops the function at its first request, by name. */
export function readEnvironment<S extends z.ZodType>(schema: S): z.output<S> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`environment is not complete: ${wrong.join('; ')}`);
}

/** The only clock of the cloud; asked at each request. */
export const systemClock: Clock = () => new Date();
