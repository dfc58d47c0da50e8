import { describe, expect, test } from 'vitest';
import type { Expert, Inspector } from '../../shared/domain/registry/registry.ts';
import { takenOut, takenText } from '../../shared/domain/registry/taken-out.ts';
import { anItem, officer } from '../support/drawable-county.ts';

const one: Inspector = {
  ...officer('WJW', 1),
  qualifications: ['食品', '特种设备'],
  itemScope: ['WJW-1', 'WJW-2'],
  recusals: [{ objectId: 'S0001', ground: '亲属关系' }],
};
const { certificate } = one;
const by = (after: Partial<Inspector>, before: Inspector | undefined = one) =>
  takenOut<'inspector'>(before, { ...(before ?? one), ...after }).flatMap((taken) => taken.by);

describe('what decides whether an inspector in force may be matched is changed by two', () => {
  test.each<[string, Partial<Inspector>, string]>([
    ['a shorter certificate', { certificate: { ...certificate, validTo: '2027-01-01' } }, 'certificate'],
    ['a longer one', { certificate: { ...certificate, validTo: '2039-01-01' } }, 'certificate'],
    ['one that begins later', { certificate: { ...certificate, validFrom: '2026-01-01' } }, 'certificate'],
    ['fewer items', { itemScope: ['WJW-1'] }, 'scope'],
    ['all items', { itemScope: ['*'] }, 'scope'],
    ['a qualification more', { qualifications: ['食品', '特种设备', '药品'] }, 'qualifications'],
    ['a qualification less', { qualifications: ['食品'] }, 'qualifications'],
    ['may not lead', { mayLead: false }, 'leading'],
    ['fewer visits', { capacity: 3 }, 'capacity'],
    ['a station in a township', { level: '所', township: '411422100' }, 'station'],
    ['a further recusal', { recusals: [...one.recusals, { objectId: 'S0002', ground: '对象申请' }] }, 'recusals'],
    ['a recusal less', { recusals: [] }, 'recusals'],
    ['out of force', { status: '失效' }, 'status'],
  ])('%s', (_, after, kind) => {
    expect(by(after)).toEqual([kind]);
  });

  test('so is coming into force, as a new row or as one that was there', () => {
    expect(takenOut<'inspector'>(undefined, one)).toEqual([{ department: 'WJW', by: ['joins'] }]);
    expect(by({ status: '有效' }, { ...one, status: '失效' })).toEqual(['joins']);
  });
});

test.each<[string, Partial<Inspector>]>([
  ['name, telephone and labels', { name: '改名', phone: '0370-8100001', tags: ['骨干'] }],
  ['number and issuer of the certificate', { certificate: { ...certificate, number: '豫N1', issuer: '司法部' } }],
  ['the order of lists', { itemScope: ['WJW-2', 'WJW-1'], qualifications: ['特种设备', '食品'] }],
  ['that somebody may lead, which holds unless it is denied', { mayLead: true }],
  ['the ground of a recusal', { recusals: [{ objectId: 'S0001', ground: '对象申请' }] }],
  ['the township of somebody at the county’s level', { township: '411422100' }],
])('%s is daily work', (_, after) => {
  expect(by(after)).toEqual([]);
});

test('whoever is out of force may be entered and written by one person, and goes by one', () => {
  const out = { ...one, status: '失效' } as const;
  expect(takenOut<'inspector'>(undefined, out)).toEqual([]);
  expect(by({ qualifications: [], recusals: [] }, out)).toEqual([]);
  expect(takenOut<'inspector'>(out, undefined)).toEqual([]);
  expect(takenOut<'inspector'>(one, undefined)).toEqual([{ department: 'WJW', by: ['status'] }]);
});

test('of an expert fields, term and recusals count', () => {
  const expert: Expert = {
    ...{ id: 'WJW-Z1', name: '某专家', department: 'WJW', organisation: '县医院' },
    ...{ fields: ['放射'], status: '有效', tags: [] },
  };
  const kinds = (after: Partial<Expert>) => takenOut<'expert'>(expert, { ...expert, ...after }).flatMap((t) => t.by);
  expect(kinds({ fields: ['放射', '消毒'] })).toEqual(['fields']);
  expect(kinds({ validTo: '2027-01-01' })).toEqual(['term']);
  expect(kinds({ recusals: [{ objectId: 'S1', ground: '亲属关系' }] })).toEqual(['recusals']);
  expect(kinds({ status: '失效' })).toEqual(['status']);
  expect(kinds({ organisation: '中医院', title: '主任医师', phone: '0370-8100001' })).toEqual([]);
  expect(takenOut<'expert'>(undefined, expert)).toEqual([{ department: 'WJW', by: ['joins'] }]);
});

test('what an item asks of people counts as well, while it is in force', () => {
  const item = anItem('SCJG');
  const kinds = (after: Partial<typeof item>, before = item) =>
    takenOut<'item'>(before, { ...before, ...after }).flatMap((t) => t.by);
  expect(kinds({ qualification: '特种设备' })).toEqual(['requirements']);
  expect(kinds({ expertise: '放射' })).toEqual(['requirements']);
  const asking = { ...item, expertise: '放射' };
  expect(kinds({ expertRequired: true }, asking)).toEqual(['requirements']);
  expect(kinds({ expertRequired: false }, asking)).toEqual([]);
  expect(kinds({ qualification: '特种设备' }, { ...item, status: '失效' })).toEqual([]);
});

test('is told in words', () => {
  expect(takenText([{ department: 'WJW', by: ['joins', 'recusals'] }])).toBe('卫生健康委：新列为有效、回避改变');
});
