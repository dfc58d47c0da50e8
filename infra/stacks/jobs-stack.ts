import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { jobNames, jobs } from '../../shared/platform/jobs.ts';
import { acknowledge } from '../acknowledge.ts';
import { Schedule } from '../constructs/schedule.ts';
import { WorkflowFunction } from '../constructs/workflow-function.ts';
import type { Deployment } from '../deployment.ts';
import { jobFunction } from '../functions.ts';
import { stuckDraws } from '../metrics.ts';
import type { DataStack } from './data-stack.ts';

/** Work without a caller: one function per job, its schedules, and the queue of what failed for good. */
export class JobsStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack, props: StackProps) {
    super(scope, id, props);
    const deadLetters = new Queue(this, 'DeadLetters', {
      queueName: deployment.names.deadLetters,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is where dead letters go; what it holds is sent again by hand.');

    for (const name of jobNames) {
      const definition = jobFunction(name);
      if (definition.kind === 'task') continue;
      const { function: handler, logGroup } = new WorkflowFunction(this, name, { definition, deployment, data });
      // Every job may run twice, so a failed run is repeated.
      handler.configureAsyncInvoke({
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
        onFailure: new SqsDestination(deadLetters),
      });
      const { schedules }: JobDefinition = jobs[name];
      if (schedules.length > 0) new Schedule(this, `${name}-schedule`, { handler, schedules, deadLetters });
      if (name === 'resume-draws') this.countStuckDraws(logGroup, deployment.names.figures);
    }
  }

  /** The count that the job logs, as a figure that can ring. */
  private countStuckDraws(logGroup: ILogGroup, metricNamespace: string): void {
    new MetricFilter(this, 'StuckDraws', {
      logGroup,
      metricNamespace,
      metricName: stuckDraws,
      filterPattern: FilterPattern.numberValue('$.counts.stuck', '>=', 0),
      metricValue: '$.counts.stuck',
    });
  }
}
