import type { LocalDate } from '../../calendar/local-date.ts';
import { isProblemCode } from '../../codes/figures.ts';
import { isApproved } from '../result/states.ts';
import type { FactOf } from './facts.ts';
import { all, byDue, earlier, ofEntries, type Step, some } from './step.ts';

/** What a result that was not voided adds. */
export function ofResult(result: FactOf<'result'>): readonly Step[] {
  const { id, visit, entries, codes, concluded, cited, status, day0, publishedOn } = result;
  // What is corrected stands as it was until it has been.
  const approved = isApproved(status) || status === 'correcting' || publishedOn !== undefined;
  const approvedOn = result.approvedOn ?? day0;
  // For good: a correction does not start the deadline again.
  const withheldOn =
    publishedOn === undefined ? (result.withheldOn ?? (status === 'withheld' ? day0 : undefined)) : undefined;
  const ofVisit = (counter: string, from?: LocalDate): Step => ({
    ...{ figure: 'problemFound', member: visit, counter, add: 1, from },
  });
  const settledOn = publishedOn ?? withheldOn;
  return [
    ...ofEntries(entries, 'results', undefined),
    ...(settledOn === undefined ? [] : ofEntries(entries, 'settled', settledOn)),
    ofVisit('results'),
    ...(approved
      ? [
          ofVisit('approved', approvedOn),
          ...(codes.some(isProblemCode) ? [ofVisit('problems', approvedOn)] : []),
          all('recognition', id, approvedOn, approvedOn, concluded),
          some('recognition', id, approvedOn, approvedOn, cited),
        ]
      : []),
    ...(day0 === undefined ? [] : ofPublication(result, day0, withheldOn)),
  ].filter(({ add }) => add !== 0);
}

function ofPublication(
  { id, deadline, publishedOn, editions, correctedOn = publishedOn }: FactOf<'result'>,
  day0: LocalDate,
  withheldOn: LocalDate | undefined,
): readonly Step[] {
  const running = deadline === undefined ? 'publicationUndetermined' : 'publicationRunning';
  const out = earlier(earlier(publishedOn, withheldOn), deadline);
  // These say how things stand on a day, whenever they began.
  const stock = [
    { ...some(running, id, day0), placed: undefined },
    ...(out === undefined ? [] : [{ ...some(running, id, out, out, -1), placed: undefined }]),
  ];
  if (withheldOn !== undefined)
    return [
      ...stock,
      all('withheldShare', id, withheldOn),
      some('withheldShare', id, withheldOn),
      // Overdue until it was decided that it is not published.
      ...(deadline !== undefined && deadline < withheldOn
        ? (['publication', 'publicationTimeliness'] as const).flatMap((figure) => [
            all(figure, id, deadline),
            all(figure, id, withheldOn, deadline, -1),
          ])
        : []),
    ];
  const counts = earlier(publishedOn, deadline);
  return [
    ...stock,
    ...byDue('publicationTimeliness', id, publishedOn, deadline),
    ...(counts === undefined ? [] : [all('publication', id, counts)]),
    ...(publishedOn === undefined
      ? []
      : [
          some('publication', id, publishedOn, counts),
          all('withheldShare', id, publishedOn),
          all('corrected', id, publishedOn),
          ...(editions > 1 ? [some('corrected', id, correctedOn, publishedOn)] : []),
        ]),
  ];
}
