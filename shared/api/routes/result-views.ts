import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LineText, PlainId } from '../../base/primitives.ts';
import { InspectionResult } from '../../domain/result/inspection-result.ts';
import { commitFailures, type Policy } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';

export const ResultView = z.object({
  ...fieldsOf(InspectionResult, [
    'inspectedOn',
    'present',
    'findings',
    'nonPerformance',
    'overall',
    'differsBecause',
    'id',
    'visitId',
    'batchId',
    'case',
    'department',
    'lead',
    'object',
    'items',
    'team',
    'inspectors',
    'visitStatus',
    'inspectBy',
    'status',
    'edition',
    'documentNumber',
    'evidence',
    'recordedBy',
    'submittedBy',
    'approvedBy',
    'returnReason',
    'producedOn',
    'completedOn',
    'day0',
    'deadline',
    'deadlineSince',
    'earlierDeadlines',
    'publicId',
    'publishedAt',
    'editionAt',
    'withholding',
    'completionCorrection',
    'correctionReason',
    'followUps',
    'terms',
    'stops',
    'stopRequest',
    'objections',
    'recognisedIn',
  ]),
  ...VersionFields,
});
export const resultParams = z.object({ id: PlainId });
export const Reason = z.strictObject({ reason: LineText });

export const resultReadFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
export const resultChangeFailures = [
  ...resultReadFailures,
  ...commitFailures,
  'illegal-transition',
] as const satisfies readonly FailureKind[];

/** One step of a result's workflow, on the version the caller has seen. */
export const act = <
  const P extends string,
  const F extends readonly FailureKind[],
  const B extends z.ZodType | undefined = undefined,
>(
  path: P,
  summary: { readonly zh: string; readonly en: string },
  access: Policy,
  failures: F,
  body?: B,
) =>
  ({
    method: 'POST',
    path: `/results/{id}/${path}`,
    summary,
    access,
    params: resultParams,
    body: body as B,
    success: { status: 200, body: ResultView },
    failures: [...resultChangeFailures, ...failures],
    ifMatch: true,
  }) as const;
