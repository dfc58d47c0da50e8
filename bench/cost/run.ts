import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { logger } from '../../functions/chain/logger.ts';
import { toldHelp } from '../../local/help.ts';
import { costPage } from './cost-page.ts';
import { measure } from './measure.ts';
import { searchPages } from './search-pages.ts';

const usage = `usage: npm run cost
  measures the demonstration county on the embedded database and writes docs/cost.md`;

async function writeCost(): Promise<void> {
  logger.setLogLevel('SILENT');
  const file = fileURLToPath(new URL('../../docs/cost.md', import.meta.url));
  writeFileSync(file, costPage(await measure(console.log), await searchPages(console.log)));
  console.log(`written: ${file}`);
}

if (!toldHelp(usage)) await writeCost();
