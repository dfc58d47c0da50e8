import { notices } from '../../shared/api/routes/notices.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { listNotices } from './list-notices.ts';
import { readNotice } from './read-notice.ts';

export const createHandler = (deps: Dependencies) => stepHandler(notices, { listNotices, readNotice }, deps);

export const handler = onLambda(createHandler, loadDependencies);
