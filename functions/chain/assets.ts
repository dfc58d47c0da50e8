import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Step } from '../../shared/api/route.ts';
import type { FileBody } from '../../shared/api/schemas.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

/** One of a step's files: beside the bundle in the cloud, where it lies in the project otherwise. */
export async function asset({ assets = [] }: Pick<Step, 'assets'>, name: string): Promise<FileBody> {
  const path = assets.find((each) => basename(each) === name);
  if (path === undefined) throw new Error(`no asset ${name}`);
  const bundled = new URL(`./assets/${name}`, import.meta.url);
  const bytes = await readFile(existsSync(bundled) ? bundled : new URL(`../../${path}`, import.meta.url));
  return { mediaType: mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', bytes };
}
