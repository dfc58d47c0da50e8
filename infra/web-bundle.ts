import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { artefactReadme } from '../shared/verification/artefact-readme.ts';
import { countyProfile } from './county-profile.ts';

const root = resolve(import.meta.dirname, '..');

/** Where the files lie that browsers and visitors get; the steps that serve them name them as assets. */
export const webFolder = 'dist/web';

export interface WebFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The draw's one file that touches the platform is exchanged for one that runs where there is no node:crypto. */
const browserHash: Plugin = {
  name: 'browser-hash',
  setup({ onResolve }) {
    onResolve({ filter: /\/sha256\.ts$/ }, ({ resolveDir, path }) =>
      resolve(resolveDir, path) === join(root, 'shared/draw/sha256.ts')
        ? { path: join(root, 'web/portal/verification/sha256.ts') }
        : undefined,
    );
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
  write: false,
} as const satisfies BuildOptions;

/** How code of the project is built for a browser; tests build other entries the same way. */
export const forBrowser = {
  ...shared,
  platform: 'browser',
  target: ['chrome110', 'firefox115', 'safari16.4'],
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [browserHash, countyProfile],
} as const satisfies BuildOptions;

/** One file that Node ≥ 20 runs by itself. Not minified: whoever does not trust it can read it. */
const forNode = {
  ...shared,
  platform: 'node',
  target: 'node20',
  plugins: [countyProfile],
} as const satisfies BuildOptions;

const bundles: Readonly<Record<string, BuildOptions>> = {
  'verify.js': { ...forBrowser, entryPoints: ['web/portal/verification/main.tsx'] },
  'verify-worker.js': { ...forBrowser, entryPoints: ['web/portal/verification/worker.ts'] },
  'suiji-verify.mjs': { ...forNode, entryPoints: ['verify/run.ts'] },
};

/** Builds what the portal serves to browsers and visitors into `dist/web`. */
export async function buildWeb(outdir = join(root, webFolder)): Promise<readonly WebFile[]> {
  mkdirSync(outdir, { recursive: true });
  const files: WebFile[] = [];
  const keep = (name: string, contents: Uint8Array): void => {
    writeFileSync(join(outdir, name), contents);
    const sha256 = createHash('sha256').update(contents).digest('hex');
    files.push({ name, bytes: contents.length, sha256 });
  };
  for (const [name, options] of Object.entries(bundles)) {
    const { outputFiles = [] } = await build({ ...options, outfile: name });
    for (const { contents } of outputFiles) keep(name, contents);
  }
  keep('README.md', new TextEncoder().encode(artefactReadme));
  return files;
}

export const webTable = (files: readonly WebFile[]): string =>
  files
    .map(({ name, bytes, sha256 }) => `${name.padEnd(24)}${`${(bytes / 1024).toFixed(1)} KB`.padStart(12)}  ${sha256}`)
    .join('\n');
