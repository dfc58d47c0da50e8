import { subjectCodes } from '../shared/api/routes/subjectCodes.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  findSubjectCode,
  issueSubjectCode,
  listSubjectCodes,
  revokeSubjectCode,
} from '../shared/use-cases/subject/subject-codes.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(subjectCodes, {
  issueSubjectCode: async (deps, { body, newId, actor, now }) =>
    shown(await issueSubjectCode(deps, newId, body, actor, now), (issued) => ({
      ...versioned(issued),
      code: issued.code,
    })),
  listSubjectCodes: async (deps, { query, actor, page }) => {
    const found = await listSubjectCodes(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getSubjectCode: async (deps, { params, actor }) => shown(await findSubjectCode(deps, params.id, actor), versioned),
  revokeSubjectCode: async (deps, { params, body, version, actor, now }) =>
    shown(await revokeSubjectCode(deps, { ...params, ...body, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
