import { describe, expect, test } from 'vitest';
import { mutantsOf, mutated, placeOf } from '../../mutate/mutants.ts';

/** The texts that a file can become, by what was done to it. */
const becomes = (source: string) =>
  mutantsOf('a.ts', source).map((mutant) => [mutant.operator, mutated(source, mutant)] as const);

describe('a file', () => {
  test.each([
    ['{ if (a < b) f(); }', 'guard left out', '{ ; }'],
    ['x = a < b;', '< → <=', 'x = a <= b;'],
    ['x = a >= b;', '>= → >', 'x = a > b;'],
    ['x = a === b;', '=== → !==', 'x = a !== b;'],
    ['x = a - b;', '- → +', 'x = a + b;'],
    ['x = a && b(c);', 'right side left out', 'x = a;'],
    ['x = a && b(c);', 'left side left out', 'x = b(c);'],
    ['x = a ?? b;', 'right side left out', 'x = a;'],
    ['x = !a;', 'negation left out', 'x = a;'],
    ['x = a ? b : c;', 'condition negated', 'x = !(a) ? b : c;'],
    ['x = { ...a, b };', 'spread left out', 'x = { b };'],
    ['x = { b, ...a };', 'spread left out', 'x = { b };'],
    ['x = { ...a };', 'spread left out', 'x = {  };'],
    ['x = [f(a), g(b)];', 'element left out', 'x = [g(b)];'],
    ['x = a.filter((one) => one.b).length;', 'filter left out', 'x = a.length;'],
    ['x = a.some(f);', 'some → every', 'x = a.every(f);'],
    ['x = Math.max(a, b);', 'max → min', 'x = Math.min(a, b);'],
    ['x = 20;', 'one more', 'x = 21;'],
    ['x = false;', 'turned round', 'x = true;'],
    ["x = 'approved';", 'other text', "x = '';"],
    ['x = /^a+$/u;', 'open at the start', 'x = /a+$/u;'],
    ['x = /^a+$/u;', 'open at the end', 'x = /^a+/u;'],
    ['{ f(); g(); }', 'statement left out', '{ ; g(); }'],
    ["x = 'a = :a AND b = :b';", 'condition left out', "x = 'b = :b';"],
    ["x = 'a = :a AND b = :b';", 'condition left out', "x = 'a = :a';"],
    ['x = `${a} AND ${b}`;', 'condition left out', 'x = `${a}`;'],
  ])('%s: %s', (source, operator, expected) => {
    expect(becomes(source)).toContainEqual([operator, expected]);
  });

  test('keeps its types, imports and keys, which the compiler watches, and its words for people', () => {
    const source = [
      "import { a } from 'b';",
      "export { c } from 'd';",
      "type T = 'e' | 7;",
      "const x: 'f' = { 'g': h, i: '已发布。' };",
    ].join('\n');
    expect(becomes(source)).toEqual([]);
  });

  test('has no two mutants that say the same of a negation or a comparison', () => {
    expect(becomes('x = !a ? b : c;').map(([operator]) => operator)).toEqual(['negation left out']);
    expect(becomes('x = a === b ? c : d;').map(([operator]) => operator)).toEqual(['=== → !==']);
  });

  test('that cannot be read is an error that names it', () => {
    expect(() => mutantsOf('broken.ts', 'const = ;')).toThrow('broken.ts');
  });
});

test('a place is counted in lines and columns from 1', () => {
  expect(placeOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
});
