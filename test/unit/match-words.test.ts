import { describe, expect, test } from 'vitest';
import { bottleneckWords } from '../../shared/domain/match/words.ts';
import type { Bottleneck } from '../../shared/draw/match-bottleneck.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { staffVisits } from '../../shared/draw/match-staff.ts';
import { inspector, matchInput, visit } from './match-cases.ts';

const wordsOf = (input: MatchInput): readonly string[] => {
  const staffed = staffVisits(input);
  return staffed.ok ? [] : staffed.error.bottlenecks.map((each) => bottleneckWords('SCJG', input.perDepartment, each));
};
const visits = (count: number, items: readonly string[] = ['A07']) =>
  Array.from({ length: count }, (_, n) => visit(`v${n}`, items));
const people = (count: number, more: Parameters<typeof inspector>[1] = {}, name = 'insp') =>
  Array.from({ length: count }, (_, n) => inspector(`${name}-${n}`, more));

describe('the words for a match that is impossible', () => {
  test('count places needed, people with their visits, and what is missing', () => {
    const tight: Bottleneck = {
      department: 'SCJG',
      constraint: 'capacity',
      visits: Array.from({ length: 12 }, (_, n) => `v${n}`),
      needed: 24,
      missing: 6,
      qualifications: [],
      serving: [],
      excluded: [],
      tight: {
        requirement: { constraint: 'qualification', name: '特种设备' },
        places: 24,
        capacities: [6, 6, 6],
      },
      proven: true,
    };
    expect(bottleneckWords('SCJG', 2, tight)).toBe(
      '市场监督管理局：特种设备资质：12户需要24人次，可用3人×6户=18人次，缺6人次',
    );
  });

  test('name the qualification where its holders alone are too few, though others could go beside them', () => {
    const inspectors = [
      ...people(2, { qualifications: ['特种设备'], capacity: 5 }, 'holder'),
      ...people(9, { capacity: 12 }),
    ];
    // Each of the 12 visits takes one holder at least; two holders with five visits each make 10.
    expect(wordsOf(matchInput({ visits: visits(12, ['B01']), inspectors }))).toEqual([
      '市场监督管理局：特种设备资质：12户需要12人次，可用2人×5户=10人次，缺2人次；不能参加的：任务已满2 人',
    ]);
  });

  test('say the sum where capacities differ, and leave out visits that have people to spare', () => {
    const scoped = [2, 3].map((capacity) => inspector(`few-${capacity}`, { itemScope: ['A08'], capacity }));
    const inspectors = [...scoped, ...people(3, { itemScope: ['A07'] })];
    const asked = [...visits(4, ['A07']), ...['w1', 'w2', 'w3', 'w4'].map((id) => visit(id, ['A08']))];
    expect(wordsOf(matchInput({ items: [], visits: asked, inspectors }))).toEqual([
      '市场监督管理局：执法人员：4户需要8人次，可用2人共5人次，缺3人次；不能参加的：任务已满2 人，检查事项不在其执法范围3 人',
    ]);
  });

  test('give each reason why nobody, or too few, may serve a visit', () => {
    const inspectors = [
      inspector('able'),
      inspector('left', { active: false }),
      inspector('expired', { certificate: { validFrom: '2020-01-01', validTo: '2026-12-17' } }),
      inspector('local', { station: 'T1' }),
      inspector('kin'),
    ];
    const input = matchInput({
      visits: [{ ...visit('v1'), township: 'T1' }],
      inspectors,
      recusals: [{ inspectorId: 'kin', objectId: 'v1' }],
      townshipCrossing: true,
    });
    expect(wordsOf(input)).toEqual([
      '市场监督管理局：执法人员：1户需要2人次，可用1人×1户=1人次，缺1人次；不能参加的：执法证件有效期不覆盖检查期1 人，应当回避1 人，已停用1 人，属地交叉检查回避1 人',
    ]);
    expect(wordsOf({ ...input, townshipCrossing: false })).toEqual([]);
  });

  test('say that nobody holds a qualification, or may lead', () => {
    expect(wordsOf(matchInput({ visits: visits(2, ['B01']), inspectors: people(3) }))).toEqual([
      '市场监督管理局：特种设备资质：2户需要2人次，可用0人×2户=0人次，缺2人次；不能参加的：不具备所需资格3 人',
    ]);
    const led = matchInput({ visits: visits(2), inspectors: people(3, { mayLead: false }), teamLeader: true });
    expect(wordsOf(led)).toEqual([
      '市场监督管理局：组长人选：2户需要2人次，可用0人×2户=0人次，缺2人次；不能参加的：不能担任组长3 人',
    ]);
    expect(wordsOf({ ...led, teamLeader: false })).toEqual([]);
  });

  test('say when everything is there, but in no two people together', () => {
    const inspectors = [
      ...people(2, { qualifications: ['特种设备'] }, 'plant'),
      ...people(2, { qualifications: ['食品检验'] }, 'food'),
      inspector('head', { mayLead: true }),
    ].map((one) => ({ ...one, mayLead: one.id === 'head' }));
    const input = matchInput({ visits: visits(1, ['B01', 'B02']), inspectors, teamLeader: true });
    expect(wordsOf(input)).toEqual([
      '市场监督管理局：组队要求：1户中每户的2人须合起来具备各项要求，可用5人中没有这样的组合',
    ]);
  });

  test('count experts without whom an item may not be checked, and why they cannot come', () => {
    const input = matchInput({
      visits: visits(3, ['C01']),
      items: [{ id: 'C01', expertise: '电梯', expertRequired: true }],
      inspectors: people(4),
      experts: [
        { id: 'z1', department: 'SCJG', active: true, validTo: '2026-12-17', fields: ['电梯'] },
        { id: 'z2', department: 'SCJG', active: true, fields: ['锅炉'] },
      ],
    });
    expect(wordsOf(input)).toEqual([
      '市场监督管理局：电梯专家：3户需要3人次，可用0人×3户=0人次，缺3人次；不能参加的：聘期不覆盖检查期1 人',
    ]);
  });
});
