import { type BlobUse, folderOf } from '../../shared/platform/kept-files.ts';
import type { Blobs } from '../../shared/use-cases/ports/blobs.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * The dependencies with the files that a step or job declares and no others. In the cloud its role has the same rights;
 * here they hold on one machine and in every test as well, so that a declaration that lacks a folder is noticed.
 */
export const withDeclaredBlobs = (deps: Dependencies, who: string, declared: BlobUse = {}): Dependencies => ({
  ...deps,
  blobs: declaredBlobs(deps.blobs, who, declared),
});

function declaredBlobs(blobs: Blobs, who: string, declared: BlobUse): Blobs {
  const allowed = (key: string, needed: 'read' | 'write'): string => {
    const folder = folderOf(key);
    const use = folder && declared[folder];
    if (use === 'write' || use === needed) return key;
    throw new Error(`${who} does not declare to ${needed} ${folder ?? `the folder of ${key}`}`);
  };
  return {
    put: async (key, ...given) => blobs.put(allowed(key, 'write'), ...given),
    putNew: async (key, ...given) => blobs.putNew(allowed(key, 'write'), ...given),
    async *open(key, range) {
      yield* blobs.open(allowed(key, 'read'), range);
    },
    stat: async (key) => blobs.stat(allowed(key, 'read')),
    uploadUrl: async (key, ...given) => blobs.uploadUrl(allowed(key, 'write'), ...given),
    downloadUrl: async (key, ...given) => blobs.downloadUrl(allowed(key, 'read'), ...given),
  };
}
