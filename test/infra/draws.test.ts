import { describe, expect, test } from 'vitest';
import { drawProcess } from '../../shared/platform/draw-process.ts';
import { taskNames } from '../../shared/platform/jobs.ts';
import { resourcesOf, synth } from '../support/infra.ts';

const templates = synth({ region: 'cn-north-1' });
const [machine] = resourcesOf(templates.draws, 'AWS::StepFunctions::StateMachine');

/** The definition with each function's logical id in the place of its ARN. */
function definitionOf(): unknown {
  const { DefinitionString } = machine?.Properties ?? {};
  const [glue, parts] = DefinitionString['Fn::Join'];
  return JSON.parse(
    parts
      .map((part: string | { 'Fn::GetAtt': [string] }) => (typeof part === 'string' ? part : part['Fn::GetAtt'][0]))
      .join(glue),
  );
}

describe('the draw process in the cloud', () => {
  test('is the definition of shared/platform/draw-process.ts, each task its own function', () => {
    const idOf = new Map(
      resourcesOf(templates.draws, 'AWS::Lambda::Function').map(({ id, Properties }) => [
        String(Properties.FunctionName).replace('suiji-test-', ''),
        id,
      ]),
    );
    expect([...idOf.keys()].toSorted()).toEqual([...taskNames].toSorted());
    const wanted = drawProcess((task) => idOf.get(task) ?? '');
    expect(definitionOf()).toEqual(JSON.parse(JSON.stringify(wanted)));
  });

  test('is a Standard workflow that the API finds by its name', () => {
    expect(machine?.Properties).toMatchObject({ StateMachineType: 'STANDARD', StateMachineName: 'suiji-test-draw' });
    const draws = resourcesOf(templates['api-planning'], 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === 'suiji-test-draws',
    );
    const arn = JSON.stringify(draws?.Properties.Environment.Variables.DRAW_PROCESS_ARN);
    expect(arn).toContain(':stateMachine:suiji-test-draw"');
    expect(arn).toContain('arn:aws-cn:states:cn-north-1:');
  });

  test('logs every step for 400 days and no data', () => {
    const { LoggingConfiguration, TracingConfiguration } = machine?.Properties ?? {};
    expect(LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    const log = resourcesOf(templates.draws, 'AWS::Logs::LogGroup').find(({ Properties }) =>
      String(Properties.LogGroupName).startsWith('/aws/vendedlogs/'),
    );
    expect(JSON.stringify(LoggingConfiguration.Destinations)).toContain(log?.id);
    expect(log?.Properties.RetentionInDays).toBe(400);
    expect(TracingConfiguration?.Enabled ?? false).toBe(false);
  });

  test('rings when an execution fails, and when the count of stuck draws says so', () => {
    const alarms = resourcesOf(templates.observability, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']) {
      const own = alarms.find(({ MetricName }) => MetricName === metric);
      expect(own?.Threshold).toBe(1);
      expect(JSON.stringify(own?.Dimensions)).toContain(':stateMachine:suiji-test-draw"');
    }
    const [filter] = resourcesOf(templates.jobs, 'AWS::Logs::MetricFilter');
    const [{ MetricName, MetricNamespace, MetricValue }] = filter?.Properties.MetricTransformations ?? [{}];
    expect(MetricValue).toBe('$.counts.stuck');
    expect(alarms.filter((alarm) => alarm.MetricName === MetricName)).toMatchObject([
      { Namespace: MetricNamespace, Statistic: 'Maximum', Threshold: 1, TreatMissingData: 'notBreaching' },
    ]);
  });
});
