import { runInNewContext } from 'node:vm';
import { transformWithOxc } from 'vite';
import { describe, expect, test } from 'vitest';
import { noteName, regionAround, withNotes } from '../../mutate/regions.ts';

/** Runs a file with notes and answers the texts of the regions that were entered. */
async function enteredBy(source: string): Promise<readonly string[]> {
  const { regions, code } = withNotes('a.ts', source, 0);
  const entered: Record<number, 1> = {};
  runInNewContext((await transformWithOxc(code, 'a.ts')).code, { [noteName]: entered });
  return Object.keys(entered).map((at) => source.slice(regions[Number(at)]?.start, regions[Number(at)]?.end));
}

describe('what a run enters', () => {
  test.each([
    ['const f = (a: number) => a + 1;', []],
    ['const f = (a: number) => a + 1; f(1);', ['a + 1']],
    ['const x = 1 > 2 ? "yes" : "no";', ['"no"']],
    ['const x = 1 > 2 && "seen";', []],
    ['const x = undefined ?? ("seen" as string);', ['("seen" as string)']],
    ['if (1 > 2) { Math.max(1); } else Math.min(2);', ['Math.min(2);']],
    ['function f() { if (1 < 2) return 1; return 2; } f();', ['if (1 < 2) return 1;', 'return 1;']],
    ['const f = () => ({ a: 1 }); f();', ['({ a: 1 })']],
    ['for (const a of [1]) Math.max(a);', ['Math.max(a);']],
  ])('%s', async (source, expected) => {
    expect((await enteredBy(source)).toSorted()).toEqual([source, ...expected].toSorted());
  });

  test('of several files is told apart by where their regions begin', () => {
    expect(withNotes('a.ts', 'const f = () => 1;', 40).code).toContain(`${noteName}[41]=1,1`);
  });
});

test('the region of a fault is the smallest around it', () => {
  const source = 'const f = () => (a ? b : c);';
  const { regions } = withNotes('a.ts', source, 0);
  const around = (text: string) => {
    const start = source.indexOf(text);
    const region = regions[regionAround(regions, { start, end: start + text.length })];
    return source.slice(region?.start, region?.end);
  };
  expect(around('b')).toBe('b');
  expect(around('a ?')).toBe('(a ? b : c)');
  expect(around('const')).toBe(source);
});
