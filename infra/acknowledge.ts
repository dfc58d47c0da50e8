import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Lets one finding of a rule pass on one construct. The reason must say why the rule does not apply here. */
export const acknowledge = (construct: IConstruct, rule: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: rule, reason });
