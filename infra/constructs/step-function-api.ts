import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  AwsIntegration,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Step } from '../../shared/api/route.ts';
import { secureHeaders } from '../../shared/api/secure-headers.ts';
import { acknowledge } from '../acknowledge.ts';
import type { ApiGroup } from '../api-groups.ts';
import type { Deployment } from '../deployment.ts';
import { authoriserFunction, stepFunction } from '../functions.ts';
import { gatewayProblems } from '../gateway-problems.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import type { Firewall } from './firewall.ts';
import { functionArn } from './grants.ts';
import { logRetention, WorkflowFunction } from './workflow-function.ts';

export const apiStage = 'v1';

export interface StepFunctionApiProps {
  readonly group: ApiGroup;
  readonly deployment: Deployment;
  readonly data: DataStack;
  /** Of the group's audience; none where the stage goes without. */
  readonly firewall: Firewall | undefined;
}

/** One function per step of the group and one method per route; an internal API lets nobody pass without a token. */
export class StepFunctionApi extends Construct {
  readonly api: RestApi;
  private readonly props: StepFunctionApiProps;

  constructor(scope: Construct, id: string, props: StepFunctionApiProps) {
    super(scope, id);
    this.props = props;
    this.api = this.restApi();
    for (const [name, step] of props.group.steps) this.serve(name, step);
    for (const [type, { status, ...problem }] of gatewayProblems) {
      this.api.addGatewayResponse(type.responseType, {
        type,
        statusCode: String(status),
        responseHeaders: {
          ...gatewayHeaders,
          'content-type': "'application/problem+json; charset=utf-8'",
        },
        templates: { 'application/json': JSON.stringify({ ...problem, status }) },
      });
    }
    if (props.firewall) {
      new CfnWebACLAssociation(this, 'Firewall', {
        resourceArn: this.api.deploymentStage.stageArn,
        webAclArn: props.firewall.aclArn,
      });
    } else {
      acknowledge(this.api, 'AwsSolutions-APIG3', 'The settings of this stage go without a firewall, as a pilot may.');
    }
  }

  private restApi(): RestApi {
    const { group, deployment } = this.props;
    const { settings, names } = deployment;
    const { audience } = group;
    const { rate, burst } = settings.throttle[audience];
    const answersFiles = group.steps.some(([, { routes }]) =>
      Object.values(routes).some(({ success }) => success.file),
    );
    const api = new RestApi(this, 'Api', {
      restApiName: names.api(group.name),
      endpointConfiguration: { types: [EndpointType.REGIONAL] },
      cloudWatchRole: false,
      // With a domain, nobody comes in by the address that API Gateway gives to every API.
      disableExecuteApiEndpoint: settings.domains[audience] !== undefined,
      // A function's bytes leave as bytes only where the gateway takes every media type for binary.
      ...(answersFiles && { binaryMediaTypes: ['*/*'] }),
      defaultMethodOptions: audience === 'public' ? { authorizationType: AuthorizationType.NONE } : this.guarded(),
      deployOptions: {
        stageName: apiStage,
        throttlingRateLimit: rate,
        throttlingBurstLimit: burst,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        tracingEnabled: false,
        accessLogDestination: new LogGroupLogDestination(this.log('AccessLog', names.logGroup(`${group.name}-access`))),
        accessLogFormat: accessLogFormat,
      },
    });
    // Its name is API Gateway's choice; made here, so that it does not keep its logs for ever or for no time at all.
    const execution = this.log('ExecutionLog', `API-Gateway-Execution-Logs_${api.restApiId}/${apiStage}`);
    api.deploymentStage.node.addDependency(execution);
    acknowledge(
      api,
      'AwsSolutions-APIG2',
      'Requests are checked by the schemas of the contract table in the function, which names every wrong field in Chinese.',
    );
    if (audience === 'public') {
      acknowledge(
        api.root,
        'AwsSolutions-APIG4',
        'The portal shows what the law makes public: no login, reading only.',
      );
      acknowledge(api.root, 'AwsSolutions-COG4', 'The portal is read without login.');
    } else {
      acknowledge(
        api.root,
        'AwsSolutions-COG4',
        'China has no Cognito user pools; our authoriser checks the county’s own tokens.',
      );
    }
    return api;
  }

  private guarded() {
    const { names } = this.props.deployment;
    // By name and not by reference, which no export of another stack may hold fast.
    const handler = LambdaFunction.fromFunctionAttributes(this, 'Authoriser', {
      functionArn: functionArn(Stack.of(this), names.function(authoriserFunction.name)),
      sameEnvironment: true,
    });
    const authorizer = new TokenAuthorizer(this, 'TokenAuthoriser', {
      handler,
      validationRegex: '^[Bb]earer +[-_0-9A-Za-z]+\\.[-_0-9A-Za-z]+\\.[-_0-9A-Za-z]+$',
      // A token may outlive its end by this much, which is less than a clock tolerance often is.
      resultsCacheTtl: Duration.seconds(30),
    });
    return { authorizationType: AuthorizationType.CUSTOM, authorizer };
  }

  private serve(name: string, step: Step): void {
    const { deployment, data } = this.props;
    const definition = stepFunction(name, step);
    const { function: handler } = new WorkflowFunction(this, name, { definition, deployment, data });
    // One permission for all methods of this stage: one for each would soon outgrow the function's policy.
    handler.addPermission('Gateway', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi('*', '/*', apiStage),
    });
    const integration = proxyTo(handler);
    for (const [operationName, { method, path }] of Object.entries(step.routes)) {
      this.api.root.resourceForPath(path).addMethod(method, integration, { operationName });
    }
  }

  private log(id: string, logGroupName: string): LogGroup {
    return new LogGroup(this, id, {
      logGroupName,
      retention: logRetention,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}

/** A header that the gateway adds is written in quotes. */
const gatewayHeaders = Object.fromEntries(Object.entries(secureHeaders).map(([name, value]) => [name, `'${value}'`]));

const proxyTo = (handler: LambdaFunction) =>
  new AwsIntegration({
    proxy: true,
    service: 'lambda',
    path: `2015-03-31/functions/${handler.functionArn}/invocations`,
  });

/** Who asked for what and how it ended; no query, no body, no token. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTimeEpoch(),
    source: AccessLogField.contextIdentitySourceIp(),
    caller: AccessLogField.contextAuthorizerPrincipalId(),
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latencyMs: AccessLogField.contextResponseLatency(),
    firewall: AccessLogField.contextWafResponseCode(),
  }),
);
