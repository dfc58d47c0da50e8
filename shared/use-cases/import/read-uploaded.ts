import { incrementalSha256 } from '../../platform/incremental-sha256.ts';
import { type Blobs, FileUnusable } from '../ports/blobs.ts';
import type { ReadSheets } from './read-sheets.ts';
import type { OpenTable, TabularFiles } from './tabular-files.ts';

/** The rows of an uploaded file, and the digest of the bytes that they were read from; none where it is gone or not what was announced. */
export async function readUploaded<Row>(
  { blobs, tabular }: { readonly blobs: Pick<Blobs, 'open'>; readonly tabular: Pick<TabularFiles, 'read'> },
  { blob, bytes }: { readonly blob: string; readonly bytes: number },
  read: (table: OpenTable) => Promise<ReadSheets<Row>>,
): Promise<{ readonly file: ReadSheets<Row>; readonly sha256: string | undefined }> {
  const nothing = { rows: [], remarks: [] };
  const hash = incrementalSha256();
  let total = 0;
  try {
    // Whatever reads the rows may stop before the end.
    for await (const chunk of blobs.open(blob)) {
      hash.update(chunk);
      total += chunk.length;
    }
    const sha256 = total === bytes ? hash.digest('hex') : undefined;
    if (sha256 === undefined) return { file: nothing, sha256 };
    const done = await tabular.read(() => blobs.open(blob), read);
    return { file: done.ok ? done.value : { ...nothing, failure: done.error.reason }, sha256 };
  } catch (error) {
    if (error instanceof FileUnusable) return { file: nothing, sha256: undefined };
    throw error;
  }
}
