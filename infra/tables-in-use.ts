import type { TableName } from '../shared/platform/tables.ts';
import type { Deployment } from './deployment.ts';
import type { DataStack } from './stacks/data-stack.ts';

export interface TableInUse {
  readonly name: string;
  readonly arn: string;
  readonly indexArns: readonly string[];
}

/** The table that functions read and write: the one of the data stack or, after a loss, the one restored beside it. */
export function tableInUse(data: DataStack, { settings }: Deployment, table: TableName): TableInUse {
  const { tableName, tableArn, indexNames } = data.tables[table];
  const suffix = settings.tableSuffix ?? '';
  const arn = `${tableArn}${suffix}`;
  return { name: `${tableName}${suffix}`, arn, indexArns: indexNames.map((index) => `${arn}/index/${index}`) };
}
