import { creditRecords } from '../shared/api/routes/creditRecords.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  explainScore,
  findCreditRecord,
  listCreditRecords,
  recordsOfSubject,
} from '../shared/use-cases/credit/read-records.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(creditRecords, {
  listCreditRecords: async (deps, { query, actor, page }) => {
    const found = await listCreditRecords(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getCreditRecord: async (deps, { params, actor }) => shown(await findCreditRecord(deps, params.id, actor), versioned),
  listRecordsOfSubject: async (deps, { params, actor }) => {
    const found = await recordsOfSubject(deps, params.objectId, actor);
    return found.ok ? ok({ items: found.value.map(versioned) }) : found;
  },
  getScore: (deps, { params, query, actor, now }) => explainScore(deps, { ...params, ...query }, actor, now),
});

export const handler = onLambda(createHandler, loadDependencies);
