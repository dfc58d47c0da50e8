import { describe, expect, test } from 'vitest';
import { apiGroupsOf } from '../../infra/api-groups.ts';
import type { ContractTable } from '../../shared/api/contract.ts';
import { groups, operations } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';

const { items, plans } = { ...groups.registry, ...groups.planning };
const { portal } = groups.public;
const elsewhere = (path: Route['path']) => ({ ...items, routes: { listOthers: { ...items.routes.listItems, path } } });

describe('the groups of the contract table', () => {
  const owned = apiGroupsOf(groups);
  const ownerOf = (segment: string) =>
    owned.filter(({ segments }) => segments.includes(segment)).map(({ name }) => name);

  test('each own the beginnings of their paths', () => {
    const beginnings = new Set(operations.map(({ route }) => route.path.split('/')[1] ?? ''));
    for (const segment of beginnings) expect([segment, ownerOf(segment).length]).toEqual([segment, 1]);
    expect(
      ['items', 'batches', 'leads', 'campaigns', 'trust-periods', 'results', 'audit', 'public'].flatMap(ownerOf),
    ).toEqual([...['registry', 'planning', 'casework', 'supervision', 'credit', 'inspection', 'office', 'public']]);
  });

  test('serve officials or the public, none both', () => {
    expect(owned.filter(({ audience }) => audience === 'public').map(({ name }) => name)).toEqual(['public']);
  });

  test.each<readonly [string, ContractTable, RegExp]>([
    [
      'two groups with paths below the same beginning',
      { a: { items }, b: { b: elsewhere('/items/x') } },
      /\/items: in a and b/,
    ],
    ['a step in two groups', { a: { plans }, b: { plans: elsewhere('/others') } }, /plans: in a and b/],
    ['a group for officials and the public', { a: { items, portal } }, /group a serves officials and the public/],
    ['a group without steps', { a: {} }, /group a serves nobody/],
  ])('%s are refused', (_, contract, told) => {
    expect(() => apiGroupsOf(contract)).toThrow(told);
  });
});
