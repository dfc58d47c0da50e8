import type { DepartmentCode } from '../../base/primitives.ts';
import { rateOf } from '../../base/rate.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isWhollyRecognised } from '../../domain/result/recognised.ts';
import { isApproved } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { every } from '../every.ts';
import type { PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import { lastApproved } from '../result/last-approved.ts';

export interface RecognitionFigures {
  /** Items of approved results that were concluded, and those of them by recognition. */
  readonly concluded: number;
  readonly cited: number;
  /** 互认率 in ten-thousandths; null where nothing was concluded. */
  readonly share: number | null;
  /** Parts of visits for which nobody entered, because all of their items were recognised. */
  readonly entriesSaved: number;
}

const pageSize = 100;

/**
 * 互认率 of the results whose deadline began to run in a month (`YYYY-MM`), of some departments: of every department for those
 * who oversee, else of the own. It reads the results of that month and no others.
 */
export async function recognitionFigures(
  { records }: { readonly records: Records },
  { month, departments }: { readonly month: string; readonly departments?: readonly DepartmentCode[] | undefined },
  { scope, department }: Actor,
): Promise<RecognitionFigures> {
  const of = (departments ?? departmentCodes).filter((each) => scope === 'any' || each === department);
  const count = { concluded: 0, cited: 0, entriesSaved: 0 };
  const results = (page: PageRequest) =>
    records.list({ kind: 'result', in: 'begun', of, between: [month, month], page });
  for await (const { value } of every(results, pageSize)) {
    // What is entered for a correction counts once it is approved.
    const approved = isApproved(value.status) ? value : await standing(records, value);
    if (!approved) continue;
    const found = concludedIn(approved);
    count.concluded += found.length;
    count.cited += found.filter(({ recognised }) => recognised).length;
    if (!approved.nonPerformance && isWhollyRecognised(approved)) count.entriesSaved += 1;
  }
  const { concluded, cited } = count;
  return { ...count, share: concluded === 0 ? null : rateOf(cited, concluded) };
}

/** What stands of a result that is being corrected. */
const standing = async (records: Records, { id, edition }: InspectionResult) =>
  edition === 0 ? undefined : (await lastApproved(records, id))?.value;

const concludedIn = ({ findings, nonPerformance }: InspectionResult) =>
  nonPerformance ? [] : findings.filter(({ checked, codes }) => checked && codes.length > 0);
