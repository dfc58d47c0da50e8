import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { jobMetrics } from '../../shared/platform/jobs.ts';

/** Tells CloudWatch that a run of a job has come to its end, and those of its counts that alarms watch. */
export type JobMeter = (functionName: string, outcome: unknown) => void;

/** One line of the embedded metric format in the function's log, from which CloudWatch makes the figures. */
export const embeddedMeter =
  // Past the runtime's JSON wrapping of what the console is told, in which CloudWatch would not look for figures.
    (write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): JobMeter =>
    (functionName, outcome) => {
      const counts = new Map(typeof outcome === 'object' && outcome !== null ? Object.entries(outcome) : []);
      const metrics = new Metrics({ namespace: jobMetrics.namespace, serviceName: jobMetrics.service });
      metrics.addDimension(jobMetrics.dimension, functionName);
      metrics.addMetric(jobMetrics.completed, MetricUnit.Count, 1);
      for (const name of jobMetrics.watched) {
        const count: unknown = counts.get(name);
        if (typeof count === 'number') metrics.addMetric(name, MetricUnit.Count, count);
      }
      write(JSON.stringify(metrics.serializeMetrics()));
    };
