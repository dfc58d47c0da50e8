import type { Contents } from '../../../shared/use-cases/ports/contents.ts';
import type { Staging } from '../../../shared/use-cases/ports/registry.ts';
import type { Db } from './client.ts';
import type { ImportStates } from './import-states.ts';
import type { NameTaker } from './unique-names.ts';

/** Only imports stage rows: the code for it is loaded by the first call. */
export function stagingWhenImporting(db: Db, states: ImportStates, unique: NameTaker): Staging {
  let made: Promise<Staging> | undefined;
  const staging = () => {
    made ??= import('./staging.ts').then(({ stagingOf }) => stagingOf(db, states, unique));
    return made;
  };
  return {
    current: async (...given) => (await staging()).current(...given),
    stage: async (...given) => (await staging()).stage(...given),
    staged: async (...given) => (await staging()).staged(...given),
    settle: async (...given) => (await staging()).settle(...given),
    discard: async (...given) => (await staging()).discard(...given),
    async *marks() {
      yield* (await staging()).marks();
    },
    mend: async (...given) => (await staging()).mend(...given),
  };
}

/** Only who verifies compares contents with events: the code for it is loaded by the first call. */
export function contentsWhenAsked(db: Db, states: ImportStates): Contents {
  let made: Promise<Contents> | undefined;
  const contents = () => {
    made ??= import('./contents.ts').then(({ contentsOf }) => contentsOf(db, states));
    return made;
  };
  return {
    rows: async (...given) => (await contents()).rows(...given),
    held: async (...given) => (await contents()).held(...given),
    importState: async (...given) => (await contents()).importState(...given),
    documents: async (...given) => (await contents()).documents(...given),
  };
}
