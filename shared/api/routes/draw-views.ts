import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { Instant, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { Batch } from '../../domain/batch/batch.ts';
import { awaitingBeacon } from '../../domain/batch/randomness.ts';
import { Frame, InspectorFrame } from '../../domain/frame/frame.ts';
import { type Access, commitFailures } from '../route.ts';
import { VersionFields } from '../schemas.ts';

type Policy = Exclude<Access, 'public'>;

/** A batch is open to its leads, participants and the parties of its ceremony. */
export const read: Policy = {
  'department-admin': 'joint',
  officer: 'joint',
  inspector: 'joint',
  office: 'any',
  supervisor: 'any',
  auditor: 'any',
};
/** The draw is the business of the departments that lead its entries, and of the joint meeting's office. */
export const lead: Policy = { 'department-admin': 'own', office: 'any' };
/** A party of the ceremony speaks for its own department only. */
export const party: Policy = { 'department-admin': 'own', officer: 'own' };
/** A notary has no account: the joint meeting's office records what it was handed, whoever's batch it is. */
export const onNotary: Policy = { office: 'any' };
/** The files of a frame: who may know in good time where the inspections will go. */
export const frames: Policy = { 'department-admin': 'joint', office: 'any' };

export const readFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
const changeFailures = [
  ...readFailures,
  ...commitFailures,
  'illegal-transition',
] as const satisfies readonly FailureKind[];

export const params = z.object({ id: PlainId });
const { blob: _frameBlob, shards: _shards, ...frameShape } = Frame.shape;
const { blob: _inspectorBlob, ...inspectorShape } = InspectorFrame.shape;
const {
  selection: _selection,
  freezing: _freezing,
  previousTeams: _previous,
  list: _list,
  salt: _salt,
  ...shape
} = Batch.shape;

/** A batch as officials see it: without the addresses of its files and, until the list is public, without its salt. */
export const BatchView = z.object({
  ...shape,
  frames: z.array(z.object(frameShape)),
  inspectorFrames: z.array(z.object(inspectorShape)),
  expertFrames: z.array(z.object(inspectorShape)).readonly().optional(),
  list: z.object({ digest: Sha256Hex, parts: z.int(), publishedAt: Instant.optional() }).optional(),
  /** 等待公共随机数: the beacon was asked for and nobody has given it yet. */
  awaiting: z.literal(awaitingBeacon).optional(),
  ...VersionFields,
});

/** A page of whole batches could be larger than an answer may be. */
export const BatchHead = BatchView.pick({
  id: true,
  number: true,
  title: true,
  department: true,
  departments: true,
  window: true,
  listPublicity: true,
  status: true,
  source: true,
  beacon: true,
  awaiting: true,
  frozenAt: true,
  process: true,
  drawnAt: true,
  visits: true,
  version: true,
  updatedAt: true,
});

export const act = <const P extends string, const F extends readonly FailureKind[]>(
  name: P,
  summary: { readonly zh: string; readonly en: string },
  access: Policy,
  failures: F,
) =>
  ({
    method: 'POST',
    path: `/batches/{id}/${name}`,
    summary,
    access,
    params,
    success: { status: 200, body: BatchView },
    failures: [...changeFailures, ...failures],
  }) as const;

/** What one person asks for and somebody else decides. */
export const ask = <const P extends string, const F extends readonly FailureKind[]>(
  name: P,
  summary: { readonly zh: string; readonly en: string },
  access: Policy,
  failures: F,
) =>
  ({
    ...act(name, summary, access, failures),
    success: { status: 201, body: BatchView },
    creates: true,
  }) as const;

/** An act on the one request that its id names, as whoever acts has read it. */
export const onRequest = <const P extends string, const F extends readonly FailureKind[]>(
  name: P,
  summary: { readonly zh: string; readonly en: string },
  access: Policy,
  failures: F,
) => ({ ...act(name, summary, access, failures), params: z.object({ id: PlainId, requestId: PlainId }) }) as const;

export const decideFailures = ['not-ready', 'same-person', 'no-lawful-team'] as const satisfies readonly FailureKind[];
