/**
 * A whole import, alone in its process: staged, activated and settled; prints milliseconds and peak memory as JSON. With a month,
 * the month's file of classes of the objects that an import has brought before.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { documentClient, lowLevelClient } from '../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../functions/adapters/dynamodb/store.ts';
import { tabularFiles } from '../functions/adapters/tabular-files.ts';
import { createTables, namesWith } from '../local/create-tables.ts';
import type { Result } from '../shared/base/result.ts';
import { activateImport, createImport, stageImport } from '../shared/use-cases/import/decide-import.ts';
import { runSettling, runStaging } from '../shared/use-cases/import/import-jobs.ts';
import type { Blobs } from '../shared/use-cases/ports/blobs.ts';

const [path = '', endpoint = '', month] = process.argv.slice(2);
const names = namesWith('bench-');
if (month === undefined) await createTables(lowLevelClient({ endpoint }), names);

const link = { url: '', expiresAt: new Date().toISOString(), headers: {} };
/** Every blob is the file on disk; a report, which does not occur here, would be counted and dropped. */
const blobs: Blobs = {
  put: async () => ({ bytes: 0, sha256: '' }),
  putNew: async () => true,
  open: () => createReadStream(path),
  stat: async () => ({ bytes: (await stat(path)).size }),
  uploadUrl: async () => link,
  downloadUrl: async () => link,
};
const deps = {
  ...dynamoStore({ client: documentClient({ endpoint }), names }),
  blobs,
  tabular: tabularFiles(),
  jobs: { start: async () => undefined },
};
const classFile = month === undefined ? undefined : ({ month, source: '省级' } as const);
const scope = classFile ? 'any' : 'own';
const actor = { id: 'bench', name: 'bench', department: 'SCJG', scope } as const;
const now = new Date();
const id = `bench-import-${month ?? 'objects'}`;

const start = performance.now();
const lap = () => Math.round(performance.now() - start);
const bytes = (await stat(path)).size;
valueOf(await createImport(deps, { id, kind: 'object', fileName: 'objects', bytes, classFile }, actor, now));
valueOf(await stageImport(deps, id, actor, now));
const counts = await runStaging(deps, id, now);
const staged = lap();
const { version } = (await deps.records.find('import', id))?.meta ?? { version: 0 };
valueOf(await activateImport(deps, { id, version, validRowsOnly: false }, { ...actor, id: 'second' }, now));
const activated = lap();
await runSettling(deps, id, now);
const settled = lap();
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(
  JSON.stringify({ rows: counts['rows'] ?? 0, changed: counts['changed'] ?? 0, staged, activated, settled, peakBytes }),
);

function valueOf<T, F>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
