import { describe, expect, test } from 'vitest';
import { apiGroupsOf } from '../../infra/api-groups.ts';
import type { ContractTable } from '../../shared/api/contract.ts';
import { groups } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';

const { items, plans } = { ...groups.registry, ...groups.planning };
const { portal } = groups.public;
const elsewhere = (path: Route['path']) => ({ ...items, routes: { listOthers: { ...items.routes.listItems, path } } });

describe('the groups of the contract table', () => {
  test('each own the beginnings of their paths', () => {
    const owned = apiGroupsOf(groups).map(({ name, audience, segments }) => [name, audience, segments]);
    expect(owned).toEqual([
      ['registry', 'internal', ['items', 'objects', 'inspectors', 'experts', 'imports', 'import-templates']],
      ['planning', 'internal', ['plans', 'joint-items', 'batches']],
      ['inspection', 'internal', ['tasks', 'visits', 'results', 'publications', 'deadlines']],
      ['office', 'internal', ['notices', 'calendar', 'audit', 'me', 'policy']],
      ['public', 'public', ['public', 'verification', 'reference']],
    ]);
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
