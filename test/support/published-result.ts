import { publicIdOf } from '../../shared/domain/result/inspection-result.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import type { Records } from '../../shared/use-cases/ports/records.ts';

/** What is public of a result, found as its department would: by the public id that the result states. */
export async function publishedResult(
  { records, published }: { readonly records: Records; readonly published: PublicRecord },
  id: string,
  part?: string,
): ReturnType<PublicRecord['find']> {
  const result = await records.find('result', id);
  return published.find('result', result ? publicIdOf(result.value) : id, part);
}
