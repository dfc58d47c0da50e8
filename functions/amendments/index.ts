import { amendments } from '../../shared/api/routes/amendments.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { approveReserve } from './approve-reserve.ts';
import { approveTeamChange } from './approve-team-change.ts';
import { approveVoid } from './approve-void.ts';
import { refuseRequest } from './refuse-request.ts';
import { requestReserve } from './request-reserve.ts';
import { requestTeamChange } from './request-team-change.ts';
import { requestVoid } from './request-void.ts';
import { withdrawRequest } from './withdraw-request.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    amendments,
    {
      requestVoid,
      approveVoid,
      requestReserve,
      approveReserve,
      requestTeamChange,
      approveTeamChange,
      refuseRequest,
      withdrawRequest,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
