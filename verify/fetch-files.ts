import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainId } from '../shared/base/primitives.ts';
import { err, ok, type Result } from '../shared/base/result.ts';
import { artefactReadme } from '../shared/verification/artefact-readme.ts';
import { fetchFrame, fetchRecord, portalAt } from '../shared/verification/fetch-draw.ts';

/** Downloads the published files of a draw: `draw.json`, `frames/<frame>.ndjson` and the README. */
export async function fetchFiles(
  { url, number, folder }: { readonly url: string; readonly number: string; readonly folder: string },
  tell: (line: string) => void,
): Promise<Result<{ readonly frames: number }, string>> {
  const record = await fetchRecord(portalAt(url), number);
  if (!record.ok) return err(record.error.detail);
  // A frame's name becomes a file name, and the server is not trusted.
  const strange = record.value.frames.find(({ frame }) => !PlainId.safeParse(frame).success);
  if (strange) return err(`抽样框名不合规范：${strange.frame}`);
  mkdirSync(join(folder, 'frames'), { recursive: true });
  writeFileSync(join(folder, 'draw.json'), record.value.text);
  writeFileSync(join(folder, 'README.md'), artefactReadme);
  tell(`✓ ${join(folder, 'draw.json')}`);
  for (const { frame, size } of record.value.frames) {
    const path = join(folder, 'frames', `${frame}.ndjson`);
    const problem = await writeFrame({ url, number }, frame, path);
    if (problem !== undefined) return err(problem);
    tell(`✓ ${path}  ${size} 行`);
  }
  return ok({ frames: record.value.frames.length });
}

async function writeFrame(
  { url, number }: { readonly url: string; readonly number: string },
  frame: string,
  path: string,
): Promise<string | undefined> {
  const file = createWriteStream(path);
  const pages = fetchFrame(portalAt(url), number, frame);
  try {
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) return page.value?.detail;
      if (!file.write(page.value.map((line) => `${line}\n`).join(''))) await once(file, 'drain');
    }
  } finally {
    file.end();
    await once(file, 'close');
  }
}
