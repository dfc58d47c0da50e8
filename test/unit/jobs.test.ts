import { describe, expect, test } from 'vitest';
import { readInput } from '../../shared/platform/jobs.ts';
import type { Jobs } from '../../shared/use-cases/ports/jobs.ts';

describe('the input of a job', () => {
  test('is what the table says, and nothing else of what was given', () => {
    expect(readInput('stage-import', { importId: 'i1', secret: 'x' })).toEqual({ importId: 'i1' });
    expect(readInput('resume-imports', { importId: 'i1' })).toEqual({});
  });

  test('may be left to its schedule where it has one', () => {
    expect(readInput('remind-deadlines', {})).toEqual({});
    expect(readInput('remind-deadlines', { asOf: '2026-11-23' })).toEqual({ asOf: '2026-11-23' });
  });

  test.each([{}, { importId: 7 }, undefined, 'i1'])('%j is refused where an import is needed', (given) => {
    expect(() => readInput('stage-import', given)).toThrow();
  });
});

test('the compiler refuses to start what cannot be started, or with the input of another job', async () => {
  const started: string[] = [];
  const queue: Jobs = {
    start: async (...[job, input]) => {
      started.push(`${job} ${Object.keys(input).join()}`);
    },
  };
  await queue.start('stage-import', { importId: 'i1' });
  // @ts-expect-error only its schedule runs it
  await queue.start('resume-imports', {});
  // @ts-expect-error the draw process calls it
  await queue.start('reduce-frames', { batchId: 'b1' });
  // @ts-expect-error a rehearsal is told by its id and its run
  await queue.start('simulate-plan', { importId: 'i1' });
  // @ts-expect-error the run is missing
  await queue.start('simulate-plan', { rehearsalId: 'r1' });
  expect(started.length).toBe(5);
});
