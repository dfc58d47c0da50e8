import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../shared/base/result.ts';
import { frameNameOf, isBeside } from '../shared/verification/file-names.ts';

const chunkBytes = 1 << 20;

/** How the lines of a file are read, in chunks and as often as they are asked for. */
type Reader<F> = (chunks: () => Iterable<Uint8Array>) => F;

/** The frame files beside a record: those in `frames`, where none is named. */
export function frameFilesOf<F>(
  record: string,
  named: readonly string[],
  read: Reader<F>,
): Result<ReadonlyMap<string, F>, string> {
  const beside = join(dirname(record), 'frames');
  return filesIn(named.length === 0 && existsSync(beside) ? [beside] : named, read);
}

/**
 * The named frame files, or those of a named folder, by frame name. A file is named after its frame, or is a copy of one
 * that is.
 */
export function filesIn<F>(sources: readonly string[], read: Reader<F>): Result<ReadonlyMap<string, F>, string> {
  const files = new Map<string, F>();
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
        read(() => chunksOf(path)),
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
