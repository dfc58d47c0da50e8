import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cells, changeOf, figuresFrom, sumOf } from '../../shared/domain/figures/cells.ts';
import type { Fact } from '../../shared/domain/figures/facts.ts';
import { type FigureQuestion, figuresOf } from '../../shared/domain/figures/figures.ts';
import { aDay, aDepartment, aFact, anItem, asRecords, aTownship } from '../support/any-facts.ts';
import { publishedFacts, wholeYear } from '../support/statistics.ts';

const scope = fc.oneof(
  fc.constant({}),
  aDepartment.map((department) => ({ department })),
  aTownship.map((township) => ({ township })),
  anItem.map((item) => ({ item })),
);
const question: fc.Arbitrary<FigureQuestion> = fc.record({
  ...{ scope, from: aDay, asOf: aDay, frequencyCap: fc.integer({ min: 1, max: 3 }) },
});
const facts = fc.array(aFact, { maxLength: 40 });

/** What is kept when one fact is written after another, each in the place of an earlier one of its record. */
function keptOf(history: readonly Fact[]): Cells {
  const standing = new Map<string, Fact>();
  let cells: Cells = new Map();
  for (const fact of history) {
    const name = `${fact.type} ${fact.id}`;
    cells = sumOf([cells, changeOf(standing.get(name), fact)]);
    standing.set(name, fact);
  }
  return cells;
}
const withoutLists = (figures: ReturnType<typeof figuresOf>) =>
  figures.map(({ behind: _, excluded: __, ...figure }) => figure);
const sorted = (cells: Cells) => [...cells].toSorted(([one], [other]) => (one < other ? -1 : 1));

describe('figures that are kept', () => {
  test('are those of all facts, in every scope, period and as of any day', () => {
    fc.assert(
      fc.property(facts, question, (history, asked) => {
        expect(figuresFrom(keptOf(history), asked)).toEqual(withoutLists(figuresOf(asRecords(history), asked)));
      }),
      { numRuns: 300 },
    );
  });

  test('are the same whether they were kept from the beginning or are counted anew from what stands', () => {
    fc.assert(
      fc.property(facts, (history) => {
        expect(sorted(keptOf(history))).toEqual(sorted(keptOf(asRecords(history).toReversed())));
      }),
    );
  });

  test('leave nothing behind of facts that are taken out', () => {
    fc.assert(
      fc.property(facts, (history) => {
        const takenOut = asRecords(history).map((fact) => changeOf(fact, undefined));
        const without = sumOf([keptOf(history), ...takenOut]);
        expect([...without]).toEqual([]);
      }),
    );
  });

  test('of an unchanged fact write nothing', () => {
    fc.assert(
      fc.property(aFact, (fact) => {
        expect([...changeOf(fact, { ...fact })]).toEqual([]);
      }),
    );
  });

  test('hold no ids of facts that merely add up', () => {
    const lead = publishedFacts.find(({ id }) => id === 'L1');
    expect([...changeOf(undefined, lead).keys()].filter((key) => key.includes('L1'))).toEqual([]);
  });
});

describe('figures of facts', () => {
  test('do not depend on the order in which the facts are read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...publishedFacts], { minLength: publishedFacts.length }), (order) => {
        expect(figuresOf(order, wholeYear)).toEqual(figuresOf(publishedFacts, wholeYear));
      }),
      { numRuns: 30 },
    );
  });

  test('that belong to one department each add up to the county’s', () => {
    const ofOne = [
      ...['publication', 'publicationTimeliness', 'publicationRunning', 'publicationUndetermined', 'withheldShare'],
      ...['corrected', 'recognition', 'receiptTimeliness', 'followUpClosure', 'followUpTimeliness', 'rectification'],
      ...['leadTimeliness', 'shareTimeliness', 'ledgerTimeliness', 'objectionsUpheld', 'inspectorParticipation'],
    ];
    fc.assert(
      fc.property(facts, question, (given, { from, asOf, frequencyCap }) => {
        const of = (department?: string) =>
          figuresOf(asRecords(given), { scope: { department }, from, asOf, frequencyCap }).filter(({ id }) =>
            ofOne.includes(id),
          );
        const parts = ['SCJG', 'WJW', 'YJJ'].map((department) => of(department));
        for (const [at, { id, num, den }] of of().entries()) {
          const sum = (part: 'num' | 'den') => parts.reduce((total, figures) => total + (figures[at]?.[part] ?? 0), 0);
          expect([id, sum('num'), sum('den')]).toEqual([id, num, den]);
        }
      }),
    );
  });

  test('never count more in the numerator of a rate than in its denominator, nor less than none', () => {
    fc.assert(
      fc.property(facts, question, (given, asked) => {
        for (const { id, num, den, rate } of figuresOf(asRecords(given), asked)) {
          expect([id, num >= 0, den >= 0, rate === null || num <= den]).toEqual([id, true, true, true]);
        }
      }),
    );
  });
});
