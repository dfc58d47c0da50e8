import { ok, type Result } from '../../shared/base/result.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import type { Stored } from '../../shared/use-cases/ports/records.ts';

/** A task or a visit with its version. */
export const versioned = <T>({ value, meta }: Stored<T>) => ({
  ...value,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

export const shownVisit = <F>(visit: Result<Stored<Visit>, F>) => (visit.ok ? ok(versioned(visit.value)) : visit);
