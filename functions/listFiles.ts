import { listFiles } from '../shared/api/routes/listFiles.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findListFile } from '../shared/use-cases/credit/list-file-deps.ts';
import {
  applyListFile,
  createListFile,
  discardListFile,
  linesOfListFile,
  listListFiles,
  startListFile,
} from '../shared/use-cases/credit/list-files.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(listFiles, {
  createListFile: async (deps, { body, newId, actor, now }) =>
    shown(await createListFile(deps, { ...body, id: newId }, actor, now), ({ file, upload }) => ({
      file: versioned(file),
      upload,
    })),
  listListFiles: async (deps, { query, actor, page }) => {
    const found = await listListFiles(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getListFile: async (deps, { params, actor }) => shown(await findListFile(deps, params.id, actor), versioned),
  listLinesOfListFile: async (deps, { params, query, actor }) => linesOfListFile(deps, { ...params, ...query }, actor),
  startListFile: async (deps, { params, actor, now }) =>
    shown(await startListFile(deps, params, actor, now), versioned),
  applyListFile: async (deps, { params, version, actor, now }) =>
    shown(await applyListFile(deps, { ...params, version }, actor, now), versioned),
  discardListFile: async (deps, { params, version, actor, now }) =>
    shown(await discardListFile(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
