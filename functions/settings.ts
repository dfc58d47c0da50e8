import { settings } from '../shared/api/routes/settings.ts';
import { err, ok } from '../shared/base/result.ts';
import { evidenceLimitBytes, evidenceUploadKey } from '../shared/domain/result/evidence.ts';
import { keepUpload } from '../shared/use-cases/result/evidence.ts';
import {
  approveSetting,
  proposeSetting,
  refuseSetting,
  withdrawSetting,
} from '../shared/use-cases/setting/propose-setting.ts';
import { findSettingFile, listSettingEditions, listSettings } from '../shared/use-cases/setting/read-settings.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import type { Dependencies } from './dependencies.ts';
import { loadDependencies } from './load-dependencies.ts';

/** The folder of documents, in place of a result's. */
const folder = 'settings';

const listed = async (deps: Dependencies, now: Date) => ({ items: await listSettings(deps, now) });

export const createHandler = stepHandler(settings, {
  listSettings: async (deps, { now }) => ok(await listed(deps, now)),
  listSettingEditions: async (deps, { params }) => ok({ items: await listSettingEditions(deps, params.name) }),
  getSettingFile: async (deps, { params }) => {
    const file = await findSettingFile(deps, params);
    if (!file) return err({ kind: 'not-found', entity: 'evidence', id: params.fileId });
    return ok(await deps.blobs.downloadUrl(file.blob, file.name));
  },
  createSettingFile: async ({ blobs }, { body, newId }) => {
    const key = evidenceUploadKey(folder, newId);
    const upload = await blobs.uploadUrl(key, body.mediaType, evidenceLimitBytes);
    return ok({ id: newId, upload: { ...upload, headers: { ...upload.headers } } });
  },
  proposeSetting: async (deps, { params: { name }, body, newId, actor, now }) => {
    const { file: announced, ...named } = body.document;
    const file = announced && (await confirmed(deps, announced, actor.id, now));
    if (file && !file.ok) return file;
    const document = { ...named, ...(file && { file: file.value }) };
    const { value, from } = body;
    const done = await proposeSetting(deps, { id: newId, name, value, from, document }, actor, now);
    return done.ok ? ok({ id: newId }) : done;
  },
  approveSetting: async (deps, { params, actor, now }) => {
    const done = await approveSetting(deps, { id: params.proposalId }, actor, now);
    return done.ok ? ok(await listed(deps, now)) : done;
  },
  refuseSetting: async (deps, { params, body, actor, now }) => {
    const done = await refuseSetting(deps, { id: params.proposalId, ...body }, actor, now);
    return done.ok ? ok(await listed(deps, now)) : done;
  },
  withdrawSetting: async (deps, { params, actor, now }) => {
    const done = await withdrawSetting(deps, { id: params.proposalId }, actor, now);
    return done.ok ? ok(await listed(deps, now)) : done;
  },
});

type Announced = Parameters<typeof keepUpload>[1]['announced'] & { readonly id: string };

/** The uploaded file as it is kept, if it is what was announced. */
async function confirmed(deps: Dependencies, { id, ...announced }: Announced, by: string, now: Date) {
  const blob = await keepUpload(deps, { id: folder, evidenceId: id, announced });
  return blob.ok ? ok({ id, ...announced, blob: blob.value, addedBy: by, addedAt: now.toISOString() }) : blob;
}

export const handler = onLambda(createHandler, loadDependencies);
