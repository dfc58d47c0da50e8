import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { matchRoute, routeMatcher } from '../../local/match-route.ts';
import { operations } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';

const entry = (operation: string, method: Route['method'], path: Route['path']) => ({
  operation,
  step: 'items' as const,
  group: 'registry' as const,
  route: {
    method,
    path,
    summary: { zh: '', en: '' },
    access: 'public' as const,
    success: { status: 200 as const, body: z.unknown() },
    failures: [],
  },
});

const match = routeMatcher([
  entry('one', 'GET', '/things/{id}'),
  entry('tags', 'GET', '/things/tags'),
  entry('part', 'GET', '/things/{id}/parts/{part}'),
  entry('file', 'GET', '/files/{path+}'),
  entry('dotted', 'GET', '/a.b'),
]);

describe('an address', () => {
  test.each([
    ['/things/t1', 'one', { id: 't1' }],
    ['/things/tags', 'tags', {}],
    ['/things/t1/parts/p2', 'part', { id: 't1', part: 'p2' }],
    ['/things/%E7%9D%A2%2F1', 'one', { id: '睢/1' }],
    ['/files/a/b.css', 'file', { path: 'a/b.css' }],
    ['/a.b', 'dotted', {}],
  ])('%s is %s', (path, operation, pathParameters) => {
    expect(match('GET', path)).toMatchObject({ operation, pathParameters });
  });

  test.each([
    '/things',
    '/things/',
    '/things/t1/',
    '/things/t1/parts',
    '/files/',
    '/axb',
    '/things/%zz',
    '//things/t1',
  ])('%s is none', (path) => expect(match('GET', path)).toBeUndefined());

  test('with another method is none', () => {
    expect(match('POST', '/things/t1')).toBeUndefined();
  });
});

test.each(operations.map(({ operation, route }) => [operation, route] as const))(
  '%s is found by its path',
  (operation, route) => {
    const path = route.path.replaceAll(/\{\w+\+?\}/g, 'x1');
    expect(matchRoute(route.method, path)?.operation).toBe(operation);
  },
);
