import { settings } from '../../platform/settings.ts';
import type { PagePosition } from '../ports.ts';
import { move } from './decide-import.ts';
import { runDiscarding, type StagingDeps } from './import-jobs.ts';
import { importNotice } from './import-notices.ts';

const dayMs = 86_400_000;

/**
 * Gives up every import that nobody has activated within the days of `importExpiry` after its check, and tells its
 * department. One that is activated or discarded meanwhile stays what it became.
 */
export async function expireImports(deps: StagingDeps, now: Date): Promise<Record<string, number>> {
  const days = settings.importExpiry.value;
  let expired = 0;
  let from: PagePosition | undefined;
  do {
    const page = await deps.records.list({
      kind: 'import',
      index: 'byParent',
      partitions: ['import#staged'],
      page: { limit: 100, ...(from && { from }) },
    });
    for (const found of page.items) {
      const { value, meta } = found;
      // Nothing changes a checked import until it is activated or discarded.
      if (now.getTime() - Date.parse(meta.updatedAt) < days * dayMs) continue;
      const outcome = `校验完成后${days}天内没有生效，已自动放弃，名录未作任何改动；仍需导入的，请重新登记。`;
      const failure = `校验完成后${days}天内没有生效，已自动放弃`;
      const system = { id: 'system', department: value.department };
      const told = importNotice(value, 'import-expired', outcome, now);
      const given = await move(deps, found, 'discard', { failure }, [told], system, now);
      if (!given.ok) continue;
      await runDiscarding(deps, value.id, now);
      expired += 1;
    }
    from = page.next;
  } while (from);
  return { expired };
}
