import { formatChineseDate } from '../../calendar/local-date.ts';
import { contradict, saidOf } from '../../domain/result/agreement.ts';
import { type InspectionResult, publicIdOf } from '../../domain/result/inspection-result.ts';
import { ResultDocument } from '../../public/result-document.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { WholeVisit } from '../visit/part-ended.ts';

/** What other departments have made public of the same visit that contradicts this result. */
export async function contradictedBy(
  published: Pick<PublicRecord, 'find'>,
  { results }: WholeVisit,
  own: InspectionResult,
): Promise<readonly ResultDocument[]> {
  const others = results.filter(({ value: { id } }) => id !== own.id);
  const found = await Promise.all(others.map(({ value }) => published.find('result', publicIdOf(value))));
  return found.flatMap((body) => {
    const document = body && ResultDocument.parse(body);
    if (!document || document.withdrawn || document.stopped) return [];
    const { inspectionDate: inspectedOn, notPerformed } = document;
    return contradict(saidOf(own), { inspectedOn, notPerformed }) ? [document] : [];
  });
}

/** For people: what they said. */
export const wordsOfOthers = (others: readonly ResultDocument[]): string =>
  others
    .map(({ authority, inspectionDate, notPerformed }) => {
      const day = inspectionDate === undefined ? '' : formatChineseDate(inspectionDate);
      return `${authority}已公示${day}${notPerformed === undefined ? '实施了检查' : `因“${notPerformed}”未实施检查`}`;
    })
    .join('；');
