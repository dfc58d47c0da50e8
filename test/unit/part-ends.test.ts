import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradict, type Said } from '../../shared/domain/result/agreement.ts';
import { endOf, withPartEnds } from '../../shared/domain/visit/part-ends.ts';
import type { PartEnd, Visit } from '../../shared/domain/visit/visit.ts';
import { anAssignment, aResult } from '../support/inspection-samples.ts';

const { visit, results } = anAssignment();
const departments = ['SCJG', 'WJW'] as const;
const nonPerformance = { reason: '停业或清算' as const };

const day = fc.integer({ min: 2, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
const anEnd: fc.Arbitrary<PartEnd> = fc.oneof(
  day.map((on): PartEnd => ({ on, as: 'completed' })),
  day.map((on): PartEnd => ({ on, as: 'not-performed', nonPerformance })),
  day.map((on): PartEnd => ({ on, as: 'closed' })),
);
/** What departments say one after another; they may say otherwise later. */
const saying = fc.array(fc.tuple(fc.constantFrom(...departments), anEnd), { maxLength: 8 });

const after = (said: readonly (readonly [(typeof departments)[number], PartEnd])[]): Visit =>
  said.reduce((before, [department, end]) => withPartEnds(before, results, new Map([[department, end]]), 'u'), visit);

describe('a visit', () => {
  test('is over exactly when every part is, whatever is said in whichever order', () => {
    fc.assert(
      fc.property(saying, (said) => {
        const heard = new Set(said.map(([department]) => department));
        expect(after(said).status !== 'dispatched').toBe(heard.size === departments.length);
      }),
    );
  });

  test('says what its departments said last: not performed if none inspected and one could not', () => {
    fc.assert(
      fc.property(saying, (said) => {
        const last = new Map(said);
        fc.pre(last.size === departments.length);
        const all = [...last.values()];
        const inspected = all.some(({ as }) => as === 'completed');
        const closed = all.some(({ as }) => as === 'not-performed');
        const { status, completedOn, nonPerformance: why } = after(said);
        expect(status).toBe(!inspected && closed ? 'not-performed' : 'completed');
        expect(why).toEqual(!inspected && closed ? nonPerformance : undefined);
        expect(completedOn).toBe(
          all
            .map(({ on }) => on)
            .toSorted()
            .at(-1),
        );
      }),
    );
  });

  test('keeps who ended it when a part says otherwise later', () => {
    const first = withPartEnds(
      visit,
      results,
      new Map(departments.map((one) => [one, { on: '2026-03-10', as: 'completed' }])),
      'u1',
    );
    const later = withPartEnds(first, results, new Map([['WJW', { on: '2026-03-11', as: 'completed' }]]), 'u2');
    expect(later).toMatchObject({ completedBy: 'u1', completedOn: '2026-03-11' });
  });
});

describe('a visit of an earlier version', () => {
  test('has the ends of its parts in its results', () => {
    expect(endOf({}, aResult())).toBeUndefined();
    const over = { completedOn: '2026-03-10', submittedBy: 'u1' };
    expect(endOf({}, aResult(over))).toEqual({ on: '2026-03-10', as: 'completed', by: 'u1' });
    expect(endOf({}, aResult({ ...over, nonPerformance }))).toMatchObject({ as: 'not-performed', nonPerformance });
  });

  test('is over with the part that was open, and then states every end itself', () => {
    const [scjg, wjw] = results;
    if (!scjg || !wjw) throw new Error('two departments');
    const before = [{ ...scjg, completedOn: '2026-03-12' }, wjw];
    const ended = withPartEnds(visit, before, new Map([['WJW', { on: '2026-03-10', as: 'completed' }]]), 'u');
    expect(ended).toMatchObject({ status: 'completed', completedOn: '2026-03-12' });
    expect(ended.parts.map((part) => part.ended?.on)).toEqual(['2026-03-12', '2026-03-10']);
  });
});

describe('two departments at one visit', () => {
  const closed = (inspectedOn: string, notPerformed = '注销'): Said => ({ inspectedOn, notPerformed });
  const inspected = (inspectedOn: string): Said => ({ inspectedOn });

  test.each<[string, Said, Said, boolean]>([
    ['both inspected', inspected('2026-03-10'), inspected('2026-03-11'), false],
    ['closed for one reason', closed('2026-03-10'), closed('2026-03-11'), false],
    ['closed for two reasons', closed('2026-03-10'), closed('2026-03-10', '停业或清算'), true],
    ['inspected before it was found closed', inspected('2026-03-09'), closed('2026-03-10'), false],
    ['inspected on the day it was found closed', inspected('2026-03-10'), closed('2026-03-10'), true],
    ['inspected after it was found closed', inspected('2026-03-12'), closed('2026-03-10'), true],
  ])('%s', (_, one, other, expected) => {
    expect(contradict(one, other)).toBe(expected);
    expect(contradict(other, one)).toBe(expected);
  });
});
