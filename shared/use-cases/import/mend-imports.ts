import { type ImportStatus, isDone } from '../../domain/import/states.ts';
import type { Records } from '../ports/records.ts';
import type { Staging } from '../ports/registry.ts';

interface MendDeps {
  readonly records: Pick<Records, 'find'>;
  readonly staging: Pick<Staging, 'marks' | 'mend'>;
}

/**
 * Proves that no import which is done has left a mark on a row, and mends what it finds. Readers go by the state of the
 * import, so that nobody saw anything wrong; but a row with a mark cannot be edited or imported again.
 *
 * @throws Error when rows carry the mark of an import that nobody knows: no rule says what is to become of them.
 */
export async function mendImports(deps: MendDeps): Promise<{ readonly marked: number; readonly mended: number }> {
  const statuses = new Map<string, ImportStatus | undefined>();
  const unknown = new Set<string>();
  let marked = 0;
  let mended = 0;
  for await (const marks of deps.staging.marks()) {
    marked += marks.length;
    for (const importId of new Set(marks.map((mark) => mark.importId))) {
      // Asked after its rows were read: of an import that is done by now, they have lost their marks by now.
      if (!statuses.has(importId)) statuses.set(importId, await statusOf(deps, importId));
      if (statuses.get(importId) === undefined) unknown.add(importId);
    }
    const left = marks.filter(({ importId }) => {
      const status = statuses.get(importId);
      return status !== undefined && isDone(status);
    });
    mended += await deps.staging.mend(left);
  }
  if (unknown.size > 0) throw new Error(`rows carry marks of unknown imports: ${[...unknown].join(', ')}`);
  return { marked, mended };
}

async function statusOf({ records }: MendDeps, importId: string): Promise<ImportStatus | undefined> {
  return (await records.find('import', importId))?.value.status;
}
