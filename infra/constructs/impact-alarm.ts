import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface ImpactAlarmProps {
  /** What goes wrong for whom while it rings, and what to do first: the text that wakes somebody. */
  readonly impact: string;
  /** Where its section of the runbook is read. */
  readonly runbook: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly when?: 'at-least' | 'below';
  /** So many periods in a row must breach; one decides where the metric counts faults. */
  readonly periods?: number;
  readonly missing?: 'fine' | 'breaching';
  readonly topic: ITopic;
}

/** An alarm that says what it means for the county. */
export class ImpactAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    const { impact, runbook, metric, threshold, when = 'at-least', periods = 1, missing = 'fine', topic } = props;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `${impact} ${runbook}`,
      metric,
      threshold,
      comparisonOperator:
        when === 'below'
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing === 'breaching' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(topic));
    this.alarm.addOkAction(new SnsAction(topic));
  }
}
