import { describe, expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { readSentences, whoMay, writeSentences } from '../support/policy-sentences.ts';

const written = operations.filter(({ route }) => route.method !== 'GET' && route.access !== 'subject');
const accessOf = (operation: string) => operations.find((each) => each.operation === operation)?.route.access;

describe('who may change what', () => {
  const cases = Object.entries(writeSentences).map(([sentence, rest]) => ({ sentence, ...rest }));

  test.each(cases)('$sentence', ({ may, operations: named }) => {
    for (const operation of named) expect([operation, accessOf(operation)]).toEqual([operation, may]);
  });

  test('is said of every operation that writes, once', () => {
    const said = cases.flatMap(({ operations: named }) => named);
    expect(said.toSorted()).toEqual(written.map(({ operation }) => operation).toSorted());
  });
});

describe('who may read what', () => {
  test.each(Object.keys(readSentences))('of %s', (step) => {
    const reads = operations.filter((each) => each.step === step && each.route.method === 'GET');
    for (const entry of reads) expect([entry.operation, entry.route.access]).toEqual([entry.operation, whoMay(entry)]);
  });

  test('is said of every step; what the public reads needs no login', () => {
    const steps = new Set(operations.map(({ step }) => step));
    const others = [...steps].filter((step) => !Object.hasOwn(readSentences, step) && step !== 'subject');
    expect(others).toEqual(['portal', 'verification', 'ceremony', 'reference']);
    const open = operations.filter(({ step }) => others.includes(step));
    expect(open.filter(({ route }) => route.access !== 'public' || route.method !== 'GET')).toEqual([]);
    expect(operations.filter(({ step, route }) => route.access === 'public' && !others.includes(step))).toEqual([]);
  });

  test('a bound code opens what its object may see and say, and a role opens none of that', () => {
    const bound = operations.filter(({ step, route }) => step === 'subject' || route.access === 'subject');
    expect(bound.map(({ operation, step, route }) => [operation, step, route.access])).toEqual(
      [
        ...[
          'listOwnResults',
          'listOwnDataUses',
          'listOwnObjections',
          'listOwnLookups',
          'listOwnCreditRecords',
          'listOwnListEntries',
          'listOwnTrustPeriods',
        ],
        ...['listOwnRepairable', 'listOwnRepairs', 'fileOwnRepair', 'supplyOwnPapers', 'withdrawOwnRepair'],
        ...['fileOwnObjection', 'withdrawOwnObjection'],
      ].map((operation) => [operation, 'subject', 'subject']),
    );
  });
});
