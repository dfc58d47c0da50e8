import * as z from 'zod';
import type { Resource } from './infra.ts';

/** One figure as CloudWatch keeps it. */
export interface Datapoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
  readonly value: number;
  readonly at: Date;
}

const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Maximum: (values) => Math.max(...values),
  p95: (values) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0,
};

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

const AlarmProperties = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
  Period: z.int(),
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.int().optional(),
  Threshold: z.number(),
  ComparisonOperator: z.string(),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
});

/**
 * The state CloudWatch would give an alarm at a moment, by its own template: the last whole periods, the statistic over
 * each, the comparison, and what a period without a figure counts for.
 */
export function alarmState(alarm: Resource, datapoints: readonly Datapoint[], now: Date): 'ALARM' | 'OK' {
  const read = AlarmProperties.parse(alarm.Properties);
  const statistic = statistics[read.Statistic ?? read.ExtendedStatistic ?? ''];
  const breaches = comparisons[read.ComparisonOperator];
  if (!statistic || !breaches) throw new Error(`an alarm of another kind: ${JSON.stringify(read)}`);
  const wanted = dimensionsText(Object.fromEntries(read.Dimensions.map(({ Name, Value }) => [Name, Value])));
  const own = datapoints.filter(
    ({ namespace, name, dimensions }) =>
      namespace === read.Namespace && name === read.MetricName && dimensionsText(dimensions) === wanted,
  );
  const periodMs = read.Period * 1000;
  const end = Math.floor(now.getTime() / periodMs) * periodMs;
  const periods = Array.from({ length: read.EvaluationPeriods }, (_, index) => {
    const from = end - (index + 1) * periodMs;
    const values = own.filter(({ at }) => at.getTime() >= from && at.getTime() < from + periodMs);
    if (values.length === 0) return read.TreatMissingData === 'breaching';
    return breaches(statistic(values.map(({ value }) => value)), read.Threshold);
  });
  const needed = read.DatapointsToAlarm ?? read.EvaluationPeriods;
  return periods.filter(Boolean).length >= needed ? 'ALARM' : 'OK';
}

/** A figure belongs to exactly its dimensions: one that is missing or too many is another figure. */
const dimensionsText = (dimensions: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const EmbeddedLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.looseObject({ Name: z.string() })),
      }),
    ),
  }),
});

/** The figures that CloudWatch makes of a line in the embedded metric format, as if it were written at `at`. */
export function datapointsIn(line: string, at: Date): Datapoint[] {
  const { _aws, ...members } = EmbeddedLine.parse(JSON.parse(line));
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name }) =>
        [members[Name]].flat().map((value) => ({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(names.map((name) => [name, members[name]])),
          value: Number(value),
          at,
        })),
      ),
    ),
  );
}
