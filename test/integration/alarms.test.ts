import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../functions/dependencies.ts';
import { type RunbookSection, runbookSections } from '../../infra/runbook.ts';
import { groupNames } from '../../shared/api/contract.ts';
import type { JobName } from '../../shared/platform/jobs.ts';
import {
  answerWithoutDatabase,
  countyWithAudit,
  countyWithOverdue,
  failingRun,
  lambdaFigure,
  letterOf,
  meteredRun,
  shownToken,
} from '../support/alarm-causes.ts';
import { alarmState, type Datapoint } from '../support/alarm-state.ts';
import { type Resource, resourcesOf, synth } from '../support/infra.ts';
import { systemForTest } from '../support/system.ts';

const stage = 'test';
const alarms = resourcesOf(synth({ region: 'cn-northwest-1' }).observability, 'AWS::CloudWatch::Alarm').map((alarm) => {
  const { AlarmDescription, Dimensions = [] } = alarm.Properties;
  const section = /#alarm-([a-z-]+)$/.exec(String(AlarmDescription))?.[1] as RunbookSection;
  const functionName = (Dimensions as { Name: string; Value: unknown }[]).find(({ Name }) => Name === 'FunctionName');
  const name = alarm.id.replace(/Alarm[0-9A-F]{8}$/, '');
  return { ...alarm, name, section, functionName: String(functionName?.Value) };
});
type SystemAlarm = (typeof alarms)[number];

/** The last moment of the evaluation; figures lie in the periods before it. */
const now = new Date('2026-12-23T00:00:00Z');
const before = (periods: number, { Properties }: Resource) =>
  new Date(now.getTime() - periods * Properties.Period * 1000);

/** A figure that only AWS can make, in each of the periods that the alarm looks at. */
const given = (value: number) => async (alarm: SystemAlarm) => {
  const { Namespace, MetricName, Dimensions = [], EvaluationPeriods } = alarm.Properties;
  const dimensions = Object.fromEntries(
    Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]),
  );
  return Array.from({ length: EvaluationPeriods }, (_, index): Datapoint => {
    return { namespace: Namespace, name: MetricName, dimensions, value, at: before(index + 1, alarm) };
  });
};

let quiet: Dependencies;
let overdue: { ten: Dependencies; nine: Dependencies };
let audit: { touched: Dependencies; sound: Dependencies };
beforeAll(async () => {
  quiet = (await systemForTest()).deps;
  overdue = { ten: await countyWithOverdue(10), nine: await countyWithOverdue(9) };
  audit = { touched: await countyWithAudit(true), sound: await countyWithAudit(false) };
});

const jobOf = ({ functionName }: SystemAlarm) => functionName.replace(`suiji-${stage}-`, '') as JobName;
const runs = async (count: number, alarm: SystemAlarm) =>
  Promise.all(Array.from({ length: count }, () => failingRun(alarm.functionName, stage, before(1, alarm))));

const faults = async (alarm: SystemAlarm, perPeriod: number) => {
  const group = groupNames.find((name) => alarm.name === `${name}faults`);
  if (!group) throw new Error(`no API for ${alarm.name}`);
  const dimensions = { ApiName: `suiji-${stage}-${group}`, Stage: 'v1' };
  const times = [1, 2].flatMap((period) => Array.from({ length: perPeriod }, () => before(period, alarm)));
  return Promise.all(
    times.map(async (at): Promise<Datapoint> => {
      const value = await answerWithoutDatabase(group, quiet);
      return { namespace: 'AWS/ApiGateway', name: '5XXError', dimensions, value, at };
    }),
  );
};
const letters = (count: number, alarm: SystemAlarm): Datapoint => ({
  namespace: 'AWS/SQS',
  name: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: `suiji-${stage}-dead-letters` },
  value: count,
  at: before(1, alarm),
});

/** What makes the alarms of a section ring, and what comes close and does not. */
const causes: Readonly<
  Record<
    RunbookSection,
    {
      readonly rings: (alarm: SystemAlarm) => Promise<Datapoint[]>;
      readonly rests: (alarm: SystemAlarm) => Promise<Datapoint[]>;
    }
  >
> = {
  'function-errors': { rings: (alarm) => runs(5, alarm), rests: (alarm) => runs(4, alarm) },
  'job-errors': { rings: (alarm) => runs(1, alarm), rests: async () => [] },
  throttled: {
    rings: given(1),
    rests: async (alarm) => [lambdaFigure(alarm.functionName, 'Throttles', 9, before(1, alarm))],
  },
  'identity-provider': {
    rings: (alarm) => shownToken(alarm.functionName, 'is away', before(1, alarm)),
    rests: (alarm) => shownToken(alarm.functionName, 'answers', before(1, alarm)),
  },
  'api-faults': { rings: (alarm) => faults(alarm, 10), rests: (alarm) => faults(alarm, 9) },
  'api-slow': { rings: given(5_000), rests: given(4_999) },
  'dead-letters': {
    rings: async (alarm) => [letters(letterOf(`suiji-${stage}-stage-import`), alarm)],
    rests: async (alarm) => [letters(0, alarm)],
  },
  'dead-letters-old': { rings: given(3 * 86_400), rests: given(3 * 86_400 - 1) },
  'job-waits': { rings: given(15 * 60_000), rests: given(15 * 60_000 - 1) },
  'job-did-not-finish': {
    // A run that fails leaves no heartbeat behind.
    rings: async (alarm) => [await failingRun(alarm.functionName, stage, before(1, alarm))],
    rests: (alarm) => meteredRun(alarm.functionName, jobOf(alarm), quiet, before(1, alarm)),
  },
  'draw-failed': { rings: given(1), rests: given(0) },
  'draw-stuck': { rings: given(1), rests: given(0) },
  'overdue-results': {
    rings: (alarm) => meteredRun(alarm.functionName, 'remind-deadlines', overdue.ten, before(1, alarm)),
    rests: (alarm) => meteredRun(alarm.functionName, 'remind-deadlines', overdue.nine, before(1, alarm)),
  },
  'audit-broken': {
    rings: (alarm) => meteredRun(alarm.functionName, 'verify-audit', audit.touched, before(1, alarm)),
    rests: (alarm) => meteredRun(alarm.functionName, 'verify-audit', audit.sound, before(1, alarm)),
  },
  'table-throttled': { rings: given(10), rests: given(9) },
};

describe.each(alarms)('$name', (alarm) => {
  test('rings', async () => {
    const figures = await causes[alarm.section].rings(alarm);
    expect(alarmState(alarm, figures, now)).toBe('ALARM');
  });

  test('rests', async () => {
    const figures = await causes[alarm.section].rests(alarm);
    // What does not ring must still have been measured, but where silence is what is well.
    const isSilent = ['job-errors', 'identity-provider'].includes(alarm.section);
    expect(figures.length > 0 || isSilent).toBe(true);
    expect(alarmState(alarm, figures, now)).toBe('OK');
  });
});

describe('the runbook', () => {
  const text = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const parts = [...text.matchAll(/^## Alarm: ([a-z-]+)\n([^]*?)(?=^## )/gm)].map(([, name = '', body = '']) => ({
    name,
    body,
  }));

  test('has a section for every alarm, and an alarm for every section', () => {
    const sections = parts.map(({ name }) => name);
    expect(sections.toSorted()).toEqual([...runbookSections].toSorted());
    expect([...new Set(alarms.map(({ section }) => section))].toSorted()).toEqual([...runbookSections].toSorted());
  });

  test.each(parts)(
    'says of $name what it means for people, how to see it, what to do and when to call somebody',
    ({ body }) => {
      for (const heading of ['**For people.**', '**Look.**', '**Do.**', '**Call somebody**'])
        expect(body).toContain(heading);
    },
  );

  test('refers to no section that it does not have', () => {
    const referred = [...text.matchAll(/See "([^"]+)"/g)].map(([, heading]) => heading);
    expect(referred.length).toBeGreaterThan(0);
    for (const heading of referred) expect(text).toContain(`\n## ${heading}\n`);
  });

  test('says of every alarm how it was made to ring, and why where the code could not be made to', () => {
    const rows = [...text.matchAll(/^\| ([a-z-]+) \| (code|figures) \| (.+) \|$/gm)].map(([, name, how]) => [
      name,
      how,
    ]);
    const byFigures = [
      'throttled',
      'api-slow',
      'dead-letters-old',
      'job-waits',
      'draw-failed',
      'draw-stuck',
      'table-throttled',
    ];
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(runbookSections.map((name) => [name, byFigures.includes(name) ? 'figures' : 'code'])),
    );
  });
});
