import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../functions/chain/cursor.ts';
import { items } from '../../shared/api/routes/items.ts';

const route = items.routes.listItems;
const key = 'a key of thirty-two characters...';
const asked = (query: object, department = 'SCJG') => ['listItems', department, query];
const position = { pk: 'item#SCJG', sk: 'SCJG-001', at: 7 };

const sealedNext = (value: unknown): string => {
  if (value !== null && typeof value === 'object' && 'next' in value && typeof value.next === 'string')
    return value.next;
  throw new Error('no position');
};
const cursorFor = (query: object, department?: string, by = key) =>
  sealedNext(pagesOf(by, asked(query, department)).seal({ items: [], next: position }));
const read = (cursor: string, query: object, department?: string) =>
  pagesOf(key, asked({ ...query, cursor }, department)).read(route, { ...query, limit: 20, cursor });

const invalid = { ok: false, error: { kind: 'invalid-cursor' } };

describe('a page position', () => {
  test('is read back by the question it was given for', () => {
    expect(read(cursorFor({ status: '有效' }), { status: '有效' })).toEqual({
      ok: true,
      value: { limit: 20, from: position },
    });
  });

  test('tells nobody which row it names, and is the same as long as the page is, so that a cache may keep it', () => {
    const cursor = cursorFor({});
    for (const seen of [
      cursor,
      ...['utf8', 'latin1'].map((as) => Buffer.from(cursor, 'base64url').toString(as as 'utf8')),
    ]) {
      expect(seen).not.toMatch(/SCJG|item|pk|001/);
    }
    expect(cursorFor({})).toBe(cursor);
    expect(cursorFor({ status: '有效' })).not.toBe(cursor);
    expect(cursorFor({}, 'GAJ').slice(0, 16)).not.toBe(cursor.slice(0, 16));
  });

  test('cannot be made where a function was given no key', () => {
    expect(() => pagesOf(undefined, asked({})).seal({ items: [], next: position })).toThrow('no key');
    expect(pagesOf(undefined, asked({})).read(items.routes.getItem, {})).toEqual({
      ok: true,
      value: undefined,
    });
  });

  test('may be used with another page size', () => {
    const cursor = cursorFor({ limit: 50, status: '有效' });
    expect(read(cursor, { status: '有效', limit: 5 })).toMatchObject({ ok: true });
  });

  test.each([
    ['another filter', () => read(cursorFor({ status: '有效' }), { status: '失效' })],
    ['another department', () => read(cursorFor({}, 'SCJG'), {}, 'GAJ')],
    ['another key', () => read(cursorFor({}, 'SCJG', 'another key of thirty-two characters'), {})],
    [
      'an older signed form',
      () => read(`${Buffer.from(JSON.stringify(position)).toString('base64url')}.AAAAAAAAAAAAAAAAAAAAAA`, {}),
    ],
    ['half of itself', () => read(cursorFor({}).slice(0, 30), {})],
    ['nothing', () => read('', {})],
  ])('of %s is refused', (_, answer) => {
    expect(answer()).toEqual(invalid);
  });

  test('that anybody makes up is refused, and never a fault', () => {
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(read(cursor, {})).toEqual(invalid);
      }),
    );
  });

  test('with one character changed is refused', () => {
    const cursor = cursorFor({});
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'z', '0', '-'), (at, character) => {
        const changed = cursor.slice(0, at) + character + cursor.slice(at + 1);
        fc.pre(!Buffer.from(changed, 'base64url').equals(Buffer.from(cursor, 'base64url')));
        expect(read(changed, {})).toEqual(invalid);
      }),
    );
  });

  test('is absent on the first and on the last page', () => {
    expect(pagesOf(key, asked({})).read(route, { limit: 20 })).toEqual({ ok: true, value: { limit: 20 } });
    expect(pagesOf(key, asked({})).seal({ items: [1] })).toEqual({ items: [1], next: undefined });
  });
});
