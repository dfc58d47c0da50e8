import type { KeptResponse, Requests } from '../../shared/use-cases/ports/requests.ts';

/** The idempotency port in memory, with the refusals of the real one. */
export function memoryRequests(): Requests {
  const kept = new Map<string, { bodyHash: string; until: number; response?: KeptResponse }>();
  return {
    async begin(claim, bodyHash, now) {
      const found = kept.get(claim);
      if (found && found.bodyHash !== bodyHash) return { state: 'other-body' };
      if (found?.response) return { state: 'done', response: found.response };
      if (found && found.until > now.getTime())
        return { state: 'running', freeAfterSeconds: Math.ceil((found.until - now.getTime()) / 1000) };
      kept.set(claim, { bodyHash, until: now.getTime() + 60_000 });
      return { state: 'new' };
    },
    async finish(claim, response) {
      const found = kept.get(claim);
      if (found) found.response = response;
    },
    async release(claim) {
      kept.delete(claim);
    },
  };
}
