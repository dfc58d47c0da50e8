import type { FigureId } from '../../codes/figures.ts';
import type { FactOf } from './facts.ts';
import { all, ofEntries, type Step, some } from './step.ts';

/** What a visit that was not voided adds; of a direct check, only that the object was checked and by whom. */
export function ofVisit(visit: FactOf<'visit'>): readonly Step[] {
  const { id, kind, object, status, completedOn, inspectors } = visit;
  const check = (figure: FigureId, member: string, counter: string): Step => ({
    ...{ figure, member, counter, add: 1 },
    ...{ from: completedOn, placed: completedOn },
  });
  const checks =
    status === 'completed' && completedOn !== undefined
      ? [
          check('coverage', object, 'checks'),
          check('overCap', object, 'checks'),
          check('checksPerCheckedObject', object, 'checks'),
          ...inspectors.map((inspector) => check('inspectorParticipation', inspector, 'checks')),
          ...(kind === 'case' ? [] : [check('problemFound', id, 'done')]),
        ]
      : [];
  return kind === 'case' ? checks : [...checks, ...ofRandomVisit(visit)];
}

function ofRandomVisit(visit: FactOf<'visit'>): readonly Step[] {
  const { id, batch = '', departments, entries, dispatchedOn, windowTo, status, completedOn } = visit;
  const over = status === 'dispatched' ? undefined : completedOn;
  const saved = departments.length - 1;
  return [
    ...ofEntries(entries, 'visits', dispatchedOn),
    all('visitCompletion', id, windowTo),
    all('visitTimeliness', id, windowTo),
    all('jointVisits', id, dispatchedOn),
    ...(saved > 0
      ? [some('jointVisits', id, dispatchedOn), some('entriesSaved', id, dispatchedOn, dispatchedOn, saved)]
      : []),
    ...departments.map((department) => ({
      ...{ figure: 'jointBatches' as const, member: batch, counter: `of/${department}`, add: 1 },
      ...{ from: dispatchedOn, placed: dispatchedOn },
    })),
    ...(over === undefined
      ? []
      : [
          ...ofEntries(entries, 'over', over),
          // What is over before its window ends counts when that has ended, with the others of its window.
          some('visitCompletion', id, over < windowTo ? windowTo : over, windowTo),
          ...(over <= windowTo ? [some('visitTimeliness', id, windowTo)] : []),
          all('notPerformed', id, over),
          ...(status === 'not-performed' ? [some('notPerformed', id, over)] : []),
        ]),
  ];
}
