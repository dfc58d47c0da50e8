import { expect, test } from 'vitest';
import { settingsOf } from '../../infra/config.ts';
import { tableVariable } from '../../shared/platform/environment.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { apiParts, parts, resourcesOf, stages, statementsOf, synth } from '../support/infra.ts';

const suffix = '-drill-202603020300';
const own = synth({ region: 'cn-north-1' });
const switched = synth({ region: 'cn-north-1', settings: { tableSuffix: suffix } });

/** A template in which everything restored is called what it was before. */
const without = (value: unknown): unknown => {
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('Fn::Join' in part)) return part;
    const [, pieces] = part['Fn::Join'] as [string, unknown[]];
    const kept = pieces
      .map((piece) => (typeof piece === 'string' ? piece.replace(suffix, '') : piece))
      .filter((piece) => piece !== '');
    return kept.length === 1 ? kept[0] : { 'Fn::Join': ['', kept] };
  });
  return JSON.parse(text);
};

test('restored tables are named to every function, in place of the data stack’s own', () => {
  const functions = (['draws', 'jobs', ...apiParts] as const).flatMap((part) =>
    resourcesOf(switched[part], 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Environment?.Variables.BLOB_BUCKET,
    ),
  );
  expect(functions.length).toBeGreaterThan(20);
  for (const { Properties } of functions) {
    for (const table of tableNames) {
      expect(JSON.stringify(Properties.Environment.Variables[tableVariable(table)])).toContain(`"${suffix}"`);
    }
  }
});

test('rights follow the tables in use and reach the others no longer', () => {
  const resources = statementsOf(switched.jobs, 'suiji-test-remind-deadlines')
    .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
    .flatMap((statement) => statement.resources);
  expect(resources.length).toBeGreaterThan(3);
  for (const resource of resources) expect(resource).toContain(suffix);
});

test('nothing else differs, and the stacks that use no table are the same', () => {
  for (const part of ['data', 'access'] as const) expect(switched[part]).toEqual(own[part]);
  for (const part of parts.filter((each) => each !== 'data' && each !== 'access')) {
    expect(switched[part]).not.toEqual(own[part]);
    expect(without(switched[part])).toEqual(without(own[part]));
  }
});

test.each(['-drill-2026', 'drill-202603020300', '-other'])('the suffix "%s" is refused', (tableSuffix) => {
  expect(() => settingsOf('test', { ...stages.agnostic, tableSuffix })).toThrow(/tableSuffix/);
});
