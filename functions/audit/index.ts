import { audit } from '../../shared/api/routes/audit.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { listAuditEvents } from './list-audit-events.ts';
import { verifyAudit } from './verify-audit.ts';

export const createHandler = (deps: Dependencies) => stepHandler(audit, { listAuditEvents, verifyAudit }, deps);

export const handler = onLambda(createHandler, loadDependencies);
