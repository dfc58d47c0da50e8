import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { StepFunctionApi, type StepFunctionApiProps } from '../constructs/step-function-api.ts';

/** The API of one group of the contract table, with its functions. */
export class ApiStack extends Stack {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, api: StepFunctionApiProps, props: StackProps) {
    super(scope, id, props);
    this.api = new StepFunctionApi(this, 'Steps', api).api;
    const domain = api.deployment.settings.domains[api.group.audience];
    new CfnOutput(this, 'Address', { value: domain ? `https://${domain.name}/` : this.api.url });
  }
}
