import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

const folder = join(import.meta.dirname, 'rules');

/** Our own rules in CloudFormation Guard's language, one file per subject. */
export const guardRules = readdirSync(folder)
  .filter((file) => file.endsWith('.guard'))
  .map((file) => ({ name: file, content: readFileSync(join(folder, file), 'utf8') }));

/** Own rules beside the schemas and rules that come with the CDK; evaluated in this process, without another program. */
export const ownRules = (): IPolicyValidationPlugin => new CloudFormationValidatePlugin({ guardRules });

/** A finding of any of these fails the synthesis. */
export function addChecks(app: App, own: IPolicyValidationPlugin = ownRules()): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), own);
}
