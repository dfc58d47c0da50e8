import { draws } from '../../shared/api/routes/draws.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { commitBatch } from './commit-batch.ts';
import { dispatchBatch } from './dispatch-batch.ts';
import { drawBatch } from './draw-batch.ts';
import { freezeBatch } from './freeze-batch.ts';
import { getBatch } from './get-batch.ts';
import { getBatchFrame } from './get-batch-frame.ts';
import { listBatches } from './list-batches.ts';
import { moveToCeremony } from './move-to-ceremony.ts';
import { publishDrawList } from './publish-draw-list.ts';
import { restartProcess } from './restart-process.ts';
import { revealDice } from './reveal-dice.ts';
import { revealSecret } from './reveal-secret.ts';
import { submitBeacon } from './submit-beacon.ts';
import { submitCommitment } from './submit-commitment.ts';
import { submitNotaryCommitment } from './submit-notary-commitment.ts';
import { takeRandomness } from './take-randomness.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    draws,
    {
      freezeBatch,
      commitBatch,
      submitCommitment,
      revealSecret,
      moveToCeremony,
      submitNotaryCommitment,
      revealDice,
      takeRandomness,
      submitBeacon,
      drawBatch,
      dispatchBatch,
      restartProcess,
      publishDrawList,
      getBatch,
      listBatches,
      getBatchFrame,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
