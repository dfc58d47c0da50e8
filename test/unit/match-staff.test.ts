import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { teamNeeds } from '../../shared/draw/match-need.ts';
import { staffVisits } from '../../shared/draw/match-staff.ts';
import { inspector, matchInput, tightCases, visit } from './match-cases.ts';

const staffOf = (input: MatchInput) => {
  const staffed = staffVisits(input);
  return staffed.ok ? staffed.value : [];
};
const experts = ['z1', 'z2', 'z3'].map((id) => ({ id, department: 'SCJG', active: true, fields: ['电梯'] }));
const lift = matchInput({
  visits: ['92411422MA0000009B', '92411422MA0000002M', '92411422MA0000000F'].map((id) => visit(id, ['C01'])),
  items: [{ id: 'C01', expertise: '电梯' }],
  inspectors: ['insp-0', 'insp-1', 'insp-2', 'insp-3', 'insp-4'].map((id) => inspector(id)),
  experts,
});

describe('leaders', () => {
  test('lead by turns: whoever may and has led fewest, then the smaller team ticket', () => {
    // Order of visits …0000F, …0002M, …0009B; tickets computed apart with Python's hashlib.
    const three = lift.inspectors.slice(0, 3);
    expect(staffOf({ ...lift, inspectors: three }).map(({ members, leader }) => [members, leader])).toEqual([
      [['insp-1', 'insp-2'], 'insp-1'],
      [['insp-2', 'insp-0'], 'insp-2'],
      [['insp-0', 'insp-1'], 'insp-0'],
    ]);
  });

  test('are of the team and may lead, each as often as the others who may', () => {
    fc.assert(
      fc.property(tightCases, (input) => {
        for (const { members, leader } of staffOf({ ...input, teamLeader: true })) {
          expect(members).toContain(leader);
          expect(input.inspectors.find(({ id }) => id === leader)?.mayLead).not.toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    const pair = lift.inspectors.slice(0, 2);
    const visits = Array.from({ length: 9 }, (_, n) => visit(`v${n}`));
    const led = staffOf({ ...lift, visits, inspectors: pair }).map(({ leader }) => leader);
    expect([4, 5]).toContain(led.filter((id) => id === 'insp-0').length);
  });

  test('may be missing where the rule does not ask for one', () => {
    const nobody = lift.inspectors.map((one) => ({ ...one, mayLead: false }));
    expect(staffOf({ ...lift, inspectors: nobody }).map(({ leader }) => leader)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('experts', () => {
  test('come beside the team by turns, and by ticket among those who came equally often', () => {
    const staff = staffOf(lift);
    expect(staff.flatMap((one) => one.experts)).toEqual(['z2', 'z1', 'z3']);
    for (const { members, experts: beside } of staff) {
      expect(members).toHaveLength(2);
      expect(members.filter((id) => beside.includes(id))).toEqual([]);
    }
  });

  test('share nine visits three each', () => {
    const visits = Array.from({ length: 9 }, (_, n) => visit(`v${n}`, ['C01']));
    const sent = staffOf({ ...lift, visits }).flatMap((one) => one.experts);
    expect(sent.toSorted()).toEqual(['z1', 'z1', 'z1', 'z2', 'z2', 'z2', 'z3', 'z3', 'z3']);
  });

  test('are not sent when recused, retired, of another department or appointed for part of the window', () => {
    const visits = lift.visits.slice(0, 1);
    const [only] = visits;
    const changes = [
      { recusedFrom: [only?.objectId ?? ''] },
      { active: false },
      { department: 'GAJ' },
      { validTo: '2026-12-17' },
      { fields: ['锅炉'] },
    ];
    for (const change of changes) {
      const [staff] = staffOf({ ...lift, visits, experts: experts.slice(0, 1).map((one) => ({ ...one, ...change })) });
      expect(staff).toMatchObject({ experts: [], lacking: ['电梯'] });
    }
    const valid = staffOf({
      ...lift,
      visits,
      experts: experts.slice(0, 1).map((one) => ({ ...one, validTo: '2026-12-18' })),
    });
    expect(valid[0]).toMatchObject({ experts: ['z1'], lacking: [] });
  });

  test('cover several fields with as few as the order gives; a field without anybody is named', () => {
    const items = [
      { id: 'C01', expertise: '电梯' },
      { id: 'C02', expertise: '锅炉' },
      { id: 'C03', expertise: '压力管道' },
    ];
    const both = [{ id: 'z9', department: 'SCJG', active: true, fields: ['电梯', '锅炉'] }];
    const input = { ...lift, items, visits: [visit('v1', ['C01', 'C02', 'C03'])], experts: both };
    expect(staffOf(input)[0]).toMatchObject({ experts: ['z9'], lacking: ['压力管道'] });
    const required = { ...input, items: items.map((item) => ({ ...item, expertRequired: item.id === 'C03' })) };
    expect(staffVisits(required)).toMatchObject({
      ok: false,
      error: { bottlenecks: [{ constraint: 'expert', qualifications: ['压力管道'], visits: ['v1'], missing: 1 }] },
    });
  });

  test('of several fields stand at the visit by team ticket, each as often sent as it came', () => {
    const items = [
      { id: 'C01', expertise: '电梯' },
      { id: 'C02', expertise: '锅炉' },
    ];
    const two = [
      { id: 'lift', department: 'SCJG', active: true, fields: ['电梯'] },
      { id: 'boiler', department: 'SCJG', active: true, fields: ['锅炉'] },
    ];
    const visits = Array.from({ length: 8 }, (_, n) => visit(`v${n}`, ['C01', 'C02']));
    const ticket = (objectId: string, id: string) =>
      createHash('sha256').update(`${lift.seed}\nteam\n${objectId}\n${id}`).digest('hex');
    const orders = staffOf({ ...lift, items, visits, experts: two }).map(({ objectId, experts: sent }) => {
      expect(sent).toEqual(['boiler', 'lift'].toSorted((a, b) => (ticket(objectId, a) < ticket(objectId, b) ? -1 : 1)));
      return sent[0];
    });
    // Eight visits are enough for either to come first somewhere.
    expect(new Set(orders).size).toBe(2);
  });

  test('are drawn for each field in the order of its bytes, and whoever is drawn covers the fields that follow', () => {
    const items = [
      { id: 'C01', expertise: 'B' },
      { id: 'C02', expertise: 'A' },
    ];
    // For A comes `both`, the only one; B is covered by then, so that `single` stays at home.
    const two = [
      { id: 'single', department: 'SCJG', active: true, fields: ['B'] },
      { id: 'both', department: 'SCJG', active: true, fields: ['A', 'B'] },
    ];
    for (const objectId of ['v1', 'v2', 'v3', 'v4'])
      expect(staffOf({ ...lift, items, visits: [visit(objectId, ['C01', 'C02'])], experts: two })[0]?.experts).toEqual([
        'both',
      ]);
  });

  test('that are lacking are named for each department and field, in order, with all visits they are lacking at', () => {
    const items = ['SCJG', 'WJW'].flatMap((code) =>
      ['电梯', '锅炉'].map((expertise) => ({ id: `${code}-${expertise}`, expertise, expertRequired: true })),
    );
    const checks = ['WJW', 'SCJG'].map((department) => ({
      department,
      items: items.map(({ id }) => id).filter((id) => id.startsWith(department)),
    }));
    const visits = ['v1', 'v2'].map((objectId) => ({ objectId, checks }));
    const staffed = staffVisits({ ...lift, items, visits, experts: [] });
    const found = staffed.ok ? [] : staffed.error.bottlenecks.filter(({ constraint }) => constraint === 'expert');
    expect(found.map(({ department, qualifications, visits: at }) => [department, qualifications, at.length])).toEqual([
      ['SCJG', ['电梯'], 2],
      ['SCJG', ['锅炉'], 2],
      ['WJW', ['电梯'], 2],
      ['WJW', ['锅炉'], 2],
    ]);
  });

  test('who cannot be had are named with the constraint and the visits it keeps them from, those of other fields and departments not', () => {
    const [first] = lift.visits;
    const required = [{ id: 'C01', expertise: '电梯', expertRequired: true }];
    const [one] = experts;
    if (!first || !one) throw new Error('there are visits and experts');
    const away = [
      { ...one, id: 'ended', validTo: '2026-12-17' },
      { ...one, id: 'kin', active: false, recusedFrom: [first.objectId] },
      { ...one, id: 'boilers', active: false, fields: ['锅炉'] },
      { ...one, id: 'police', active: false, department: 'GAJ' },
    ];
    const staffed = staffVisits({ ...lift, items: required, experts: away });
    expect(staffed.ok ? [] : staffed.error.bottlenecks).toMatchObject([
      {
        constraint: 'expert',
        needed: 3,
        excluded: [
          { inspector: 'ended', constraint: 'certificate', visits: 3 },
          { inspector: 'kin', constraint: 'inactive', visits: 3 },
          { inspector: 'kin', constraint: 'recusal', visits: 1 },
        ],
        proven: true,
      },
    ]);
  });
});

test('whoever may be sent is listed by visit in the order of the draw, within a visit by department', () => {
  const sha = (...lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');
  const ids = ['v1', 'v2', 'v3', 'v4'];
  const checks = ['WJW', 'SCJG'].map((department) => ({ department, items: ['A07'] }));
  const inspectors = [inspector('R1'), inspector('R2'), inspector('W1', { department: 'WJW' })];
  const input = matchInput({ visits: ids.map((objectId) => ({ objectId, checks })), inspectors });
  const inOrder = ids.toSorted((a, b) => (sha(input.seed, 'object', a) < sha(input.seed, 'object', b) ? -1 : 1));
  expect(inOrder).not.toEqual(ids);
  expect(teamNeeds(input).map(({ visit: id, department }) => [id, department])).toEqual(
    inOrder.flatMap((id) => [
      [id, 'SCJG'],
      [id, 'WJW'],
    ]),
  );
});

test('a match that lacks a single place says which inspectors it is about, and that this is proven', () => {
  // Two visits, four places; a may go once and b twice.
  const staffed = staffVisits(
    matchInput({
      visits: [visit('v1'), visit('v2')],
      inspectors: [inspector('a', { capacity: 1 }), inspector('b', { capacity: 2 })],
    }),
  );
  expect(staffed.ok ? [] : staffed.error.bottlenecks).toMatchObject([
    {
      department: 'SCJG',
      constraint: 'capacity',
      needed: 4,
      missing: 1,
      serving: [
        { inspector: 'a', capacity: 1 },
        { inspector: 'b', capacity: 2 },
      ],
      tight: { places: expect.any(Number), capacities: expect.any(Array) },
      proven: true,
    },
  ]);
});
