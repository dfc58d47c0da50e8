import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { jobMetrics } from '../../shared/platform/job-metrics.ts';

export type LineWriter = (line: string) => void;

/** Past the runtime's JSON wrapping of what the console is told, in which CloudWatch would not look for figures. */
export const writeLine: LineWriter = (line) => void process.stdout.write(`${line}\n`);

/** Counts of a function as one line of the embedded metric format, from which CloudWatch makes figures. */
export function figuresLine(functionName: string, counts: Readonly<Record<string, number>>): string {
  const metrics = new Metrics({ namespace: jobMetrics.namespace, serviceName: jobMetrics.service });
  metrics.addDimension(jobMetrics.dimension, functionName);
  for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
  return JSON.stringify(metrics.serializeMetrics());
}
