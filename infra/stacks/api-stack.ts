import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { StepFunctionApi, type StepFunctionApiProps } from '../constructs/step-function-api.ts';

/** One of the two APIs with its functions: `internal` for officials, `public` for everyone. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { audience, deployment, data }: StepFunctionApiProps, props: StackProps) {
    super(scope, id, props);
    const { api } = new StepFunctionApi(this, 'Steps', { audience, deployment, data });
    new CfnOutput(this, 'Address', { value: api.url });
  }
}
