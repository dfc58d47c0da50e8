import type { Code } from 'aws-cdk-lib/aws-lambda';
import { type ContractTable, groups } from '../shared/api/contract.ts';
import type { Settings } from './config.ts';
import type { FunctionDefinition } from './functions.ts';
import { namesOf } from './names.ts';

/** What every stack is made from: the stage's settings, its names, the contract table, and where a function's code comes from. */
export interface Deployment {
  readonly settings: Settings;
  readonly names: ReturnType<typeof namesOf>;
  readonly contract: ContractTable;
  readonly codeOf: (definition: FunctionDefinition) => Code;
}

export const deploymentOf = (
  settings: Settings,
  codeOf: Deployment['codeOf'],
  contract: ContractTable = groups,
): Deployment => ({
  settings,
  names: namesOf(settings.stage),
  contract,
  codeOf,
});
