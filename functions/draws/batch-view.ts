import { ok, type Result } from '../../shared/base/result.ts';
import { awaitingBeacon } from '../../shared/domain/batch/randomness.ts';
import type { StoredBatch } from '../../shared/use-cases/batch/change-batch.ts';

export const batchView = ({ value, meta }: StoredBatch) => ({
  ...value,
  ...(value.status === 'committed' && value.beaconFaults && !value.beacon?.signature && { awaiting: awaitingBeacon }),
  frames: [...value.frames],
  inspectorFrames: [...value.inspectorFrames],
  version: meta.version,
  updatedAt: meta.updatedAt,
});

export const shownBatch = <F>(found: Result<StoredBatch, F>) => (found.ok ? ok(batchView(found.value)) : found);
