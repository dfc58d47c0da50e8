import { leadHead, leadImportView, leadView } from '../shared/api/routes/lead-views.ts';
import { leads } from '../shared/api/routes/leads.ts';
import { shown } from '../shared/api/schemas.ts';
import { err, ok } from '../shared/base/result.ts';
import {
  acceptLead,
  concludeWithoutCheck,
  extendLead,
  nameHandlers,
  rejectLead,
  reopenLead,
  updateLead,
} from '../shared/use-cases/lead/handle-lead.ts';
import { findLead } from '../shared/use-cases/lead/lead-deps.ts';
import { answerLead, mergeLead, passLeadOn } from '../shared/use-cases/lead/pass-lead.ts';
import { readInformant } from '../shared/use-cases/lead/read-informant.ts';
import { findSimilarLeads, listLeads } from '../shared/use-cases/lead/read-leads.ts';
import { registerLead } from '../shared/use-cases/lead/register-lead.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

// Few requests ask for these.
const imports = () => import('../shared/use-cases/lead/lead-imports.ts');
const unlicensed = () => import('../shared/use-cases/lead/unlicensed.ts');
const conclusion = () => import('../shared/use-cases/lead/conclude-lead.ts');
const closing = () => import('../shared/use-cases/lead/close-lead.ts');

export const createHandler = stepHandler(leads, {
  registerLead: async (deps, { body, newId, actor, now }) =>
    shown(await registerLead(deps, { ...body, id: newId }, actor, now), leadView),
  listLeads: async (deps, { query, actor, page }) => {
    const found = await listLeads(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(leadHead) });
  },
  getLead: async (deps, { params, actor }) => shown(await findLead(deps, params.id, actor), leadView),
  findSimilarLeads: async (deps, { body, actor, now }) =>
    shown(await findSimilarLeads(deps, body, actor, now), (found) => ({
      items: found.map(({ lead, likeness }) => ({ ...lead, likeness })),
    })),
  updateLead: async (deps, { params, body, version, actor, now }) =>
    shown(await updateLead(deps, { ...params, version, content: body }, actor, now), leadView),
  acceptLead: async (deps, { params, version, actor, now }) =>
    shown(await acceptLead(deps, { ...params, version }, actor, now), leadView),
  rejectLead: async (deps, { params, body, version, actor, now }) =>
    shown(await rejectLead(deps, { ...params, ...body, version }, actor, now), leadView),
  passLeadOn: async (deps, { params, body, version, actor, now }) =>
    shown(await passLeadOn(deps, { ...params, ...body, version }, actor, now), leadView),
  mergeLead: async (deps, { params, body, version, actor, now }) =>
    shown(await mergeLead(deps, { ...params, ...body, version }, actor, now), leadView),
  extendLead: async (deps, { params, body, version, actor, now }) =>
    shown(await extendLead(deps, { ...params, ...body, version }, actor, now), leadView),
  concludeLeadWithoutCheck: async (deps, { params, body, version, actor, now }) =>
    shown(await concludeWithoutCheck(deps, { ...params, ...body, version }, actor, now), leadView),
  concludeLead: async (deps, { params, body, version, actor, now }) =>
    shown(await (await conclusion()).concludeLead(deps, { ...params, ...body, version }, actor, now), leadView),
  classifyUnlicensed: async (deps, { params, body, version, actor, now }) =>
    shown(await (await unlicensed()).classifyUnlicensed(deps, { ...params, ...body, version }, actor, now), leadView),
  recordUnlicensedOutcome: async (deps, { params, body, version, actor, now }) =>
    shown(
      await (await unlicensed()).recordUnlicensedOutcome(deps, { ...params, ...body, version }, actor, now),
      leadView,
    ),
  recheckUnlicensed: async (deps, { params, body, version, actor, now }) =>
    shown(await (await unlicensed()).recheckUnlicensed(deps, { ...params, ...body, version }, actor, now), leadView),
  answerLead: async (deps, { params, body, version, actor, now }) =>
    shown(await answerLead(deps, { ...params, ...body, version }, actor, now), leadView),
  closeLead: async (deps, { params, version, actor, now }) =>
    shown(await (await closing()).closeLead(deps, { ...params, version }, actor, now), leadView),
  reopenLead: async (deps, { params, body, version, actor, now }) =>
    shown(await reopenLead(deps, { ...params, ...body, version }, actor, now), leadView),
  nameHandlers: async (deps, { params, body, version, actor, now }) =>
    shown(await nameHandlers(deps, { ...params, ...body, version }, actor, now), leadView),
  createLeadImport: async (deps, { body, newId, actor, now }) =>
    shown(await (await imports()).createLeadImport(deps, { ...body, id: newId }, actor, now), (created) => ({
      import: leadImportView(created.import),
      upload: created.upload,
    })),
  startLeadImport: async (deps, { params, body, actor, now }) =>
    shown(await (await imports()).startLeadImport(deps, { ...params, ...body }, actor, now), leadImportView),
  getLeadImport: async (deps, { params, actor }) =>
    shown(await (await imports()).findLeadImport(deps, params.id, actor), leadImportView),
  getLeadImportReport: async (deps, { params, actor }) => {
    const found = await (await imports()).findLeadImport(deps, params.id, actor);
    if (!found.ok) return found;
    const { report, fileName } = found.value.value;
    if (report === undefined) return err({ kind: 'not-ready', entity: 'lead-import', reason: '该导入没有校验报告。' });
    return ok(await deps.blobs.downloadUrl(report, `校验报告-${fileName}.csv`));
  },
  readInformant: async (deps, { params, body, actor, now }) =>
    shown(await readInformant(deps, { ...params, ...body }, actor, now), (items) => ({ items })),
});

export const handler = onLambda(createHandler, loadDependencies);
