import type { RecordKind } from '../../shared/platform/records.ts';
import type { UnitOfWork } from '../../shared/use-cases/ports/unit-of-work.ts';

/**
 * The same work, in which somebody else acts once everything was read and judged, and before the first commit of it, or of
 * a record of this kind: what two people at once come to, without chance.
 */
export function meanwhile(work: UnitOfWork, act: () => Promise<unknown>, kind?: RecordKind): UnitOfWork {
  let happened = false;
  return {
    ...work,
    commit: async (changes) => {
      const isIt = kind === undefined || changes.some((each) => 'kind' in each && each.kind === kind);
      if (isIt && !happened) {
        happened = true;
        await act();
      }
      return work.commit(changes);
    },
  };
}
