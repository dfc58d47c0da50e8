import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { countyProfile } from './county-profile.ts';
import { allFunctions, type FunctionDefinition } from './functions.ts';
import { withoutLeftOut, withoutOtherServices } from './left-out.ts';
import { buildWeb, webTable } from './web-bundle.ts';

const root = resolve(import.meta.dirname, '..');
export const distOf = (name: string): string => join(root, 'dist', name);

/** What every cold start loads; dynamic imports are paid for by the request that needs them. */
export const hotBudget = 480 * 1024;

export interface BundleSize {
  readonly name: string;
  /** Bytes of the entry and of everything it imports statically. */
  readonly hot: number;
  /** Bytes of all chunks. */
  readonly code: number;
  /** Bytes of the files the function serves. */
  readonly assets: number;
}

const options = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  minify: true,
  // Chinese text stays as it is: escaped it would be twice as long.
  charset: 'utf8',
  metafile: true,
  legalComments: 'none',
  logLevel: 'error',
  // CommonJS dependencies ask for Node's own modules by require, which an ES module does not have. The minifier does not
  // see this line: a short name here would sooner or later be one of its own.
  banner: {
    js: "import{createRequire as bannerCreateRequire}from'node:module';const require=bannerCreateRequire(import.meta.url);",
  },
} as const satisfies BuildOptions;

/**
 * Adapters that are imported when they are needed are built apart, beside the function. In one build the library code
 * that their clients share with the database's would move whole into what every cold start loads: 17 KB it never uses.
 */
function adaptersApart(found: Set<string>): Plugin {
  return {
    name: 'adapters-apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/adapters\/[a-z0-9-]+\.ts$/ }, ({ kind, path }) => {
        if (kind !== 'dynamic-import') return undefined;
        const name = basename(path, '.ts');
        found.add(name);
        return { path: `./${name}.mjs`, external: true };
      });
    },
  };
}

/** Builds one function into dist/<name>/: `index.mjs`, its chunks, its lazy adapters and its assets. */
export async function bundle({ name, entry, assets }: FunctionDefinition, outdir = distOf(name)): Promise<BundleSize> {
  rmSync(outdir, { recursive: true, force: true });
  const lazy = new Set<string>();
  const { metafile } = await build({
    ...options,
    entryPoints: { index: entry },
    outdir,
    plugins: [adaptersApart(lazy), withoutLeftOut, withoutOtherServices, countyProfile],
  });
  const apart = await builtAdapters([...lazy].toSorted());
  for (const { path, contents } of apart) {
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    writeFileSync(join(outdir, path), contents);
  }
  for (const asset of assets) {
    const target = join(outdir, 'assets', basename(asset));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, asset), target);
  }
  return {
    name,
    hot: staticClosure(metafile, relative(root, join(outdir, 'index.mjs'))),
    code: [
      ...Object.values(metafile.outputs).map(({ bytes }) => bytes),
      ...apart.map(({ contents }) => contents.length),
    ].reduce((sum, bytes) => sum + bytes, 0),
    assets: assets.reduce((sum, asset) => sum + statSync(join(root, asset)).size, 0),
  };
}

const adapters = new Map<string, Promise<readonly BuiltFile[]>>();

interface BuiltFile {
  /** From the folder of the function. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/** Nearly every function has the same: they are built once in a run. */
function builtAdapters(names: readonly string[]): Promise<readonly BuiltFile[]> {
  const key = names.join(' ');
  const built = adapters.get(key) ?? buildAdapters(names);
  adapters.set(key, built);
  return built;
}

async function buildAdapters(names: readonly string[]): Promise<readonly BuiltFile[]> {
  if (names.length === 0) return [];
  const entryPoints = names.map((name) => ({ in: `functions/adapters/${name}.ts`, out: name }));
  const outdir = distOf('adapters');
  const { outputFiles } = await build({
    ...options,
    entryPoints,
    outdir,
    plugins: [withoutLeftOut, countyProfile],
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({ path: relative(outdir, path), contents }));
}

function staticClosure({ outputs }: Metafile, entry: string): number {
  const seen = new Set<string>();
  const visit = (path: string): number => {
    const output = outputs[path];
    if (!output || seen.has(path)) return 0;
    seen.add(path);
    const needed = output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    return needed.reduce((sum, { path: next }) => sum + visit(next), output.bytes);
  };
  return visit(entry);
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`.padStart(12);

export const sizeTable = (sizes: readonly BundleSize[]): string =>
  [
    `${'function'.padEnd(24)}${'hot'.padStart(12)}${'all code'.padStart(12)}${'assets'.padStart(12)}`,
    ...sizes.map(({ name, hot, code, assets }) =>
      [
        name.padEnd(24),
        kilobytes(hot),
        kilobytes(code),
        kilobytes(assets),
        hot > hotBudget ? '  over budget' : '',
      ].join(''),
    ),
  ].join('\n');

/** Builds the web files and the functions that are named, or all, and fails when one is over the budget. */
async function main(wanted: readonly string[]): Promise<void> {
  const chosen = allFunctions.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const web = await buildWeb();
  const sizes: BundleSize[] = [];
  for (const definition of chosen) sizes.push(await bundle(definition));
  writeFileSync(join(root, 'dist', 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  // Standard error, because the CDK command line reads what a build prints.
  console.error(`${sizeTable(sizes)}\n\n${webTable(web)}`);
  const heavy = sizes.filter(({ hot }) => hot > hotBudget).map(({ name }) => name);
  if (heavy.length > 0) {
    console.error(`Over ${hotBudget / 1024} KB: ${heavy.join(', ')}. Import what not every request needs by import().`);
    process.exitCode = 1;
  }
}

const usage = `usage: npm run bundle [-- NAME …]
  bundles the web files and the named functions, or all, into dist/, and enforces the size budget`;

if (import.meta.main) {
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) console.log(usage);
  else await main(words);
}
