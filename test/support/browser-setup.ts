import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import type { LaunchOptions } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    browser: LaunchOptions;
  }
}

/**
 * The browser that the lockfile names, unpacked once into the temporary folder of a run, with its own libraries and with
 * a Chinese font: on a machine without one, text would be narrower than people see it, or have no width at all. Another
 * Chromium is used only where CHROMIUM_PATH names it. Fails when there is no browser: nothing is passed over.
 */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', { args: ['--no-sandbox'], ...(await browser(process.env.CHROMIUM_PATH)) });
}

async function browser(own: string | undefined): Promise<LaunchOptions> {
  if (own === undefined) return unpacked();
  if (!existsSync(own)) throw new Error(`CHROMIUM_PATH names ${own}, which is not there`);
  return { executablePath: own };
}

async function unpacked(): Promise<LaunchOptions> {
  const { resolve } = createRequire(import.meta.url);
  const packed = join(dirname(resolve('@sparticuz/chromium')), '../bin');
  const [executablePath, libraries] = await Promise.all([
    inflate(join(packed, 'chromium.br')),
    inflate(join(packed, 'al2023.tar.br')),
  ]);
  const fonts = join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts');
  return {
    executablePath,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(libraries, 'lib'),
      FONTCONFIG_PATH: fontSettings(fonts, dirname(executablePath)),
    },
  };
}

/** Writes what fontconfig reads, the given folder of fonts alone, and returns the folder to find it in. */
function fontSettings(fonts: string, temporary: string): string {
  const folder = join(temporary, 'fontconfig');
  mkdirSync(folder, { recursive: true });
  const folders = `<dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir>`;
  const doctype = '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?>\n${doctype}\n<fontconfig>${folders}</fontconfig>\n`);
  return folder;
}
