import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkConformance } from '../../local/conformance.ts';
import { ok } from '../../shared/base/result.ts';
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
  'statistics-dataset.json',
  'statistics-definitions.json',
  'assessment.json',
  'exchange-layouts.json',
  'exchange-examples.json',
  'exchange-story.json',
] as const;
/** Facts of statistics come with their answers, and an assessment with the answers that it names. */
const companionsOf = (name: string) => ({
  ...(name === 'statistics-dataset.json' && { answers: textOf('statistics-answers.json') }),
  beside: (named: string) => ok(textOf(named)),
});

const pick = (whole: object, parts: readonly string[]): object =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => parts.includes(key)));

describe('conformance', () => {
  test.each(files)('the product conforms to %s', (name) => {
    expect(checkConformance(textOf(name), companionsOf(name))).toMatchObject({ ok: true, value: { differences: [] } });
  });

  test.each([
    ['deadline-vectors.json', ['working_days', 'zone', 'vectors'], /./],
    // A start may move over days off without moving the end, and a condition is in words.
    ['clock-vectors.json', ['vectors', 'terms'], /\/(due|minEnds|lastPublicDay|stopsOn)$|[1-9]\/earliestApplication$/],
    ['unlicensed-routing.json', ['examples'], /answer/],
    ['frequency-examples.json', ['examples'], /answer/],
    ['credit-score.json', ['model', 'examples', 'quotaExamples'], /model|answer|quotas|\/n$/],
    ['sanction-lookups.json', ['entries', 'lookups'], /hits/],
    ['statistics-definitions.json', ['version', 'figures', 'counts'], /./],
    [
      'assessment.json',
      ['version', 'forbiddenFigures', 'method', 'indicators', 'examples'],
      /^(version|forbiddenFigures\/figures|method\/grades|indicators)|answer/,
    ],
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
      const companions = companionsOf(name);
      expect(checkConformance(JSON.stringify(some), companions)).toMatchObject({
        ok: true,
        value: { differences: [] },
      });
      const unnoticed = places(some).filter(({ path }) => {
        if (!tried.test(path.join('/'))) return false;
        const checked = checkConformance(flipped(JSON.stringify(some), path), companions);
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

  test('one flipped bit anywhere in the answers of statistics is noticed', () => {
    const [facts, answers] = [textOf('statistics-dataset.json'), textOf('statistics-answers.json')];
    const unnoticed = places(JSON.parse(answers)).filter(({ path }) => {
      const checked = checkConformance(facts, { answers: flipped(answers, path) });
      return checked.ok && checked.value.differences.length === 0;
    });
    expect(unnoticed.map(({ path }) => path.join('/'))).toEqual([]);
  }, 60_000);

  test('a result that was published a day later is told in every figure that it changes', () => {
    const facts = textOf('statistics-dataset.json').replace(
      '"publishedOn": "2026-05-20"',
      '"publishedOn": "2026-05-21"',
    );
    const checked = checkConformance(facts, { answers: textOf('statistics-answers.json') });
    expect(checked.ok ? checked.value : checked).toEqual({
      format: 'statistics',
      differences: [
        { path: '/county/publicationTimeliness/num', expected: '9', got: '8' },
        { path: '/county/publicationTimeliness/rate', expected: '7500', got: '6667' },
        { path: '/SCJG/publicationTimeliness/num', expected: '7', got: '6' },
        { path: '/SCJG/publicationTimeliness/rate', expected: '7778', got: '6667' },
      ],
    });
  });

  test('an assessment by other figures of a department is told with what it scores', () => {
    const other = JSON.parse(textOf('statistics-answers.json'));
    other.YJJ.receiptTimeliness = { num: 1, den: 1, rate: 10_000 };
    const checked = checkConformance(textOf('assessment.json'), { beside: () => ok(JSON.stringify(other)) });
    expect(checked.ok ? checked.value.differences : checked).toEqual([
      { path: '/examples/2/answer/rows/4/score', expected: '0', got: '500' },
      { path: '/examples/2/answer/sum', expected: '4000', got: '4500' },
      { path: '/examples/2/answer/base', expected: '6154', got: '6923' },
      { path: '/examples/2/answer/total', expected: '6154', got: '6923' },
    ]);
  });

  test.each([
    ['facts without their answers', textOf('statistics-dataset.json'), {}, 'give the file of their answers'],
    ['answers without their facts', textOf('statistics-answers.json'), {}, 'give the facts that they are of first'],
    [
      'facts with something else',
      textOf('statistics-dataset.json'),
      { answers: textOf('clock-vectors.json') },
      'the answers: not in the format of answers of statistics',
    ],
    ['facts without a part', '{"planEntries":[]}', { answers: '{}' }, 'not in the format of facts of statistics'],
    [
      'facts with a visit twice',
      textOf('statistics-dataset.json').replace('"id": "V02"', '"id": "V01"'),
      { answers: textOf('statistics-answers.json') },
      'V01 is there twice',
    ],
    ['two files of which none are facts', textOf('credit-score.json'), { answers: '{}' }, 'only facts of statistics'],
    [
      'an assessment without the answers that it names',
      textOf('assessment.json'),
      {},
      'statistics-answers.json: cannot',
    ],
    ['an assessment without a part', '{"indicators":[]}', {}, 'not in the format of an assessment'],
  ])('%s are refused with the reason', (_, text, companions, reason) => {
    const checked = checkConformance(text, companions);
    expect(checked.ok ? '' : checked.error.reason).toContain(reason);
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
    [[pathOf('statistics-dataset.json'), pathOf('statistics-answers.json')], 0, 'conforms (statistics)'],
    [[pathOf('assessment.json')], 0, 'conforms (assessment)'],
    [[pathOf('statistics-dataset.json'), pathOf('no-such-file.json')], 2, 'cannot be read'],
    [[pathOf('statistics-dataset.json'), pathOf('statistics-answers.json'), 'third'], 2, 'usage'],
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
