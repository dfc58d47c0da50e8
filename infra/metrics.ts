import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { jobMetrics } from '../shared/platform/job-metrics.ts';
import { apiStage } from './constructs/step-function-api.ts';

const fiveMinutes = Duration.minutes(5);
const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, period = fiveMinutes) =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period });

const maximum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, period = fiveMinutes) =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.MAXIMUM, period });

const jobDimensions = (functionName: string) => ({
  service: jobMetrics.service,
  [jobMetrics.dimension]: functionName,
});
/** How an execution of the draw can end other than well. */
export const drawFailures = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] as const;

/** How many draws somebody should look at, as the job that takes them up counts them. */
export const stuckDraws = 'StuckDraws';

/** Metrics by physical name, so that watching a stack does not tie it to the one that watches. */
export const metrics = {
  function: (FunctionName: string, metricName: 'Errors' | 'Throttles', period?: Duration) =>
    sum('AWS/Lambda', metricName, { FunctionName }, period),
  /** Milliseconds that a start of a job has waited in Lambda's own queue. */
  waitingStart: (FunctionName: string) => maximum('AWS/Lambda', 'AsyncEventAge', { FunctionName }),
  /** Runs of a job that came to their end. */
  completed: (functionName: string, period: Duration) =>
    sum(jobMetrics.namespace, jobMetrics.completed, jobDimensions(functionName), period),
  /** The largest count of a day's runs. */
  counted: (functionName: string, count: (typeof jobMetrics.watched)[number]) =>
    maximum(jobMetrics.namespace, count, jobDimensions(functionName), Duration.days(1)),
  /** Calls at which the authoriser could let nobody in, or only by old keys. */
  providerFaults: (functionName: string) =>
    sum(jobMetrics.namespace, jobMetrics.providerFaults, jobDimensions(functionName)),
  functionDuration: (FunctionName: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Duration',
      dimensionsMap: { FunctionName },
      statistic: 'p95',
      period: fiveMinutes,
    }),
  api: (ApiName: string, metricName: '5XXError' | '4XXError' | 'Count') =>
    sum('AWS/ApiGateway', metricName, { ApiName, Stage: apiStage }),
  apiLatency: (ApiName: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: 'Latency',
      dimensionsMap: { ApiName, Stage: apiStage },
      statistic: 'p95',
      period: fiveMinutes,
    }),
  queueDepth: (QueueName: string) => maximum('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }),
  /** Seconds since the oldest letter of a queue arrived. */
  queueAge: (QueueName: string) => maximum('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName }),
  stateMachine: (StateMachineArn: string, metricName: (typeof drawFailures)[number]) =>
    sum('AWS/States', metricName, { StateMachineArn }),
  /** Of the last run that the period saw. */
  stuckDraws: (namespace: string) =>
    new Metric({ namespace, metricName: stuckDraws, statistic: Stats.MAXIMUM, period: Duration.minutes(15) }),
  table: (TableName: string, metricName: 'ReadThrottleEvents' | 'WriteThrottleEvents') =>
    sum('AWS/DynamoDB', metricName, { TableName }),
} as const;
