import * as z from 'zod';
import type { FailureKind } from '../base/failures.ts';
import { PlainId } from '../base/primitives.ts';
import type { Policy } from './route.ts';

export const recordParams = z.object({ id: PlainId });

/**
 * The acts on records of one kind, each `POST {path}/{id}/{name}` on the version that its caller has seen. All answer the
 * record as `view` shows it, and can fail in the same ways.
 */
export const actsOn =
  <const Path extends string, View extends z.ZodType, const F extends readonly FailureKind[]>(
    path: Path,
    view: View,
    failures: F,
  ) =>
  <const Name extends string, const Body extends z.ZodType>(
    name: Name,
    summary: { readonly zh: string; readonly en: string },
    access: Policy,
    body: Body,
  ) =>
    ({
      method: 'POST',
      path: `${path}/{id}/${name}`,
      summary,
      access,
      params: recordParams,
      body,
      success: { status: 200, body: view },
      failures,
      ifMatch: true,
    }) as const;

/** The body of an act that says nothing but that it is done. */
export const bare = z.strictObject({});
