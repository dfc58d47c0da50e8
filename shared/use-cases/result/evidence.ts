import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import {
  type Evidence,
  type EvidenceAnnouncement,
  evidenceBlobKey,
  evidenceLimitBytes,
  evidencePerResult,
  evidenceUploadKey,
} from '../../domain/result/evidence.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import { checkSize } from '../../domain/result/row-limit.ts';
import { resultTransitions, resultWords } from '../../domain/result/states.ts';
import { incrementalSha256 } from '../../platform/incremental-sha256.ts';
import type { Actor } from '../actor.ts';
import type { ChangeDeps } from '../change-record.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Stored } from '../ports/records.ts';
import {
  changeResult,
  findResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultReadFailure,
  withPerson,
} from './change-result.ts';

export interface EvidenceDeps extends ChangeDeps {
  readonly blobs: Blobs;
  readonly salt: () => string;
}

/** One announced file of one result. */
export interface EvidenceRequest {
  readonly id: string;
  readonly evidenceId: string;
  readonly announced: EvidenceAnnouncement;
}

type OpenFailure = ResultReadFailure | Failure<'illegal-transition' | 'uncertified-recorder'>;
type LimitFailure = Failure<'evidence-limit'>;
type ConfirmFailure =
  | OpenFailure
  | LimitFailure
  | ResultChangeFailure
  | Failure<'evidence-not-uploaded' | 'evidence-mismatch' | 'result-too-large'>;
type Upload = Awaited<ReturnType<Blobs['uploadUrl']>>;

/** Returns an address for uploading one file. Nothing is kept until the upload is confirmed. */
export async function createEvidence(
  deps: EvidenceDeps,
  { id, evidenceId, announced }: EvidenceRequest,
  actor: ResultActor,
): Promise<Result<{ readonly id: string; readonly upload: Upload }, OpenFailure | LimitFailure>> {
  const open = await openResult(deps, id, actor);
  if (!open.ok) return open;
  const room = roomIn(open.value.value);
  if (!room.ok) return room;
  const key = evidenceUploadKey(id, evidenceId);
  return ok({ id: evidenceId, upload: await deps.blobs.uploadUrl(key, announced.mediaType, evidenceLimitBytes) });
}

/**
 * Attaches an uploaded file to the result if it matches the announcement byte for byte. The file is copied to a key
 * that no upload address and no other confirmation reaches, so it keeps matching its digest. Confirming twice attaches
 * once.
 */
export async function confirmEvidence(
  deps: EvidenceDeps,
  request: EvidenceRequest,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ConfirmFailure>> {
  const { id, evidenceId, announced } = request;
  const open = await openResult(deps, id, actor);
  if (!open.ok) return open;
  const attached = alreadyAttached(open.value.value, request);
  if (!attached.ok) return attached;
  if (attached.value) return open;
  const room = roomIn(open.value.value);
  if (!room.ok) return room;
  const blob = await keepUpload(deps, request);
  if (!blob.ok) return blob;
  const evidence = { id: evidenceId, ...announced, blob: blob.value, addedBy: actor.id, addedAt: now.toISOString() };
  return attach(deps, request, evidence, actor, now);
}

/** Whether the file is attached; a file attached under an id is never replaced by another. */
function alreadyAttached(
  { evidence }: InspectionResult,
  { evidenceId, announced }: EvidenceRequest,
): Result<boolean, Failure<'already-exists'>> {
  const attached = evidence.find(({ id }) => id === evidenceId);
  if (!attached) return ok(false);
  if (attached.sha256 === announced.sha256) return ok(true);
  return err({ kind: 'already-exists', entity: 'evidence', id: evidenceId });
}

const roomIn = ({ evidence }: InspectionResult): Result<void, LimitFailure> =>
  evidence.length < evidencePerResult ? ok(undefined) : err({ kind: 'evidence-limit', limit: evidencePerResult });

/** Copies an uploaded file, if it is what was announced, to a key where nothing changes it; answers the key. */
export async function keepUpload(
  { blobs, salt }: Pick<EvidenceDeps, 'blobs' | 'salt'>,
  { id, evidenceId, announced: { bytes, sha256, mediaType } }: EvidenceRequest,
): Promise<Result<string, Failure<'evidence-not-uploaded' | 'evidence-mismatch'>>> {
  const uploaded = evidenceUploadKey(id, evidenceId);
  const found = await blobs.stat(uploaded);
  if (!found) return err({ kind: 'evidence-not-uploaded', id: evidenceId });
  const mismatch = (text: string) => err({ kind: 'evidence-mismatch' as const, id: evidenceId, found: text });
  if (found.bytes !== bytes) return mismatch(`大小为 ${found.bytes} 字节`);
  const read = await digestOf(blobs, uploaded);
  if (read !== sha256) return mismatch(`SHA-256 为 ${read}`);
  // What is uploaded may be exchanged between the two readings, so the copy is judged by its own digest.
  const kept = evidenceBlobKey(id, evidenceId, salt().slice(0, 16));
  const copy = await blobs.put(kept, blobs.open(uploaded), mediaType);
  return copy.sha256 === sha256 ? ok(kept) : mismatch(`SHA-256 为 ${copy.sha256}`);
}

async function digestOf(blobs: Blobs, key: string): Promise<string> {
  const hash = incrementalSha256();
  for await (const chunk of blobs.open(key)) hash.update(chunk);
  return hash.digest('hex');
}

const attach = (
  deps: EvidenceDeps,
  request: EvidenceRequest,
  evidence: Evidence,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ConfirmFailure>> =>
  changeResult<ConfirmFailure>(deps, { id: request.id }, 'record', actor, now, (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const attached = alreadyAttached(before, request);
    if (!attached.ok) return attached;
    if (attached.value) return ok(undefined);
    const room = roomIn(before);
    if (!room.ok) return room;
    const recordedBy = withPerson(before.recordedBy, actor.id);
    const result = { ...before, evidence: [...before.evidence, evidence], recordedBy };
    const fits = checkSize(result);
    return fits.ok ? ok({ result, facts: { evidence: evidence.id, sha256: evidence.sha256 } }) : fits;
  });

/** The result, if this person may still add to it. */
async function openResult(
  deps: Pick<EvidenceDeps, 'records'>,
  id: string,
  actor: ResultActor,
): Promise<Result<Stored<InspectionResult>, OpenFailure>> {
  const found = await findResult(deps, id, actor);
  if (!found.ok) return found;
  const { value } = found.value;
  const allowed = checkRecorder(value, actor);
  if (!allowed.ok) return allowed;
  const editable = transition(resultTransitions, resultWords, value.status, 'record');
  return editable.ok ? found : editable;
}

/** A file of a result: an address to read it from, and its confirmed digest. */
export async function getEvidence(
  deps: Pick<EvidenceDeps, 'records' | 'blobs'>,
  { id, evidenceId }: Omit<EvidenceRequest, 'announced'>,
  actor: Actor,
): Promise<
  Result<{ readonly evidence: Evidence; readonly url: string; readonly expiresAt: string }, ResultReadFailure>
> {
  const found = await findResult(deps, id, actor);
  if (!found.ok) return found;
  const evidence = found.value.value.evidence.find((each) => each.id === evidenceId);
  if (!evidence) return err({ kind: 'not-found', entity: 'evidence', id: evidenceId });
  return ok({ evidence, ...(await deps.blobs.downloadUrl(evidence.blob, evidence.name)) });
}
