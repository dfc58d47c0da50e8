import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { actsOnRecords } from '../support/acts-on-records.ts';

const project = join(import.meta.dirname, '../..');
const textOf = (pattern: string): string =>
  globSync(pattern, { cwd: project })
    .map((file) => readFileSync(join(project, file), 'utf8'))
    .join('\n');

test('every operation that writes is called behind a network that fails, by a test of its own or by the demonstration', () => {
  for (const name of actsOnRecords)
    expect([name, textOf(`test/integration/${name}.test.ts`) !== '']).toEqual([name, true]);
  const called = [
    ...actsOnRecords.map((name) => textOf(`test/integration/${name}.test.ts`)),
    // What those tests, and the demonstration that test/e2e tells behind such a network, call for them.
    textOf('test/support/{campaigns,class-files,draw-ceremony,import-desk,inspections,repairs,two-persons}.ts'),
    textOf('test/integration/plan-system.ts'),
    textOf('local/demo/{import-file,story/*}.ts'),
    textOf('local/load-demo-county.ts'),
  ].join('\n');
  const writing = operations.filter(({ route }) => route.method !== 'GET').map(({ operation }) => operation);
  expect(writing.length).toBeGreaterThan(80);
  expect(writing.filter((operation) => !new RegExp(`\\b${operation}\\b`).test(called))).toEqual([]);
});
