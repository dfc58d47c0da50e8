import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { Plan, PlanEntry, QuotaRule } from '../../shared/domain/plan/plan.ts';
import {
  Expert,
  InspectionItem,
  InspectionObject,
  Inspector,
  ObjectFilter,
} from '../../shared/domain/registry/registry.ts';
import { EvidenceAnnouncement } from '../../shared/domain/result/evidence.ts';
import { Citation, ItemFinding, ResultDraft } from '../../shared/domain/result/findings.ts';
import { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { Visit } from '../../shared/domain/visit/visit.ts';
import { visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { expertOf, officer, publishedPlan, shop } from '../support/drawable-county.ts';
import { aDraft, aFinding, anAssignment, aResult } from '../support/inspection-samples.ts';
import { anEntry, anItem } from './plan-entries.ts';

const word = (n: number) => `词${n}`;
const id = (n: number) => `SCJG-${n}`;
const recusal = (n: number) => ({ objectId: id(n), ground: '亲属关系' });
const quota = (n = 0) => ({ creditClass: 'ABCD'[n], take: { number: 1 }, document: '方案' });
const entry = (n: number) => anEntry({ id: `E${n}` });
const part = anAssignment().visit.parts[0];
const citation = { source: '专业机构意见', reference: '检〔2026〕1号', issuer: '检测院' };
const announced = { name: '照片.jpg', mediaType: 'image/jpeg', sha256: 'a'.repeat(64) };
const inspector = officer('SCJG', 1);
const noEnd = Number.POSITIVE_INFINITY;

/** Of each list its field, how many there must and may be at most, and what it is a list of. */
const lists: readonly (readonly [string, z.ZodType, object, least: number, most: number, (n: number) => unknown])[] = [
  ['tags', InspectionObject, shop(1), 0, 20, word],
  ['supervisors', InspectionObject, shop(1), 1, noEnd, () => 'SCJG'],
  ['methods', InspectionItem, anItem(), 1, noEnd, () => '1'],
  ['qualifications', Inspector, inspector, 0, 20, word],
  ['expertise', Inspector, inspector, 0, 20, word],
  ['itemScope', Inspector, inspector, 1, 100, id],
  ['recusals', Inspector, inspector, 0, 200, recusal],
  ['fields', Expert, expertOf('SCJG', 1), 1, 20, word],
  ['recusals', Expert, expertOf('SCJG', 1), 0, 200, recusal],
  ['kinds', ObjectFilter, {}, 1, noEnd, () => '企业'],
  ['townships', ObjectFilter, {}, 1, noEnd, () => '411422105'],
  ['industries', ObjectFilter, {}, 1, noEnd, () => 'H62'],
  ['creditClasses', ObjectFilter, {}, 1, noEnd, () => 'A'],
  ['tags', ObjectFilter, {}, 1, noEnd, word],
  ['departments', PlanEntry, anEntry(), 1, noEnd, (n) => ({ department: departmentCodes[n], items: [id(1)] })],
  ['items', PlanEntry.shape.departments.element, { department: 'SCJG' }, 1, 30, id],
  ['quotas', PlanEntry, anEntry(), 1, noEnd, quota],
  ['entries', Plan, publishedPlan([]), 0, 100, entry],
  ['codes', ItemFinding, aFinding('A'), 0, 8, () => '5'],
  ['measures', ItemFinding, aFinding('A'), 0, 8, () => '责令改正'],
  ['evidence', ItemFinding, aFinding('A'), 0, 20, id],
  ['evidence', Citation, citation, 1, 10, id],
  ['present', ResultDraft, aDraft(), 0, 20, id],
  ['findings', ResultDraft, aDraft(), 0, 600, () => aFinding('A')],
  ['overall', ResultDraft, aDraft(), 0, 8, () => '5'],
  ['parts', Visit, anAssignment().visit, 1, noEnd, () => part],
];

/** Of each number its field, the least and the greatest. */
const numbers: readonly (readonly [string, z.ZodType, object, least: number, most: number])[] = [
  ['capacity', Inspector, inspector, 1, 10_000],
  ['year', Plan, publishedPlan([]), 2020, 2100],
  ['edition', Plan, publishedPlan([]), 0, noEnd],
  ['edition', InspectionResult, aResult(), 0, noEnd],
  ['bytes', EvidenceAnnouncement, announced, 1, 50 * 1024 * 1024],
];

describe('a record holds', () => {
  test.each(lists)('%s in the right number', (field, schema, sample, least, most, make) => {
    const takes = (length: number) =>
      schema.safeParse({ ...sample, [field]: Array.from({ length }, (_, n) => make(n)) }).success;
    const within = [least, most].filter(Number.isFinite);
    const beyond = [least - 1, most + 1].filter((length) => length >= 0 && length < noEnd);
    expect(within.map(takes)).toEqual(within.map(() => true));
    expect(beyond.map(takes)).toEqual(beyond.map(() => false));
  });

  test.each(numbers)('%s in its range', (field, schema, sample, least, most) => {
    const takes = (value: number) => schema.safeParse({ ...sample, [field]: value }).success;
    const within = [least, most].filter(Number.isFinite);
    const beyond = [least - 1, least + 0.5, most + 1].filter(Number.isFinite);
    expect(within.map(takes)).toEqual(within.map(() => true));
    expect(beyond.map(takes)).toEqual(beyond.map(() => false));
  });

  test.each([
    ['number', 100_000],
    ['ratio', 10_000],
  ])('a quota with a %s from 0, which its own rule refuses, to %d', (kind, most) => {
    const takes = (value: number) => QuotaRule.safeParse({ ...quota(), take: { [kind]: value } }).success;
    expect([0, 1, most, most + 1].map(takes)).toEqual([true, true, true, false]);
  });

  test('in a filter an industry of one letter and up to four digits', () => {
    const takes = (code: string) => ObjectFilter.safeParse({ industries: [code] }).success;
    expect(['H', 'H6210'].map(takes)).toEqual([true, true]);
    expect(['H62100', 'U62', 'HH', 'XH62'].map(takes)).toEqual([false, false, false, false]);
  });

  test('of each part of a visit somebody who goes and something to check', () => {
    const takes = (more: object) => Visit.safeParse({ ...anAssignment().visit, parts: [{ ...part, ...more }] }).success;
    expect([takes({}), takes({ items: [] }), takes({ team: [] })]).toEqual([true, false, false]);
  });

  test('a certificate with a number of 1 to 40 characters and a validity that does not end before it begins', () => {
    const certified = (more: object) => {
      const sample = officer('SCJG', 1);
      return Inspector.safeParse({ ...sample, certificate: { ...sample.certificate, ...more } }).success;
    };
    expect([1, 40].map((length) => certified({ number: '豫'.repeat(length) }))).toEqual([true, true]);
    expect([0, 41].map((length) => certified({ number: '豫'.repeat(length) }))).toEqual([false, false]);
    expect(certified({ number: ' \t ' })).toBe(false);
    expect(certified({ validFrom: '2026-01-01', validTo: '2026-01-01' })).toBe(true);
    expect(certified({ validFrom: '2026-01-02', validTo: '2026-01-01' })).toBe(false);
  });

  test('what it names and nothing else', () => {
    for (const [schema, sample] of [
      [InspectionItem, anItem()],
      [InspectionObject, shop(1)],
      [Inspector, officer('SCJG', 1)],
      [Expert, expertOf('SCJG', 1)],
      [Plan, publishedPlan([anEntry()])],
      [Visit, anAssignment().visit],
      [InspectionResult, aResult()],
      [ResultDraft, aDraft()],
    ] as const) {
      expect(schema.safeParse(sample).error).toBeUndefined();
      expect(schema.safeParse({ ...sample, unknown: 1 }).success).toBe(false);
    }
  });
});

describe('an item, object, inspector or expert', () => {
  const path = (parsed: z.ZodSafeParseResult<unknown>) => parsed.error?.issues.map((issue) => issue.path.join('.'));
  const identityNumber = '11010519491231002X';

  test('that is an item says the field of the expert who must come', () => {
    expect(path(InspectionItem.safeParse(anItem({ expertRequired: true })))).toEqual(['expertise']);
    expect(path(InspectionItem.safeParse(anItem({ expertRequired: true, expertise: '电梯' })))).toBeUndefined();
    expect(path(InspectionItem.safeParse(anItem({ expertRequired: false })))).toBeUndefined();
  });

  test('that is an item applies to industries that exist', () => {
    expect(path(InspectionItem.safeParse(anItem({ applies: { industries: ['H62', 'A62'] } })))).toEqual([
      'applies.industries',
    ]);
    expect(path(InspectionItem.safeParse(anItem({ applies: { industries: ['H', 'H62'] } })))).toBeUndefined();
  });

  test('that bears an identity number is refused, since its number becomes public', () => {
    expect(path(InspectionObject.safeParse(shop(1, { id: identityNumber })))).toEqual(['id']);
    expect(path(Inspector.safeParse({ ...officer('SCJG', 1), id: identityNumber }))).toEqual(['id']);
    expect(path(Expert.safeParse({ ...expertOf('SCJG', 1), id: identityNumber }))).toEqual(['id']);
  });

  test('that is an object with a credit code has it as its number', () => {
    const code = '91411422MA10000120';
    expect(path(InspectionObject.safeParse(shop(1, { id: code, creditCode: code })))).toBeUndefined();
    expect(path(InspectionObject.safeParse(shop(1, { creditCode: code })))).toEqual(['id']);
  });
});

test('the number of a visit is its batch and its object; an object number above 32 characters is shortened to a digest', () => {
  const named = (length: number) => visitIdOf('b1', 'x'.repeat(length));
  expect(named(32)).toBe(`b1.${'x'.repeat(32)}`);
  expect(named(33)).toMatch(/^b1\.[0-9a-f]{32}$/);
  expect(named(33)).not.toBe(named(34));
});
