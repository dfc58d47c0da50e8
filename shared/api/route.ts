import type * as z from 'zod';
import type { FailureKind } from '../base/failures.ts';
import type { Role, Scope } from '../base/roles.ts';
import type { StartableJob } from '../platform/jobs.ts';
import type { BlobUse } from '../platform/kept-files.ts';
import type { TableName, TableUse } from '../platform/tables.ts';

/** Who may, and how far they reach (R14): a role that is not listed may not. */
export type Policy = Readonly<Partial<Record<Role, Scope>>>;

/**
 * `public` routes need no login and read the Public table only. `subject` routes are for whoever holds a bound code, and
 * reach what is about its object alone.
 */
export type Access = 'public' | 'subject' | Policy;

/** Whether a route is for officials, by their roles. */
export const isPolicy = (access: Access): access is Policy => typeof access === 'object';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** `file` answers bytes of some media type (`FileBody`) in place of JSON. */
  readonly success: { readonly status: 200 | 201 | 202; readonly body: z.ZodType; readonly file?: true };
  /** What the operation itself may answer besides what the chain answers for every route. */
  readonly failures: readonly FailureKind[];
  /** A list: `limit` and `cursor` in the query, `items` and `next` in the answer. */
  readonly paged?: true;
  /** Creates something: the caller sends an Idempotency-Key. */
  readonly creates?: true;
  /**
   * What it answers expires sooner than a creating request is remembered, e.g. an address to upload to. A repeat is
   * carried out again, under the same id, so that its answer is fresh; it must create nothing by itself.
   */
  readonly answersAnew?: true;
  /** Changes a version the caller has seen: the caller sends If-Match. */
  readonly ifMatch?: true;
}

export interface Step {
  readonly summary: { readonly zh: string; readonly en: string };
  readonly uses: Readonly<Partial<Record<TableName, TableUse>>>;
  readonly blobs?: BlobUse;
  /** Jobs its operations start; its function may start these and no others. */
  readonly starts?: readonly StartableJob[];
  /** Its operations start the draw process; its function may. */
  readonly startsDraws?: true;
  /** Its operations make or open the keys of batches; its function may. */
  readonly opensKeys?: true;
  /** Files the function serves, by path from the root; in the bundle they lie in `assets/` beside it. */
  readonly assets?: readonly string[];
  readonly routes: Readonly<Record<string, Route>>;
}

/** Keeps the literal types of a step, so that handlers, client and failures are typed by it. */
export const defineStep = <const S extends Step>(step: S): S => step;

/** What any commit may be refused with. */
export const commitFailures = [
  'already-exists',
  'stale-version',
  'import-open',
] as const satisfies readonly FailureKind[];

/** Failures the chain can answer for a route, whatever its operation does. */
export function chainFailures(route: Route): readonly FailureKind[] {
  return [
    ...(route.access === 'public' ? [] : (['unauthenticated'] as const)),
    ...(isPolicy(route.access) ? (['forbidden'] as const) : []),
    ...(isPolicy(route.access) && route.method !== 'GET' ? (['mfa-required'] as const) : []),
    ...(route.params || route.query || route.body ? (['invalid-input'] as const) : []),
    ...(route.body ? (['malformed-json', 'unsupported-media-type', 'body-too-large'] as const) : []),
    ...(route.paged ? (['invalid-cursor'] as const) : []),
    ...(route.ifMatch ? (['version-required'] as const) : []),
    ...(route.creates ? (['idempotency-key-required', 'idempotency-key-reused', 'request-in-progress'] as const) : []),
    'busy',
    'file-unusable',
    'internal-error',
  ];
}
