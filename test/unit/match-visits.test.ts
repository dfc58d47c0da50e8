import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { listedTeams, type MatchFacts, matchVisits, namedFacts } from '../../shared/draw/match-visits.ts';
import { visitTicket } from '../../shared/draw/tickets.ts';
import { key as hex } from '../support/published-draw-two.ts';
import { inspector, matchInput, seed, visit } from './match-cases.ts';

const key = batchKey(hex);
const rowsOf = (...ids: readonly string[]) => new Map(ids.map((id) => [id, key.saltsOf('inspectors')(id)]));
const names = { seed, key, inspectors: rowsOf('a', 'b', 'c'), experts: rowsOf('z') };
const { seed: _seed, ...empty } = matchInput({});
const facts = (more: Partial<MatchFacts>): MatchFacts => ({
  ...empty,
  visits: [visit('v1'), visit('v2')],
  inspectors: ['a', 'b', 'c'].map((id) => inspector(id)),
  ...more,
});

describe('a match under names', () => {
  test('is answered in ids, also for leaders and experts', () => {
    const matched = matchVisits(
      names,
      facts({
        items: [{ id: 'A07', expertise: '电梯' }],
        experts: [{ id: 'z', department: 'SCJG', active: true, fields: ['电梯'] }],
      }),
    );
    const staff = matched.ok ? matched.value : [];
    expect(staff.map(({ objectId }) => objectId).toSorted()).toEqual(['v1', 'v2']);
    for (const { members, leader, experts } of staff) {
      expect(['a', 'b', 'c']).toEqual(expect.arrayContaining([...members]));
      expect(members).toContain(leader);
      expect(experts).toEqual(['z']);
    }
  });

  test('that fails names visits and people by their ids, inspectors and experts alike', () => {
    const failed = matchVisits(
      names,
      facts({
        visits: [visit('v1')],
        items: [{ id: 'A07', expertise: '电梯', expertRequired: true }],
        inspectors: [inspector('a'), inspector('b', { active: false })],
        experts: [{ id: 'z', department: 'SCJG', active: true, fields: ['电梯'], recusedFrom: ['v1'] }],
      }),
    );
    expect(failed).toMatchObject({
      ok: false,
      error: {
        kind: 'no-complete-match',
        bottlenecks: [
          {
            constraint: 'eligibility',
            visits: ['v1'],
            serving: [{ inspector: 'a' }],
            excluded: [{ inspector: 'b', constraint: 'inactive', visits: 1 }],
          },
          { constraint: 'expert', visits: ['v1'], excluded: [{ inspector: 'z', constraint: 'recusal', visits: 1 }] },
        ],
      },
    });
  });

  test('is made by the names of the visits, and none of it by an id', () => {
    const named = namedFacts(
      names,
      facts({
        recusals: [
          { inspectorId: 'a', objectId: 'v1' },
          { inspectorId: 'retired', objectId: 'v1' },
        ],
        previousTeams: [{ objectId: 'v2', department: 'SCJG', members: ['a', 'retired'] }],
        experts: [{ id: 'z', department: 'SCJG', active: true, fields: ['电梯'], recusedFrom: ['v1'] }],
      }),
    );
    const a = names.inspectors.get('a');
    expect(named.visitTicket).toBe(visitTicket);
    expect(named.visits.map(({ objectId }) => objectId)).toEqual(['v1', 'v2'].map(key.visitName));
    expect(named.inspectors.map(({ id }) => id)).toEqual([...names.inspectors.values()]);
    // Nobody who is not frozen has a row: of the recusals they are left out, in a previous team they stay somebody.
    expect(named.recusals).toEqual([{ inspectorId: a, objectId: key.visitName('v1') }]);
    expect(named.previousTeams).toEqual([
      { objectId: key.visitName('v2'), department: 'SCJG', members: [a, 'retired'] },
    ]);
    expect(named.experts).toMatchObject([{ id: names.experts.get('z'), recusedFrom: [key.visitName('v1')] }]);
    expect(namedFacts(names, facts({}))).not.toHaveProperty('experts');
  });

  test('does not take a last team of which one is gone for a smaller one', () => {
    const again = { objectId: 'v1', department: 'SCJG', members: ['a', 'gone'] };
    const only = facts({ visits: [visit('v1')], inspectors: [inspector('a'), inspector('b')], previousTeams: [again] });
    const matched = matchVisits(names, only);
    expect(matched.ok && matched.value[0]?.members.toSorted()).toEqual(['a', 'b']);
  });

  test('of somebody who was not frozen is a fault of the program', () => {
    expect(() => matchVisits(names, facts({ inspectors: [inspector('stranger')] }))).toThrow('stranger');
  });
});

test('the list states teams by object and department, people as rows in order, and experts only where some come', () => {
  const row = (id: string) => names.inspectors.get(id) ?? names.experts.get(id) ?? '';
  const team = (objectId: string, department: string) => ({ objectId, department, members: ['a', 'b'], experts: [] });
  const listed = listedTeams(names, [
    team('v2', 'SCJG'),
    team('v1', 'WJW'),
    { ...team('v1', 'SCJG'), members: ['c', 'a'], leader: 'c', experts: ['z'] },
  ]);
  const sorted = (...ids: readonly string[]) => ids.map(row).toSorted();
  expect(listed).toStrictEqual([
    { objectId: 'v1', department: 'SCJG', members: sorted('a', 'c'), leader: row('c'), experts: [row('z')] },
    { objectId: 'v1', department: 'WJW', members: sorted('a', 'b') },
    { objectId: 'v2', department: 'SCJG', members: sorted('a', 'b') },
  ]);
});
