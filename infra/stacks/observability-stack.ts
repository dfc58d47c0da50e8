import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { type JobName, jobNames, jobs } from '../../shared/platform/jobs.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { apiGroupsOf } from '../api-groups.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { drawProcessArn } from '../constructs/grants.ts';
import { ImpactAlarm, type ImpactAlarmProps } from '../constructs/impact-alarm.ts';
import { Overview } from '../constructs/overview.ts';
import type { Deployment } from '../deployment.ts';
import { functionsOf } from '../functions.ts';
import { drawFailures, metrics } from '../metrics.ts';
import { type RunbookSection, runbookLink } from '../runbook.ts';
import { tableInUse } from '../tables-in-use.ts';
import type { DataStack } from './data-stack.ts';

/** How long a scheduled job may be silent: three runs of an hourly one, a day where it runs on every day. */
function heartbeat(name: JobName): Duration | undefined {
  const { schedules }: JobDefinition = jobs[name];
  if (schedules.some((cron) => /^\S+ \* (\* \* \?|\? \* \*) \*$/.test(cron))) return Duration.hours(3);
  return schedules.some((cron) => /^\S+ \S+ (\* \* \?|\? \* \*) \*$/.test(cron)) ? Duration.days(1) : undefined;
}

/** So many results past their deadline are more than their departments, who are reminded daily, will settle by themselves. */
const overdueLimit = 10;

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
    this.watchQueue();
    this.watchJobs();
    this.watchPromises();
    this.watchDraws();
    this.watchTables(data);
    new Overview(this, 'Overview', deployment, data);
  }

  private alarm(
    id: string,
    { section, ...props }: Omit<ImpactAlarmProps, 'topic' | 'runbook'> & { readonly section: RunbookSection },
  ): void {
    const runbook = runbookLink(this.deployment.settings.runbook, section);
    new ImpactAlarm(this, id, { ...props, runbook, topic: this.topic });
  }

  private watchFunctions(): void {
    for (const { name, kind, description } of functionsOf(this.deployment.contract)) {
      const metric = (which: 'Errors' | 'Throttles') => metrics.function(this.deployment.names.function(name), which);
      const who = kind === 'job' || kind === 'task' ? `Job ${name}` : `Function ${name}`;
      // Lambda counts every token that is refused as an error of the authoriser.
      if (kind === 'authoriser') this.watchIdentityProvider(this.deployment.names.function(name));
      else
        this.alarm(`${name}-errors`, {
          impact: `${who} (${description}) fails; whoever needs it sees a fault or waits. Read its log first.`,
          section: kind === 'job' ? 'job-errors' : 'function-errors',
          metric: metric('Errors'),
          threshold: kind === 'job' ? 1 : 5,
        });
      this.alarm(`${name}-throttles`, {
        impact: `${who} (${description}) is refused executions; raise its reserved concurrency or the account's limit.`,
        section: 'throttled',
        metric: metric('Throttles'),
        threshold: 1,
        periods: 2,
      });
    }
  }

  private watchIdentityProvider(functionName: string): void {
    this.alarm('identity-provider', {
      impact:
        "The identity provider's keys cannot be had or used: officials are let in by the keys it gave last for some hours, and then nobody is.",
      section: 'identity-provider',
      metric: metrics.providerFaults(functionName),
      threshold: 1,
    });
  }

  private watchApis(): void {
    for (const { name: group, audience } of apiGroupsOf(this.deployment.contract)) {
      const name = this.deployment.names.api(group);
      const whom = audience === 'public' ? 'The public portal' : `Officials (${group} API)`;
      this.alarm(`${group}-faults`, {
        impact: `${whom} gets system faults (5xx) in place of answers. Look for the function whose alarm also rings.`,
        section: 'api-faults',
        metric: metrics.api(name, '5XXError'),
        threshold: 10,
        periods: 2,
      });
      this.alarm(`${group}-slow`, {
        impact: `${whom} waits more than five seconds for one answer in twenty.`,
        section: 'api-slow',
        metric: metrics.apiLatency(name),
        threshold: 5_000,
        periods: 3,
      });
    }
  }

  private watchQueue(): void {
    const { names } = this.deployment;
    this.alarm('dead-letters', {
      impact:
        'Work that the system promised was not done and will not be repeated by itself: an import, a reminder or a deadline waits.',
      section: 'dead-letters',
      metric: metrics.queueDepth(names.deadLetters),
      threshold: 1,
    });
    this.alarm('dead-letters-old', {
      impact:
        'Work that was given up has waited for three days for somebody to start it again; after fourteen it is lost for good.',
      section: 'dead-letters-old',
      metric: metrics.queueAge(names.deadLetters),
      threshold: Duration.days(3).toSeconds(),
    });
  }

  private watchJobs(): void {
    const { names } = this.deployment;
    for (const name of jobNames) {
      const { schedules, summary, task }: JobDefinition = jobs[name];
      const silence = heartbeat(name);
      if (silence) {
        this.alarm(`${name}-did-not-finish`, {
          impact: `Job ${name} (${summary.en}) has not come to its end for ${silence.toHumanString()}; what it would have found stays unseen. Start it by hand.`,
          section: 'job-did-not-finish',
          metric: metrics.completed(names.function(name), silence),
          threshold: 1,
          when: 'below',
          missing: 'breaching',
        });
      }
      if (schedules.length === 0 && !task) {
        this.alarm(`${name}-waits`, {
          impact: `Job ${name} (${summary.en}) was asked for by somebody and has waited a quarter of an hour to begin.`,
          section: 'job-waits',
          metric: metrics.waitingStart(names.function(name)),
          threshold: Duration.minutes(15).toMilliseconds(),
        });
      }
    }
  }

  /** What the law promises: results in time, and records that nobody rewrites. */
  private watchPromises(): void {
    const { names } = this.deployment;
    this.alarm('overdue-results', {
      impact: `${overdueLimit} results or more are past the 20 working days within which the public must see them.`,
      section: 'overdue-results',
      metric: metrics.counted(names.function('remind-deadlines'), 'overdue'),
      threshold: overdueLimit,
    });
    this.alarm('audit-broken', {
      impact:
        'The audit trail of a record does not hold: somebody changed or removed what was written, or a fault of ours did.',
      section: 'audit-broken',
      metric: metrics.counted(names.function('verify-audit'), 'broken'),
      threshold: 1,
    });
  }

  private watchDraws(): void {
    const { names } = this.deployment;
    const arn = drawProcessArn(this, names.drawProcess);
    for (const which of drawFailures) {
      this.alarm(`draw-${which}`, {
        impact:
          'A batch was not drawn at its announced time, or a large one not frozen: the batch says why. It is begun again where the cause may pass.',
        section: 'draw-failed',
        metric: metrics.stateMachine(arn, which),
        threshold: 1,
      });
    }
    this.alarm('stuck-draws', {
      impact:
        'A batch is an hour past its announced time, or its last attempt failed, and is not handed out: inspections wait and the public sees why.',
      section: 'draw-stuck',
      metric: metrics.stuckDraws(names.figures),
      threshold: 1,
    });
  }

  private watchTables(data: DataStack): void {
    for (const name of tableNames) {
      for (const which of ['ReadThrottleEvents', 'WriteThrottleEvents'] as const) {
        this.alarm(`${name}-${which}`, {
          impact: `Table ${name} refuses ${which === 'ReadThrottleEvents' ? 'reads' : 'writes'}; requests are repeated and slow down.`,
          section: 'table-throttled',
          metric: metrics.table(tableInUse(data, this.deployment, name).name, which),
          threshold: 10,
          periods: 2,
        });
      }
    }
  }
}
