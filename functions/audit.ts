import { audit } from '../shared/api/routes/audit.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findingInWords } from '../shared/domain/audit/finding.ts';
import { proveRow } from '../shared/use-cases/audit/prove-row.ts';
import { entityEvents, verifyAudit } from '../shared/use-cases/audit/verify-audit.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What a request may compare: the rows of a longer list, e.g. of a whole import, are left to the nights. */
const longestList = 2_000;

export const createHandler = stepHandler(audit, {
  listAuditEvents: async (deps, { query, page }) => {
    const { entity, id, day = '' } = query;
    return ok(entity && id ? await entityEvents(deps, entity, id, page) : await deps.audit.day(day, page));
  },
  verifyAudit: async (deps, { params }) =>
    shown(await verifyAudit(deps, params.entity, params.id, { longest: longestList }), (verified) => ({
      ...params,
      events: verified.events,
      intact: verified.findings.length === 0,
      ...(verified.brokenAt !== undefined && { brokenAt: verified.brokenAt }),
      left: verified.left,
      findings: verified.findings.map((finding) => ({ kind: finding.kind, words: findingInWords(finding) })),
    })),
  proveRow: async (deps, { params, query }) =>
    shown(await proveRow(deps, { ...params, version: query.version }), (proof) => ({
      ...proof,
      path: [...proof.path],
    })),
});

export const handler = onLambda(createHandler, loadDependencies);
