import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { reference } from '../../shared/api/routes/reference.ts';
import type { FileBody } from '../../shared/api/schemas.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** One of the step's files: beside the bundle in the cloud, where it lies in the project otherwise. */
export async function asset(name: string): Promise<FileBody> {
  const path = reference.assets.find((each) => basename(each) === name);
  if (path === undefined) throw new Error(`no asset ${name}`);
  const bundled = new URL(`./assets/${name}`, import.meta.url);
  const bytes = await readFile(existsSync(bundled) ? bundled : new URL(`../../${path}`, import.meta.url));
  return { mediaType: mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', bytes };
}
