import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { runStory } from '../../local/demo/story.ts';
import { loadDemoCounty } from '../../local/load-demo-county.ts';
import { startSystem } from '../../local/system.ts';
import { type CountedWork, capacityCounter } from './capacity-counter.ts';

export interface Measured {
  readonly work: readonly CountedWork[];
  /** Objects in the registry when the draw was frozen. */
  readonly objects: number;
  /** Rows read by imports. */
  readonly importedRows: number;
  /** Rows of the frozen frame, and drawn visits. */
  readonly frameRows: number;
  readonly visits: number;
  /** Bytes of an object's row as JSON. */
  readonly objectBytes: number;
}

const Tally = z.object({ rows: z.number() });

/** Loads the demonstration county and runs its story, counting the database requests of each operation and job. */
export async function measure(progress: (text: string) => void): Promise<Measured> {
  const { observer, done } = capacityCounter();
  const state = await mkdtemp(join(tmpdir(), 'suiji-cost-'));
  const system = await startSystem({ state, port: 0, observer });
  try {
    const { gatewayUrl, issuerUrl, tokenOf } = system;
    await loadDemoCounty({ gatewayUrl, tokenOf, directory: join(state, 'county'), progress });
    await system.idle();
    progress('the story');
    await runStory({ gatewayUrl, issuerUrl, directory: join(state, 'story'), write: () => undefined });
    await system.idle();
    let objects = 0;
    let bytes = 0;
    for await (const row of system.deps.registry.all('object')) {
      objects += 1;
      bytes += Buffer.byteLength(JSON.stringify(row));
    }
    const { items } = await system.deps.records.list({
      kind: 'batch',
      in: 'ofDepartment',
      of: 'SCJG',
      page: { limit: 100 },
    });
    const batches = items.map(({ value }) => value);
    return {
      work: done,
      objects,
      importedRows: done.reduce((sum, { name, outcome }) => {
        const tally = Tally.safeParse(outcome);
        return name === 'stage-import' && tally.success ? sum + tally.data.rows : sum;
      }, 0),
      frameRows: batches.flatMap(({ frames }) => frames).reduce((sum, { size }) => sum + size, 0),
      visits: batches.reduce((sum, { visits = 0 }) => sum + visits, 0),
      objectBytes: bytes / objects,
    };
  } finally {
    await system.stop();
    await rm(state, { recursive: true, force: true });
  }
}
