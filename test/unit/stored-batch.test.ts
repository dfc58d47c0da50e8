import { expect, test } from 'vitest';
import { StoredBatch } from '../../shared/domain/batch/batch.ts';
import { aBatch } from '../support/inspection-samples.ts';

test('a batch whose row was written under the earlier field names is read as the same batch', () => {
  const at = '2026-11-20T01:00:00.000Z';
  const process = { attempt: 2, startedAt: at, dueAt: at, failedAt: at, reason: '公共随机数未取得' };
  const earlier = {
    ...aBatch('b1', 'committed'),
    framesLaidAt: at,
    process: { ...process, failedTask: 'lay-frames', passing: true },
  };

  expect(StoredBatch.parse(earlier)).toEqual({
    ...aBatch('b1', 'committed'),
    framesQueryableSince: at,
    process: { ...process, failedTask: 'stage-public-frames', transient: true },
  });
});
