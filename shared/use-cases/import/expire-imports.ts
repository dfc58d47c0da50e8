import { expiredFailure } from '../../domain/import/registry-import.ts';
import { every } from '../every.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { move } from './decide-import.ts';
import { runDiscarding, type StagingDeps } from './import-jobs.ts';
import { importNotice } from './import-notices.ts';

const dayMs = 86_400_000;

/**
 * Gives up every import that nobody has had checked within the days of `importExpiry` after it was announced, or activated
 * within as many after its check, and tells its department. One that is activated or discarded meanwhile stays what it became.
 */
export async function expireImports(deps: StagingDeps, now: Date): Promise<Record<string, number>> {
  const { importExpiry: days } = await settingsAt(deps, now);
  let expired = await expireAnnounced(deps, days, now);
  const staged = every((page) => deps.records.list({ kind: 'import', in: 'staged', page }), 100);
  for await (const found of staged) {
    const { value, meta } = found;
    // Nothing changes a checked import until it is activated or discarded.
    if (now.getTime() - Date.parse(meta.updatedAt) < days * dayMs) continue;
    const failure = expiredFailure('校验完成后', days, '生效');
    const outcome = `${failure}，名录未作任何改动；仍需导入的，请重新登记。`;
    const system = { id: 'system', department: value.department };
    const told = importNotice(value, 'import-expired', outcome, now);
    const given = await move(deps, found, 'discard', { failure }, [told], system, now);
    if (!given.ok) continue;
    await runDiscarding(deps, value.id, now);
    expired += 1;
  }
  return { expired };
}

/** Nobody had the file checked, so that no registry is held and there is nothing to give up but the record. */
async function expireAnnounced(deps: StagingDeps, days: number, now: Date): Promise<number> {
  let expired = 0;
  const announced = every((page) => deps.records.list({ kind: 'import', in: 'announced', page }), 100);
  for await (const found of announced) {
    const { value } = found;
    if (now.getTime() - Date.parse(value.createdAt) < days * dayMs) continue;
    const failure = expiredFailure('登记后', days, '提交校验');
    const told = importNotice(value, 'import-expired', `${failure}；仍需导入的，请重新登记。`, now);
    const system = { id: 'system', department: value.department };
    if ((await move(deps, found, 'discard', { failure }, [told], system, now)).ok) expired += 1;
  }
  return expired;
}
