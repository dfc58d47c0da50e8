import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type JobDefinition, jobNames, jobs } from '../../shared/jobs.ts';
import { tableNames } from '../../shared/tables.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { drawProcessArn } from '../constructs/grants.ts';
import { ImpactAlarm, type ImpactAlarmProps } from '../constructs/impact-alarm.ts';
import type { Deployment } from '../deployment.ts';
import { allFunctions } from '../functions.ts';
import { metrics } from '../metrics.ts';
import type { DataStack } from './data-stack.ts';

const audiences = ['internal', 'public'] as const;

/** A schedule that runs on every day of every year. */
const isDaily = (cron: string): boolean => /^\S+ \S+ (\* \* \?|\? \* \*) \*$/.test(cron);

/** Who is told when something is wrong, what it means, and one page that shows how the system is. */
export class ObservabilityStack extends Stack {
  private readonly deployment: Deployment;
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack, props: StackProps) {
    super(scope, id, props);
    this.deployment = deployment;
    this.topic = new AlarmTopic(this, 'Alarms', deployment.settings.alarmEmails).topic;
    this.watchFunctions();
    this.watchApis();
    this.watchJobs();
    this.watchDraws();
    this.watchTables(data);
    this.dashboard();
  }

  private alarm(id: string, props: Omit<ImpactAlarmProps, 'topic'>): void {
    new ImpactAlarm(this, id, { ...props, topic: this.topic });
  }

  private watchFunctions(): void {
    for (const { name, kind, description } of allFunctions) {
      const metric = (which: 'Errors' | 'Throttles') => metrics.function(this.deployment.names.function(name), which);
      const who = kind === 'job' || kind === 'task' ? `Job ${name}` : `Function ${name}`;
      this.alarm(`${name}-errors`, {
        impact: `${who} (${description}) fails; whoever needs it sees a fault or waits. Read its log first.`,
        metric: metric('Errors'),
        threshold: kind === 'job' ? 1 : 5,
      });
      this.alarm(`${name}-throttles`, {
        impact: `${who} (${description}) is refused executions; raise its reserved concurrency or the account's limit.`,
        metric: metric('Throttles'),
        threshold: 1,
        periods: 2,
      });
    }
  }

  private watchApis(): void {
    for (const audience of audiences) {
      const name = this.deployment.names.api(audience);
      const whom = audience === 'public' ? 'The public portal' : 'Officials';
      this.alarm(`${audience}-faults`, {
        impact: `${whom} gets system faults (5xx) in place of answers. Look for the function whose alarm also rings.`,
        metric: metrics.api(name, '5XXError'),
        threshold: 10,
        periods: 2,
      });
      this.alarm(`${audience}-slow`, {
        impact: `${whom} waits more than five seconds for one answer in twenty.`,
        metric: metrics.apiLatency(name),
        threshold: 5_000,
        periods: 3,
      });
    }
  }

  private watchJobs(): void {
    const { names } = this.deployment;
    this.alarm('dead-letters', {
      impact:
        'Work that the system promised was not done and will not be repeated by itself: an import, a reminder or a deadline waits. See "Dead letters" in the runbook.',
      metric: metrics.queueDepth(names.deadLetters),
      threshold: 1,
    });
    for (const name of jobNames) {
      const { schedules, summary }: JobDefinition = jobs[name];
      if (!schedules.some(isDaily)) continue;
      this.alarm(`${name}-did-not-run`, {
        impact: `Job ${name} (${summary.en}) did not run for a day; what it would have found stays unseen. Start it by hand.`,
        metric: metrics.function(names.function(name), 'Invocations', Duration.days(1)),
        threshold: 1,
        when: 'below',
        missing: 'breaching',
      });
    }
  }

  private watchDraws(): void {
    const { names } = this.deployment;
    const arn = drawProcessArn(this, names.drawProcess);
    for (const which of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] as const) {
      this.alarm(`draw-${which}`, {
        impact:
          'A batch was not drawn at its announced time: its public record says why. It is begun again where the cause may pass. See "A draw failed or is stuck" in the runbook.',
        metric: metrics.stateMachine(arn, which),
        threshold: 1,
      });
    }
    this.alarm('stuck-draws', {
      impact:
        'A batch is an hour past its announced time, or its last attempt failed, and is not handed out: inspections wait and the public sees why. See "A draw failed or is stuck" in the runbook.',
      metric: metrics.stuckDraws(names.figures),
      threshold: 1,
    });
  }

  private watchTables(data: DataStack): void {
    for (const name of tableNames) {
      for (const which of ['ReadThrottleEvents', 'WriteThrottleEvents'] as const) {
        this.alarm(`${name}-${which}`, {
          impact: `Table ${name} refuses ${which === 'ReadThrottleEvents' ? 'reads' : 'writes'}; requests are repeated and slow down.`,
          metric: metrics.table(data.tables[name].tableName, which),
          threshold: 10,
          periods: 2,
        });
      }
    }
  }

  private dashboard(): void {
    const { names } = this.deployment;
    const each = (of: (functionName: string) => IMetric) => allFunctions.map(({ name }) => of(names.function(name)));
    const row = (...graphs: readonly (readonly [title: string, left: IMetric[]])[]) =>
      graphs.map(([title, left]) => new GraphWidget({ title, left, width: 24 / graphs.length, height: 7 }));
    new Dashboard(this, 'Dashboard', {
      dashboardName: names.stack('overview'),
      widgets: [
        row(
          ['Requests', audiences.map((audience) => metrics.api(names.api(audience), 'Count'))],
          ['Faults (5xx)', audiences.map((audience) => metrics.api(names.api(audience), '5XXError'))],
          ['Latency p95 (ms)', audiences.map((audience) => metrics.apiLatency(names.api(audience)))],
        ),
        row(
          ['Function errors', each((name) => metrics.function(name, 'Errors'))],
          ['Function duration p95 (ms)', each(metrics.functionDuration)],
          ['Dead letters', [metrics.queueDepth(names.deadLetters)]],
        ),
      ],
    });
  }
}
