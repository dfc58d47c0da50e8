import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { jobNames } from '../../shared/platform/jobs.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import type { Deployment } from '../deployment.ts';
import { functionsOf } from '../functions.ts';
import { drawFailures, metrics } from '../metrics.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import { tableInUse } from '../tables-in-use.ts';
import { drawProcessArn } from './grants.ts';

/** One page that shows how the system is: what people meet, what runs behind it, and what the law asks for. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack) {
    super(scope, id);
    const { names } = deployment;
    const draws = drawProcessArn(Stack.of(this), names.drawProcess);
    const eachApi = (of: (apiName: string) => IMetric) =>
      Object.keys(deployment.contract).map((group) => of(names.api(group)));
    const each = (of: (functionName: string) => IMetric) =>
      functionsOf(deployment.contract).map(({ name }) => of(names.function(name)));
    const row = (...graphs: readonly (readonly [title: string, left: IMetric[]])[]) =>
      graphs.map(([title, left]) => new GraphWidget({ title, left, width: 24 / graphs.length, height: 7 }));
    const throttled = (which: 'ReadThrottleEvents' | 'WriteThrottleEvents') =>
      tableNames.map((name) => metrics.table(tableInUse(data, deployment, name).name, which));
    new Dashboard(this, 'Dashboard', {
      dashboardName: names.stack('overview'),
      widgets: [
        row(
          ['Requests', eachApi((name) => metrics.api(name, 'Count'))],
          ['Faults (5xx)', eachApi((name) => metrics.api(name, '5XXError'))],
          ['Latency p95 (ms)', eachApi(metrics.apiLatency)],
        ),
        row(
          ['Function errors', each((name) => metrics.function(name, 'Errors'))],
          ['Function throttles', each((name) => metrics.function(name, 'Throttles'))],
          ['Function duration p95 (ms)', each(metrics.functionDuration)],
        ),
        row(
          [
            'Jobs come to their end, a day',
            jobNames.map((name) => metrics.completed(names.function(name), Duration.days(1))),
          ],
          ['Dead letters', [metrics.queueDepth(names.deadLetters)]],
          ['Oldest dead letter (s)', [metrics.queueAge(names.deadLetters)]],
        ),
        row(
          ['Draws that failed', drawFailures.map((which) => metrics.stateMachine(draws, which))],
          ['Draws that are stuck', [metrics.stuckDraws(names.figures)]],
        ),
        row(
          ['Overdue results', [metrics.counted(names.function('remind-deadlines'), 'overdue')]],
          ['Broken audit chains', [metrics.counted(names.function('verify-audit'), 'broken')]],
          ['Refused by tables', [...throttled('ReadThrottleEvents'), ...throttled('WriteThrottleEvents')]],
        ),
      ],
    });
  }
}
