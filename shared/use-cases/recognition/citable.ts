import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateOfMonth, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { ItemFinding } from '../../domain/result/findings.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isContested } from '../../domain/result/objected.ts';
import { stoppedItems } from '../../domain/result/shown-rows.ts';
import type { Records } from '../ports/records.ts';
import { settingsAt } from '../setting/settings-at.ts';

/** A conclusion on an item that is public, as it may be taken over. */
export interface Citable {
  readonly finding: ItemFinding;
  readonly name: string;
  /** The last day on which it may be. */
  readonly validUntil: LocalDate;
}

export type CitationFailure = Failure<'not-found' | 'recognition-expired' | 'source-under-review' | 'not-ready'>;

/** Whether a result has been public. One that has not is nobody else's business. */
export const wasPublished = ({ edition, publishedAt }: InspectionResult): boolean =>
  edition > 0 && publishedAt !== undefined;

/** R33: whether what is public of a result stands, and nobody is looking at it again. */
export const stands = (result: Pick<InspectionResult, 'status' | 'edition' | 'objections'>): boolean =>
  result.status === 'published' && !isContested(result, result.edition);

/**
 * R32, R33: a conclusion that a department may take over today: published, of an item that the list names for it, within the
 * months of the list since its first publication, and neither corrected, objected to, nor shown no longer.
 */
export async function citable(
  records: Records,
  source: InspectionResult,
  { itemId, by, now }: { readonly itemId: string; readonly by: DepartmentCode; readonly now: Date },
): Promise<Result<Citable, CitationFailure>> {
  const { documentNumber = '', publishedAt } = source;
  if (publishedAt === undefined || !wasPublished(source))
    return err({ kind: 'not-found', entity: 'result', id: source.id });
  const listed = await records.find('recognisable-item', itemId);
  if (!listed?.value.listed || !listed.value.by.includes(by))
    return notReady(`互认清单没有列明本部门可以互认事项 ${itemId} 的结论。`);
  const months = listed.value.months ?? (await settingsAt({ records }, now)).recognitionMonths;
  const validUntil = dateOfMonth(localDateOf(new Date(publishedAt)), months);
  if (localDateOf(now) > validUntil) return err({ kind: 'recognition-expired', lastDay: validUntil });
  if (!stands(source) || stoppedItems(source).has(itemId)) return err({ kind: 'source-under-review', documentNumber });
  const finding = source.findings.find((each) => each.itemId === itemId);
  const name = source.items.find(({ id }) => id === itemId)?.name;
  if (!finding?.checked || finding.codes.length === 0 || name === undefined)
    return notReady(`该检查结果没有事项 ${itemId} 的结论。`);
  if (finding.recognised) return notReady('该结论本身是互认得出的，请选取作出结论的部门的检查结果。');
  return ok({ finding, name, validUntil });
}

export const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
