import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { Instant, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { ReserveCall } from '../../domain/batch/amendments.ts';
import { Batch } from '../../domain/batch/batch.ts';
import { awaitingBeacon } from '../../domain/batch/randomness.ts';
import { EarlierPeopleFrame, Frame, PeopleFrame } from '../../domain/frame/frame.ts';
import { passReasons } from '../../draw/turns.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { commitFailures, type Policy } from '../route.ts';
import { fieldsOf, VersionFields, versioned } from '../schemas.ts';

export const readFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
const changeFailures = [
  ...readFailures,
  ...commitFailures,
  'illegal-transition',
] as const satisfies readonly FailureKind[];

export const params = z.object({ id: PlainId });
const peopleView = z.object(fieldsOf(PeopleFrame, ['root', 'size', 'strata', 'since']));
const earlierPeopleView = z.object(fieldsOf(EarlierPeopleFrame, ['frame', 'department', 'root', 'size']));

/** A batch as officials see it: without the addresses of its files, the salt of its list and the rows of its reserves. */
export const BatchView = z.object({
  ...fieldsOf(Batch, [
    'id',
    'number',
    'title',
    'department',
    'departments',
    'readers',
    'entries',
    'campaign',
    'repeats',
    'repeatedBy',
    'repeatConsent',
    'window',
    'listPublicity',
    'status',
    'frozenAt',
    'frozenBy',
    'freezeFailure',
  ]),
  frames: z
    .array(
      z.object(fieldsOf(Frame, ['frame', 'planId', 'entryId', 'parts', 'root', 'size', 'strata', 'excluded', 'since'])),
    )
    .readonly(),
  inspectors: peopleView.optional(),
  experts: peopleView.optional(),
  inspectorFrames: z.array(earlierPeopleView).readonly().optional(),
  expertFrames: z.array(earlierPeopleView).readonly().optional(),
  ...fieldsOf(Batch, [
    'matching',
    'committedAt',
    'source',
    'ceremony',
    'beacon',
    'beaconFaults',
    'manifest',
    'digest',
    'replaced',
    'key',
    'rowsPublishedAt',
    'process',
    'randomness',
    'seed',
    'drawnAt',
    'drawn',
    'visits',
    'places',
    'matchFailure',
    'dispatchedAt',
    'teamChanges',
    'keyChecks',
    'voidRequest',
    'voided',
  ]),
  /** Without rows, strata and tickets: those stay with the key. */
  reserves: z
    .array(
      z.object({
        ...fieldsOf(ReserveCall, [
          'id',
          'requestedBy',
          'requestedAt',
          'approvedBy',
          'approvedAt',
          'closed',
          'note',
          'visitId',
          'objectId',
          'reason',
          'evidence',
          'turn',
          'digest',
        ]),
        called: z
          .array(z.object({ frame: PlainId, objectId: z.string(), passed: z.enum(passReasons).optional() }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
  /** While a large registry is frozen: of so many shards, how many have been read and written. */
  progress: z.object({ shards: z.int(), read: z.int(), written: z.int() }).optional(),
  list: z.object({ digest: Sha256Hex, parts: z.int(), publishedAt: Instant.optional() }).optional(),
  /** 等待公共随机数: the beacon was asked for and nobody has given it yet. */
  awaiting: z.literal(awaitingBeacon).optional(),
  ...VersionFields,
});
export const batchView = (batch: Stored<Batch>) => {
  const { status, beaconFaults, beacon } = batch.value;
  const isAwaiting = status === 'committed' && beaconFaults !== undefined && !beacon?.signature;
  return { ...versioned(batch), ...(isAwaiting && { awaiting: awaitingBeacon }) } as const;
};

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

export const decideFailures = [
  'not-ready',
  'same-person',
  'no-lawful-team',
  'key-lost',
] as const satisfies readonly FailureKind[];
