import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { apiStage } from './constructs/step-function-api.ts';

const fiveMinutes = Duration.minutes(5);
const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, period = fiveMinutes) =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period });

/** How many draws somebody should look at, as the job that takes them up counts them. */
export const stuckDraws = 'StuckDraws';

/** Metrics by physical name, so that watching a stack does not tie it to the one that watches. */
export const metrics = {
  function: (FunctionName: string, metricName: 'Errors' | 'Throttles' | 'Invocations', period?: Duration) =>
    sum('AWS/Lambda', metricName, { FunctionName }, period),
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
  queueDepth: (QueueName: string) =>
    new Metric({
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensionsMap: { QueueName },
      statistic: Stats.MAXIMUM,
      period: fiveMinutes,
    }),
  stateMachine: (
    StateMachineArn: string,
    metricName: 'ExecutionsFailed' | 'ExecutionsTimedOut' | 'ExecutionsAborted',
  ) => sum('AWS/States', metricName, { StateMachineArn }),
  /** Of the last run that the period saw. */
  stuckDraws: (namespace: string) =>
    new Metric({ namespace, metricName: stuckDraws, statistic: Stats.MAXIMUM, period: Duration.minutes(15) }),
  table: (TableName: string, metricName: 'ReadThrottleEvents' | 'WriteThrottleEvents') =>
    sum('AWS/DynamoDB', metricName, { TableName }),
} as const;
