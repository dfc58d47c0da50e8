import { jobMetrics } from '../../shared/platform/job-metrics.ts';
import { figuresLine, type LineWriter, writeLine } from './figures.ts';

/** Tells CloudWatch that a run of a job has come to its end, and those of its counts that alarms watch. */
export type JobMeter = (functionName: string, outcome: unknown) => void;

/** One line of the embedded metric format in the function's log, from which CloudWatch makes the figures. */
export const embeddedMeter =
  (write: LineWriter = writeLine): JobMeter =>
  (functionName, outcome) => {
    const counts = new Map(typeof outcome === 'object' && outcome !== null ? Object.entries(outcome) : []);
    const watched = jobMetrics.watched.flatMap((name): [string, number][] => {
      const count: unknown = counts.get(name);
      return typeof count === 'number' ? [[name, count]] : [];
    });
    write(figuresLine(functionName, { [jobMetrics.completed]: 1, ...Object.fromEntries(watched) }));
  };
