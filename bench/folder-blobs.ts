import { fileBlobs } from '../functions/adapters/file-blobs.ts';

/** The blob store of one machine, of which nobody asks for an address. */
export const folderBlobs = (folder: string) =>
  fileBlobs({ folder, baseUrl: () => '', key: 'bench', clock: () => new Date() });
