import { audit } from '../../shared/api/routes/audit.ts';
import { ok } from '../../shared/base/result.ts';
import { entityEvents } from '../../shared/use-cases/audit/verify-audit.ts';
import { operation } from '../http-handler.ts';

export const listAuditEvents = operation(audit.routes.listAuditEvents, async (deps, { query, page }) => {
  const { entity, id, day = '' } = query;
  return ok(entity && id ? await entityEvents(deps, entity, id, page) : await deps.audit.day(day, page));
});
