import type { Batch } from '../domain/batch.ts';
import type { DepartmentCode } from '../domain/primitives.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../draw/manifest.ts';
import type { Failure, FieldError } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { settings } from '../settings.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './batch-changes.ts';
import { putFrames } from './draw-publish.ts';
import type { Actor } from './ports.ts';

export interface CommitRequest {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly DepartmentCode[];
  readonly commitBy: string;
  readonly revealBy: string;
}

/**
 * R4: publishes the manifest and its digest, with the ceremony that will make the randomness named before it exists.
 * From here nothing that decides the draw can change. The frames are laid beside it, unannounced: of each, the public
 * record answers for the one object that is asked about, until all of it may be read.
 */
export const commitBatch = (
  deps: BatchDeps,
  { id, version, ...ceremony }: CommitRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | Failure<'invalid-input'>>> =>
  changeBatch<BatchChangeFailure | Failure<'invalid-input'>>(
    deps,
    { id, action: 'commit', actor, now },
    async (batch, { meta }) => {
      const leads = leadsBatch(batch, actor);
      if (!leads.ok) return leads;
      if (meta.version !== version) return err({ kind: 'stale-version', entity: 'batch', id });
      const status = stateAfter(batch, 'commit');
      if (!status.ok) return status;
      const errors = ceremonyErrors(ceremony, now);
      if (errors.length > 0) return err({ kind: 'invalid-input', errors });

      const parties = [...ceremony.parties].sort();
      const manifest = manifestOf(batch, { parties, deadline: ceremony.commitBy });
      const digest = manifestDigest(manifest);
      const committed: Batch = {
        ...batch,
        status: status.value,
        committedAt: now.toISOString(),
        readers: [...new Set([...batch.readers, ...parties])],
        ceremony: {
          commitBy: ceremony.commitBy,
          revealBy: ceremony.revealBy,
          parts: parties.map((party) => ({ party })),
        },
        manifest: manifestText(manifest),
        digest,
      };
      await putFrames(deps, committed);
      return ok({ batch: committed, facts: { digest, parties: parties.length } });
    },
  );

function ceremonyErrors(
  { parties, commitBy, revealBy }: Omit<CommitRequest, 'id' | 'version'>,
  now: Date,
): FieldError[] {
  const distinct = new Set(parties).size;
  const notice = settings.digestNotice.value;
  const time = settings.revealTime.value;
  const minutesBetween = (from: number, to: number) => (to - from) / 60_000;
  return [
    ...(distinct < 2 ? [{ path: 'body.parties', message: '至少由两个不同部门提供随机数' }] : []),
    ...(distinct < parties.length ? [{ path: 'body.parties', message: '同一部门只能列出一次' }] : []),
    ...(minutesBetween(now.getTime(), Date.parse(commitBy)) < notice
      ? [{ path: 'body.commitBy', message: `承诺截止时间至少应在公布摘要 ${notice} 分钟以后` }]
      : []),
    ...(minutesBetween(Date.parse(commitBy), Date.parse(revealBy)) < time
      ? [{ path: 'body.revealBy', message: `公开截止时间至少应在承诺截止 ${time} 分钟以后` }]
      : []),
  ];
}

const manifestOf = (
  batch: Batch,
  { parties, deadline }: { readonly parties: readonly string[]; readonly deadline: string },
): Manifest => ({
  spec: drawSpec,
  batch: batch.number,
  randomness: { kind: 'ceremony', parties, deadline },
  frames: batch.frames.map(({ frame, department, items, root, size, strata }) => ({
    frame,
    department,
    items: items.map(({ id }) => id),
    root,
    size,
    strata,
  })),
  inspectors: batch.inspectorFrames.map(peopleFrame),
  ...(batch.expertFrames && { experts: batch.expertFrames.map(peopleFrame) }),
  matching: {
    ...batch.matching,
    window: batch.window,
    previousTeams: batch.previousTeams.digest,
  },
});

const peopleFrame = ({ frame, department, root, size }: Batch['inspectorFrames'][number]) => ({
  frame,
  department,
  root,
  size,
  strata: [{ stratum: department, size }],
});
