import { toldHelp } from '../local/help.ts';
import coldStart from './cold-start.ts';
import dispatch from './dispatch.ts';
import drawObjects from './draw.ts';
import importFiles from './import.ts';
import matchTeamsBench from './match.ts';

// `npm run bench [NAME …]` prints each figure next to a peer's, or a limit, measured in the same run.
const benches = {
  draw: drawObjects,
  import: importFiles,
  match: matchTeamsBench,
  dispatch,
  'cold-start': coldStart,
} as const;

const usage = `usage: npm run bench [-- NAME …]
  prints each figure next to a peer's, or a limit, measured in the same run
  NAME: ${Object.keys(benches).join(', ')}; all of them where none is named`;

const asked = process.argv.slice(2);
if (toldHelp(usage, asked)) process.exit(0);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
console.log('ratio above 1: better than the peer or within the limit');
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) console.table(await bench());
}
