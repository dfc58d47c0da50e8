import { draws } from '../../shared/api/routes/draws.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { approveReserve } from './approve-reserve.ts';
import { approveTeamChange } from './approve-team-change.ts';
import { approveVoid } from './approve-void.ts';
import { commitBatch } from './commit-batch.ts';
import { dispatchBatch } from './dispatch-batch.ts';
import { drawBatch } from './draw-batch.ts';
import { freezeBatch } from './freeze-batch.ts';
import { getBatch } from './get-batch.ts';
import { getBatchFrame } from './get-batch-frame.ts';
import { listBatches } from './list-batches.ts';
import { publishDrawList } from './publish-draw-list.ts';
import { requestReserve } from './request-reserve.ts';
import { requestTeamChange } from './request-team-change.ts';
import { requestVoid } from './request-void.ts';
import { revealSecret } from './reveal-secret.ts';
import { submitCommitment } from './submit-commitment.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    draws,
    {
      freezeBatch,
      commitBatch,
      submitCommitment,
      revealSecret,
      drawBatch,
      dispatchBatch,
      publishDrawList,
      requestVoid,
      approveVoid,
      requestReserve,
      approveReserve,
      requestTeamChange,
      approveTeamChange,
      getBatch,
      listBatches,
      getBatchFrame,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
