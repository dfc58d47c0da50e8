import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { runStory } from '../../local/demo/story.ts';
import { demoUsers } from '../../local/demo/users.ts';
import { loadDemoCounty } from '../../local/load-demo-county.ts';
import type { WorkObserver } from '../../local/observer.ts';
import { type System, startSystem } from '../../local/system.ts';
import { createClient } from '../../shared/api/client.ts';
import type { Problem } from '../../shared/api/problems.ts';
import { type FaultyNetwork, faultsOf, faultyNetwork } from '../support/faulty-network.ts';
import { expectOk } from '../support/system.ts';

/** Of a hundred calls of the database, so many meet a fault: throttled, broken, reset (before or after), in conflict, slow. */
const shares = { write: 0.1, read: 0.1 };

let folder: string;
const stops: (() => Promise<void>)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-faults-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Counts the answers of all operations by their status. */
function statusCounter(): { readonly observer: WorkObserver; readonly statuses: Map<number, number> } {
  const statuses = new Map<number, number>();
  const observer: WorkObserver = {
    watch: () => undefined,
    async around(_, work) {
      const outcome = await work();
      const status = (outcome as { readonly statusCode?: number } | undefined)?.statusCode;
      if (status !== undefined) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      return outcome;
    },
  };
  return { observer, statuses };
}

async function startBehind(
  name: string,
  choose: Parameters<typeof faultyNetwork>[1],
  observer: WorkObserver,
): Promise<{ system: System; network: FaultyNetwork }> {
  const network = await faultyNetwork(inject('dynamodbEndpoint'), choose);
  stops.push(network.close);
  const system = await startSystem({
    state: join(folder, `state-${name}`),
    port: 0,
    endpoint: network.endpoint,
    tablePrefix: `story-${name}-`,
    observer,
    begin: new Date('2026-11-23T01:00:00Z'),
  });
  stops.push(system.stop);
  return { system, network };
}

test.each([1, 2, 3])(
  'with a tenth of all calls of the database faulty, the whole story ends as told, and no answer is a fault (seed %i)',
  async (seed) => {
    const { observer, statuses } = statusCounter();
    const { system, network } = await startBehind(String(seed), faultsOf(seed, shares), observer);
    const { gatewayUrl, issuerUrl, tokenOf } = system;
    await loadDemoCounty({ ...system, directory: join(folder, `county-${seed}`), progress: () => undefined });
    const written: string[] = [];
    const directory = join(folder, `story-${seed}`);
    const story = await runStory({ gatewayUrl, issuerUrl, directory, write: (line) => written.push(line) });
    await system.idle();

    // Nothing doubled: the batch's results are as many as its visits have parts, each once.
    const auditor = demoUsers.find(({ roles }) => roles.includes('auditor'));
    const client = createClient({ baseUrl: gatewayUrl, token: () => (auditor ? tokenOf(auditor) : '') });
    const { items } = expectOk(await client('listResults', { query: { limit: 100 } }));
    expect(new Set(items.map(({ visitId, department }) => `${visitId} ${department}`)).size).toBe(items.length);
    expect(story.inspected.published.length).toBeGreaterThan(0);
    expect(written.join('\n')).toContain('演示完成');

    console.log(`seed ${seed}: ${network.calls()} calls of the database, faults ${JSON.stringify(network.injected)}`);
    console.log(`answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  },
);

test('who polls through an outage is told when to come again, and finds everything as it was', async () => {
  let isOut = false;
  const { observer, statuses } = statusCounter();
  const { system } = await startBehind('outage', () => (isOut ? 'broken-before' : undefined), observer);
  const poll = () => fetch(`${system.gatewayUrl}/public/draws`);
  const before = await (await poll()).text();

  isOut = true;
  const during = await Promise.all(Array.from({ length: 20 }, poll));
  expect(new Set(during.map(({ status, headers }) => `${status} ${headers.get('retry-after')}`))).toEqual(
    new Set(['503 5']),
  );
  const problems = await Promise.all(during.map(async (answer) => ((await answer.json()) as Problem).kind));
  expect(new Set(problems)).toEqual(new Set(['busy']));

  isOut = false;
  const after = await Promise.all(Array.from({ length: 20 }, poll));
  expect(await Promise.all(after.map((answer) => answer.text()))).toEqual(after.map(() => before));
  expect([...statuses]).toEqual([
    [200, 21],
    [503, 20],
  ]);
});
