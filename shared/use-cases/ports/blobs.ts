/** Thrown where a file that the records speak of is not there, or is not what they say: a broken store, no failure to answer. */
export class FileUnusable extends Error {
  override readonly name = 'FileUnusable';
}

/** Bytes of a file from `from` up to and without `to`; not empty. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Files: import files, reports, frames, evidence. Uploads and downloads go by a presigned address, not through the functions. */
export interface Blobs {
  put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    mediaType: string,
  ): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Writes a file unless there is one under the key; of two writers one is refused. Answers whether it was written. */
  putNew(key: string, body: Uint8Array, mediaType: string): Promise<boolean>;
  /** Reads a file, or a range of it; throws `FileUnusable` when it is not there. */
  open(key: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  stat(key: string): Promise<{ readonly bytes: number } | undefined>;
  uploadUrl(
    key: string,
    mediaType: string,
    maxBytes: number,
  ): Promise<{ readonly url: string; readonly expiresAt: string; readonly headers: Readonly<Record<string, string>> }>;
  downloadUrl(key: string, fileName: string): Promise<{ readonly url: string; readonly expiresAt: string }>;
}
