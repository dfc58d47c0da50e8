import { ArnFormat, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { drawProcess } from '../../shared/platform/draw-process.ts';
import { type TaskName, taskNames } from '../../shared/platform/jobs.ts';
import { acknowledge } from '../acknowledge.ts';
import { drawProcessArn } from '../constructs/grants.ts';
import { logRetention, WorkflowFunction } from '../constructs/workflow-function.ts';
import type { Deployment } from '../deployment.ts';
import { jobFunction } from '../functions.ts';
import type { DataStack } from './data-stack.ts';

/** The process that freezes and draws as a Standard workflow, and its tasks, one function each. */
export class DrawsStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack, props: StackProps) {
    super(scope, id, props);
    const arnOf = new Map<TaskName, string>(
      taskNames.map((name) => {
        const { function: task } = new WorkflowFunction(this, name, {
          definition: jobFunction(name),
          deployment,
          data,
        });
        return [name, task.functionArn];
      }),
    );
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...arnOf.values()] }));
    this.letItRunMaps(role, deployment.names.drawProcess);
    const definition = drawProcess((name) => arnOf.get(name) ?? name);
    const process = new StateMachine(this, 'Process', {
      stateMachineName: deployment.names.drawProcess,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(this.toJsonString(definition)),
      role,
      tracingEnabled: false,
      logs: {
        destination: new LogGroup(this, 'Log', {
          logGroupName: deployment.names.drawLog,
          retention: logRetention,
          removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    acknowledge(
      process,
      'AwsSolutions-SF2',
      'The functions it calls have no X-Ray in China; its log names every step.',
    );
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'Step Functions delivers its log by calls of CloudWatch Logs that can be limited to no resource.',
    );
  }

  /** A Distributed Map starts an execution of the same state machine for every shard and sees to it until it ends. */
  private letItRunMaps(role: Role, name: string): void {
    const executions = this.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const start = ['states:StartExecution'];
    const follow = ['states:DescribeExecution', 'states:StopExecution'];
    role.addToPolicy(new PolicyStatement({ actions: start, resources: [drawProcessArn(this, name)] }));
    role.addToPolicy(new PolicyStatement({ actions: follow, resources: [executions] }));
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::${this.asReported(executions)}]`,
      'The executions of a map are named when they start; they are all of this one state machine.',
    );
  }

  /** An ARN as cdk-nag names it: what CloudFormation resolves in angle brackets. */
  private asReported(arn: string): string {
    const { 'Fn::Join': [glue, parts] = ['', [arn]] }: { 'Fn::Join'?: [string, (string | { Ref: string })[]] } =
      this.resolve(arn);
    return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join(glue);
  }
}
