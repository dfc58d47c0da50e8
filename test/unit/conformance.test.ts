import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkConformance } from '../../local/conformance.ts';
import { flip, flipped, places } from '../support/flipped-json.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../vectors/${name}`, import.meta.url));
const textOf = (name: string) => readFileSync(pathOf(name), 'utf8');
const files = [
  'draw-vectors.json',
  'draw2-vectors.json',
  'deadline-vectors.json',
  'clock-vectors.json',
  'unlicensed-routing.json',
  'frequency-examples.json',
  'credit-score.json',
  'sanction-lookups.json',
  'exchange-layouts.json',
  'exchange-examples.json',
  'exchange-story.json',
] as const;

const pick = (whole: object, parts: readonly string[]): object =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => parts.includes(key)));

describe('conformance', () => {
  test.each(files)('the product conforms to %s', (name) => {
    expect(checkConformance(textOf(name))).toMatchObject({ ok: true, value: { differences: [] } });
  });

  test.each([
    ['deadline-vectors.json', ['working_days', 'zone', 'vectors'], /./],
    // A start may move over days off without moving the end, and a condition is in words.
    ['clock-vectors.json', ['vectors', 'terms'], /\/(due|minEnds|lastPublicDay|stopsOn)$|[1-9]\/earliestApplication$/],
    ['unlicensed-routing.json', ['examples'], /answer/],
    ['frequency-examples.json', ['examples'], /answer/],
    ['credit-score.json', ['model', 'examples', 'quotaExamples'], /model|answer|quotas|\/n$/],
    ['sanction-lookups.json', ['entries', 'lookups'], /hits/],
    // What a layout rests on is told in words, of which the first counts.
    ['exchange-layouts.json', ['layouts'], /^(?!.*\/(mark|confirm)$)/],
    ['exchange-examples.json', ['layout', 'examples'], /errors/],
    ['exchange-story.json', ['story'], /answer/],
    // The rows are alike: of the long case every tenth is tried.
    ['draw-vectors.json', ['spec', 'cases', 'ceremony', 'emptyRoot'], /^(?!cases\/1\/rows\/\d*[1-9]\/)/],
    // The rest of the generated case is checked by the same code as the listed ones.
    [
      'draw-vectors.json',
      ['spec', 'generated'],
      /^generated\/(rule\/(?!doc)|selection\/[AD]|firstLine|frameRoot|seed)/,
    ],
  ])(
    'one flipped bit in %s, anywhere in %j, is noticed',
    (name, parts, tried) => {
      const whole: object = JSON.parse(textOf(name));
      const some = { ...(name.startsWith('draw') && { cases: [] }), ...pick(whole, parts) };
      expect(checkConformance(JSON.stringify(some))).toMatchObject({ ok: true, value: { differences: [] } });
      const unnoticed = places(some).filter(({ path }) => {
        if (!tried.test(path.join('/'))) return false;
        const checked = checkConformance(flipped(JSON.stringify(some), path));
        return checked.ok && checked.value.differences.length === 0;
      });
      expect(unnoticed.map(({ path }) => path.join('/'))).toEqual([]);
    },
    60_000,
  );

  test('a difference says where it is, what the file expects and what the product got', () => {
    const text = flipped(textOf('draw-vectors.json'), ['cases', '0', 'tickets', '92411422MA0000000F']);
    const published = '19b4bab8964db10d6f4cf301045cc910d7f1984afcf7a0c05166df2228c495de';
    expect(checkConformance(text)).toEqual({
      ok: true,
      value: {
        format: 'draw-vectors',
        differences: [
          {
            path: '/cases/0/tickets/92411422MA0000000F',
            expected: JSON.stringify(flip(published)),
            got: JSON.stringify(published),
          },
        ],
      },
    });
  });

  test('a row judged otherwise is told by its field and its reason', () => {
    const text = textOf('exchange-examples.json').replace('早于检查日期', '晚于检查日期');
    expect(checkConformance(text)).toEqual({
      ok: true,
      value: {
        format: 'exchange-examples',
        differences: [{ path: '/examples/3/errors/0/message', expected: '"晚于检查日期"', got: '"早于检查日期"' }],
      },
    });
  });

  test.each([
    ['text that is not JSON', '{', 'not JSON'],
    ['an unknown format', '{"years":{}}', 'neither draw vectors'],
    ['no object', '7', 'neither draw vectors'],
    ['draw vectors without a needed part', '{"spec":"suiji-draw/1","cases":[{}]}', 'not in the format of draw vectors'],
    ['another specification', '{"spec":"suiji-draw/3","cases":[]}', 'not in the format of draw vectors'],
    [
      'vectors of suiji-draw/2 without a needed part',
      '{"spec":"suiji-draw/2","cases":[{}]}',
      'not in the format of vectors of suiji-draw/2',
    ],
    ['rows of a layout that there is not', '{"layout":"jdjc","examples":[]}', 'rows of the exchange'],
    ['a story by a layout that nothing is written by', '{"story":{"layout":"ack"}}', 'a story of the exchange'],
    [
      'deadlines that are no dates',
      '{"working_days":20,"zone":"Asia/Shanghai","vectors":[{"day0":"2026-02-30","deadline":null}]}',
      'deadline vectors',
    ],
  ])('%s is refused with the reason', (_, text, reason) => {
    const checked = checkConformance(text);
    expect(checked.ok ? '' : checked.error.reason).toContain(reason);
  });

  test.each([
    [[pathOf('draw-vectors.json')], 0, 'conforms'],
    [[pathOf('draw2-vectors.json')], 0, 'conforms'],
    [[pathOf('deadline-vectors.json')], 0, 'conforms'],
    [[pathOf('clock-vectors.json')], 0, 'conforms'],
    [[pathOf('cn-workdays.json')], 2, 'neither'],
    [[pathOf('no-such-file.json')], 2, 'cannot be read'],
    [[], 2, 'usage'],
  ])(
    'the command answers %j with exit status %i',
    (args, status, said) => {
      const command = fileURLToPath(new URL('../../local/conformance.ts', import.meta.url));
      const ran = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
      expect(ran.status).toBe(status);
      expect(ran.stdout + ran.stderr).toContain(said);
      expect(ran.stderr).not.toContain('    at ');
    },
    60_000,
  );
});
