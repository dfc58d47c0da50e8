import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Legal dates and office hours are those of the county, wherever the region lies. */
export const timeZone = 'Asia/Shanghai';

export interface ScheduleProps {
  readonly handler: IFunction;
  /** Cron fields `minute hour day month weekday year`. */
  readonly schedules: readonly string[];
  readonly deadLetters: IQueue;
}

/** The clock that starts one job. A start that fails for an hour becomes a dead letter. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { handler, schedules, deadLetters }: ScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const allow = (action: string, resource: string) =>
      role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: [action], resources: [resource] }));
    allow('lambda:InvokeFunction', handler.functionArn);
    allow('sqs:SendMessage', deadLetters.queueArn);
    for (const [index, fields] of schedules.entries()) {
      new CfnSchedule(this, `At${index + 1}`, {
        scheduleExpression: `cron(${fields})`,
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: handler.functionArn,
          roleArn: role.roleArn,
          input: '{}',
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
          deadLetterConfig: { arn: deadLetters.queueArn },
        },
      });
    }
  }
}
