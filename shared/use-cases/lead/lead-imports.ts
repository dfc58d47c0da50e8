import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import {
  type LeadImport,
  leadFileOf,
  leadImportTransitions,
  leadImportWords,
  noLeads,
} from '../../domain/lead/lead-import.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import type { LeadDeps } from './lead-deps.ts';

export interface LeadImportsDeps extends Pick<LeadDeps, 'records' | 'work' | 'backoff'> {
  readonly blobs: Pick<Blobs, 'stat' | 'uploadUrl'>;
  readonly jobs: Jobs;
}

/** The import, if it is the actor's department's; nobody else learns that there is one. */
export async function findLeadImport(
  { records }: Pick<LeadDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<LeadImport>, Failure<'not-found'>>> {
  const found = await records.find('lead-import', id);
  return found?.value.department === actor.department
    ? ok(found)
    : err({ kind: 'not-found', entity: 'lead-import', id });
}

type Announced = Pick<LeadImport, 'id' | 'platform' | 'fileName' | 'bytes'>;

/** Announces a file of a platform and answers where to upload it. Announced again before the upload, it gets another address. */
export async function createLeadImport(
  deps: LeadImportsDeps,
  { id, platform, fileName, bytes }: Announced,
  actor: Actor,
  now: Date,
): Promise<
  Result<
    { import: Stored<LeadImport>; upload: Awaited<ReturnType<Blobs['uploadUrl']>> },
    CommitFailure | Failure<'not-found'>
  >
> {
  const blob = leadFileOf(id, 'file');
  const value: LeadImport = {
    ...{ id, department: actor.department, platform, fileName, blob, bytes, validRowsOnly: false },
    ...{ status: 'uploading', counts: noLeads, createdBy: actor.id, createdAt: now.toISOString() },
  };
  const done = await deps.work.commit([
    createRecord('lead-import', id, value, eventOf('create', actor, now, { platform })),
  ]);
  if (!done.ok && done.error.kind !== 'already-exists') return done;
  const created = await findLeadImport(deps, id, actor);
  if (!created.ok) return created;
  return ok({ import: created.value, upload: await deps.blobs.uploadUrl(blob, 'application/octet-stream', bytes) });
}

/** Starts to register the rows of an uploaded file. */
export async function startLeadImport(
  deps: LeadImportsDeps,
  { id, validRowsOnly }: Pick<LeadImport, 'id' | 'validRowsOnly'>,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<LeadImport>, CommitFailure | Failure<'not-found' | 'not-ready' | 'illegal-transition'>>> {
  const act = { id, find: () => findLeadImport(deps, id, actor) };
  const started = await changeRecord<'lead-import', Failure<'not-found' | 'not-ready' | 'illegal-transition'>>(
    deps,
    'lead-import',
    act,
    async ({ value }) => {
      const next = transition(leadImportTransitions, leadImportWords, value.status, 'start');
      if (!next.ok) return next;
      const uploaded = await deps.blobs.stat(value.blob);
      if (uploaded?.bytes !== value.bytes)
        return err({
          kind: 'not-ready',
          entity: 'lead-import',
          reason: '文件尚未上传，或与登记的大小不符，请重新上传。',
        });
      return ok({ value: { ...value, validRowsOnly, status: next.value }, event: eventOf('start', actor, now) });
    },
  );
  // A start that is lost is made good within the hour.
  if (started.ok) await deps.jobs.start('import-leads', { importId: id });
  return started;
}
