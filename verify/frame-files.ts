import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../shared/base/result.ts';
import { frameNameOf, isBeside } from '../shared/verification/file-names.ts';
import { type FrameFile, frameFile } from '../shared/verification/frame-file.ts';

const chunkBytes = 1 << 20;

/** The lines of frame files by frame name; each can be read repeatedly, and is read in chunks. */
export type FrameFiles = ReadonlyMap<string, FrameFile>;

/**
 * The named frame files, those of a named folder, or those in `frames` beside the record. A file is named after its
 * frame, or is a copy of one that is.
 */
export function frameFilesOf(record: string, named: readonly string[]): Result<FrameFiles, string> {
  const beside = join(dirname(record), 'frames');
  const sources = named.length === 0 && existsSync(beside) ? [beside] : named;
  const files = new Map<string, FrameFile>();
  for (const source of sources) {
    if (!existsSync(source)) return err(`找不到 ${source}。`);
    const isFolder = statSync(source).isDirectory();
    const paths = isFolder ? readdirSync(source).map((name) => join(source, name)) : [source];
    for (const path of paths) {
      const frame = frameNameOf(basename(path));
      if (frame === undefined) {
        if (isFolder || isBeside(basename(path))) continue;
        return err(`${path} 不是抽样框文件（应为“抽样框名.ndjson”）。`);
      }
      if (files.has(frame)) return err(`抽样框 ${frame} 给了两个文件。`);
      files.set(
        frame,
        frameFile(() => chunksOf(path)),
      );
    }
  }
  return ok(files);
}

function* chunksOf(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(chunkBytes);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) yield buffer.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
