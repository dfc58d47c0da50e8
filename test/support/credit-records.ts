import type { CreditRecord } from '../../shared/domain/credit/credit-record.ts';
import { recordOfSource } from '../../shared/use-cases/credit/keep-record.ts';
import type { Records } from '../../shared/use-cases/ports/records.ts';

/** The record of a result, a follow-up or an entry, in its present version and as stored. */
export async function creditRecordOf(
  { records }: { readonly records: Records },
  kind: CreditRecord['source']['kind'],
  ref: string,
): Promise<CreditRecord | undefined> {
  return (await recordOfSource(records, { kind, ref }))?.value;
}
