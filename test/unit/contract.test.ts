import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryOf, operations, stepNames, steps } from '../../shared/api/contract.ts';
import { grantedScope } from '../../shared/api/principal.ts';
import { failureKinds, problemOf, statusOf } from '../../shared/api/problems.ts';
import { isPolicy, type Step } from '../../shared/api/route.ts';
import { roles } from '../../shared/base/roles.ts';

const table: Readonly<Record<string, Step>> = steps;

describe('the contract table', () => {
  test('no two operations share a name, nor a method and path', () => {
    const names = operations.map(({ operation }) => operation);
    const addresses = operations.map(({ route }) => `${route.method} ${route.path.replace(/\{\w+\}/g, '{}')}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  test('each step has one file, and besides them functions/ holds what all of them share', () => {
    const shared = ['authoriser', 'dependencies', 'load-dependencies', 'read-environment', 'registry-operations'];
    const files = readdirSync('functions').filter((file) => file.endsWith('.ts'));
    expect(files.map((file) => `functions/${file}`).toSorted()).toEqual(
      [...stepNames.map(entryOf), ...shared.map((name) => `functions/${name}.ts`)].toSorted(),
    );
  });

  test.each(operations.map(({ operation, route }) => [operation, route] as const))(
    '%s names its path parameters in its schema',
    (_, route) => {
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(Object.keys(route.params?.shape ?? {}).toSorted()).toEqual(inPath.toSorted());
    },
  );

  test('only reading is public', () => {
    const open = operations.filter(({ route }) => route.access === 'public');
    expect(open.filter(({ route }) => route.method !== 'GET')).toEqual([]);
  });

  test('the public steps use the public table alone', () => {
    const open = stepNames.filter((step) =>
      Object.values(steps[step].routes).some(({ access }) => access === 'public'),
    );
    for (const step of open) {
      expect(Object.values(steps[step].routes).every(({ access }) => access === 'public')).toBe(true);
      expect(
        Object.entries(table[step]?.uses ?? {}).filter(([table, use]) => table !== 'public' || use !== 'read'),
      ).toEqual([]);
    }
  });

  test('a role that a route does not list has no scope there', () => {
    for (const { route } of operations) {
      if (!isPolicy(route.access)) continue;
      for (const role of roles) expect(grantedScope(route.access, [role])).toBe(route.access[role]);
    }
  });
});

describe('problems', () => {
  test.each(failureKinds.map((kind) => [kind]))('%s is a client error or the one internal error', (kind) => {
    expect(
      statusOf(kind) >= 400 && (statusOf(kind) < 500 || ['busy', 'file-unusable', 'internal-error'].includes(kind)),
    ).toBe(true);
  });

  test('a problem says what happened in Chinese', () => {
    expect(problemOf({ kind: 'stale-version', entity: 'plan', id: 'P1' })).toEqual({
      type: 'about:blank',
      kind: 'stale-version',
      status: 412,
      title: '记录已被他人修改',
      detail: '抽查计划 P1 已有新版本，请刷新后再办理。',
    });
  });

  test('a problem calls a party by its name and gives times as they are in Shanghai', () => {
    expect(problemOf({ kind: 'secret-mismatch', party: '411422-SCJG' }).detail).toBe(
      '市场监督管理局公开的密数与其承诺的摘要不符。',
    );
    expect(problemOf({ kind: 'ceremony-closed', at: '2026-11-23T16:05:00.000Z' }).detail).toBe(
      '提交已于2026年11月24日00时05分截止。',
    );
  });
});
