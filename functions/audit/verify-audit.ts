import { audit } from '../../shared/api/routes/audit.ts';
import { ok } from '../../shared/base/result.ts';
import { verifyAudit as verify } from '../../shared/use-cases/audit/verify-audit.ts';
import { operation } from '../http-handler.ts';

export const verifyAudit = operation(audit.routes.verifyAudit, async (deps, { params }) => {
  const verified = await verify(deps, params.entity, params.id);
  if (!verified.ok) return verified;
  return ok({ ...params, ...verified.value, intact: verified.value.brokenAt === undefined });
});
