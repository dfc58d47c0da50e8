import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '../shared/api/openapi.ts';
import { toldHelp } from './help.ts';

// Writes docs/openapi.json from the contract table; with --check reports whether the committed one is up to date.
const file = new URL('../docs/openapi.json', import.meta.url);
const text = `${JSON.stringify(openApiDocument(), null, 1)}\n`;

const usage = `用法：npm run openapi [-- --check]
  由接口契约表生成 docs/openapi.json；--check 只核对它是否最新，不改动`;

if (toldHelp(usage)) {
  // Nothing else.
} else if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/openapi.json is not what the contract table says; run: npm run openapi');
    process.exit(1);
  }
} else {
  writeFileSync(file, text);
}
