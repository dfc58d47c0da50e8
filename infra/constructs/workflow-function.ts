import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type EnvironmentVariables, tableVariable } from '../../shared/platform/environment.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import type { FunctionDefinition } from '../functions.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import { tableInUse } from '../tables-in-use.ts';
import { bucketOf, drawProcessArn, foldersOf, grantDeclared } from './grants.ts';

/** The Cybersecurity Law asks for six months of logs; the next longer retention that leaves room for a yearly review is 400 days. */
export const logRetention = RetentionDays.THIRTEEN_MONTHS;

export interface WorkflowFunctionProps {
  readonly definition: FunctionDefinition;
  readonly deployment: Deployment;
  readonly data: DataStack;
}

/** One Lambda function with its own role and log, and exactly the rights that its definition declares. */
export class WorkflowFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { definition, deployment, data }: WorkflowFunctionProps) {
    super(scope, id);
    const { settings, names, codeOf } = deployment;
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: names.logGroup(definition.name),
      retention: logRetention,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    grantDeclared(role, definition, data, deployment);
    for (const folder of foldersOf(definition.blobs)) {
      acknowledge(
        role,
        `AwsSolutions-IAM5[Resource::${bucketOf(data, folder).name}/${folder}/*]`,
        'A file lies under a key that is made when it is written; the function works on this folder and no other.',
      );
    }
    const reserved = settings.reservedConcurrency[definition.name];
    this.function = new LambdaFunction(this, 'Function', {
      functionName: names.function(definition.name),
      description: definition.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: settings.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      handler: 'index.handler',
      code: codeOf(definition),
      memorySize: ['job', 'task'].includes(definition.kind) ? settings.memory.job : settings.memory.step,
      timeout: Duration.seconds(definition.timeoutSeconds),
      tracing: Tracing.DISABLED,
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment:
        definition.kind === 'authoriser'
          ? settings.authoriser
          : environmentOf(definition, deployment, data, drawProcessArn(role, names.drawProcess)),
      environmentEncryption: data.environmentKey,
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    });
  }
}

function environmentOf(
  { notifies, paged, opensKeys }: FunctionDefinition,
  deployment: Deployment,
  data: DataStack,
  drawProcess: string,
): Record<string, string> {
  const { settings, names } = deployment;
  const tableVariables = Object.fromEntries(
    tableNames.map((name) => [tableVariable(name), tableInUse(data, deployment, name).name]),
  );
  const others: Omit<EnvironmentVariables, keyof typeof tableVariables> = {
    BLOB_BUCKET: data.blobs.bucketName,
    KEPT_BUCKET: data.kept.bucketName,
    JOB_FUNCTION_PREFIX: names.functionPrefix,
    DRAW_PROCESS_ARN: drawProcess,
    ...(opensKeys && { DRAW_KEYS_KEY: data.drawKeysKey.keyArn }),
    // A reference that CloudFormation resolves when it deploys; the template never holds the value.
    ...(paged && { CURSOR_KEY: data.cursorKey.secretValue.unsafeUnwrap() }),
    ...(settings.drandRelays && { DRAND_RELAYS: settings.drandRelays.join(',') }),
    ...(notifies && settings.webhookUrl && { WEBHOOK_URL: settings.webhookUrl }),
  };
  return { ...tableVariables, ...others };
}
