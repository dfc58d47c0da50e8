import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expiringFolders } from '../shared/platform/kept-files.ts';

const dayMs = 86_400_000;

/**
 * Removes what expires of the files of one machine, as the bucket's lifecycle does in the cloud. Files are as old as the
 * machine says, whatever the development clock shows. Answers how many went.
 */
export async function expireFiles(blobs: string, now: Date): Promise<number> {
  let expired = 0;
  for (const [folder, days] of Object.entries(expiringFolders)) {
    const entries = await readdir(join(blobs, folder), { recursive: true, withFileTypes: true }).catch(noneIfAbsent);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || now.getTime() - (await stat(path)).mtimeMs < days * dayMs) continue;
      await rm(path, { force: true });
      expired += 1;
    }
  }
  return expired;
}

function noneIfAbsent(error: unknown): never[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
