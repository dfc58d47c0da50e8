import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { publicIdOf } from '../../domain/result/inspection-result.ts';
import { withoutStopped } from '../../domain/result/shown-rows.ts';
import { measuresShown } from '../../public/measures-shown.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { republicationOf } from '../../public/result-publication.ts';
import { checkOf } from '../changes.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { standingFollowUps } from './of-result.ts';

/**
 * What the public reads of a result once one of its follow-ups has changed, and another was `opened` by it: to be written with
 * the change, on condition that the result and the other follow-ups are still so. Of two that end at once the later one sees both.
 */
export async function measuresToShow(
  { records, published }: { readonly records: Records; readonly published: Pick<PublicRecord, 'find'> },
  changed: FollowUp,
  opened: FollowUp | undefined,
): Promise<readonly Change[]> {
  const result = await records.find('result', changed.resultId);
  const body = result?.value.publishedAt && (await published.find('result', publicIdOf(result.value)));
  if (!result || !body) return [];
  const before = ResultDocument.parse(body);
  if (before.withdrawn || before.stopped) return [];
  const others = (await standingFollowUps(records, result.value)).filter(({ value }) => value.id !== changed.id);
  const all = [...others.map(({ value }) => value), changed, ...(opened ? [opened] : [])];
  const { followUps: _, ...rest } = before;
  const followUps = measuresShown(withoutStopped(result.value), before.edition, all);
  const after: ResultDocument = { ...rest, ...(followUps.length > 0 && { followUps }) };
  const isSame = JSON.stringify(before.followUps ?? []) === JSON.stringify(followUps);
  return [
    checkOf('result', changed.resultId, result),
    ...others.map((each) => checkOf('follow-up', each.value.id, each)),
    ...(isSame ? [] : republicationOf([after], [before]).map((document) => ({ change: 'publish', document }) as const)),
  ];
}
