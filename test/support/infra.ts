import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type * as cxapi from 'aws-cdk-lib/cx-api';
import * as z from 'zod';
import { addChecks } from '../../infra/checks.ts';
import { settingsOf } from '../../infra/config.ts';
import { makeSystem } from '../../infra/system.ts';
import { type ContractTable, type GroupName, groupNames } from '../../shared/api/contract.ts';

/** A template is JSON without types of ours; each test says what it expects in it. */
const Template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.any()).default({}) }),
  ),
  Outputs: z.record(z.string(), z.looseObject({ Export: z.object({ Name: z.string() }).optional() })).default({}),
});
export type Template = z.infer<typeof Template>;
export type Resource = Template['Resources'][string];

const project = join(import.meta.dirname, '../..');
const cdkJson = z.object({
  context: z.looseObject({ stages: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
export const { stages, ...flags } = cdkJson.parse(JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8'))).context;

export type ApiPart = `api-${GroupName}`;
export type StackPart = 'data' | 'jobs' | 'draws' | 'access' | ApiPart | 'observability';
export type Templates = Readonly<Record<StackPart, Template>>;

export interface SynthOptions {
  /** Without one the templates fit any region. */
  readonly region?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Own rules and cdk-nag; they cost seconds, so only the tests that are about them ask for them. */
  readonly checks?: IPolicyValidationPlugin;
  /** Another contract table than the system's own. */
  readonly contract?: ContractTable;
}

/** What the CDK's command line is given to deploy: a stage named `test`, with a stand-in for the code of the functions. */
export function assemblyOf({ region, settings, checks, contract }: SynthOptions = {}): cxapi.CloudAssembly {
  const app = new App({
    context: { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': checks !== undefined },
    outdir: mkdtempSync(join(tmpdir(), 'suiji-synth-')),
    analyticsReporting: false,
  });
  const given = { ...stages.agnostic, ...(region && { region }), ...settings };
  makeSystem(
    app,
    settingsOf('test', given),
    () => Code.fromInline('export const handler = () => undefined;'),
    contract,
  );
  if (checks) addChecks(app, checks);
  return app.synth();
}

/** The template of one stack of an assembly. */
export const templateOf = (assembly: cxapi.CloudAssembly, part: string): Template =>
  Template.parse(assembly.getStackByName(`suiji-test-${part}`).template);

/** The templates of the stacks of a stage named `test`. */
export function synth(options: SynthOptions = {}): Templates {
  const assembly = assemblyOf(options);
  // Object.fromEntries forgets which names it was given.
  return Object.fromEntries(parts.map((part) => [part, templateOf(assembly, part)])) as Record<StackPart, Template>;
}

/** The stack of each API. */
export const apiParts: readonly ApiPart[] = groupNames.map((group): ApiPart => `api-${group}`);
export const parts: readonly StackPart[] = ['data', 'jobs', 'draws', 'access', ...apiParts, 'observability'];

export const resourcesOf = (template: Template, type: string): readonly (Resource & { readonly id: string })[] =>
  Object.entries(template.Resources).flatMap(([id, resource]) => (resource.Type === type ? [{ id, ...resource }] : []));

/** A policy statement with its lists spelled out. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** What the role of a function may do, by the function's physical name. */
export function statementsOf(template: Template, functionName: string): readonly Statement[] {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.FunctionName === functionName,
  );
  const role: unknown = found?.Properties.Role?.['Fn::GetAtt']?.[0];
  if (typeof role !== 'string') throw new Error(`no role for ${functionName}`);
  const policies = resourcesOf(template, 'AWS::IAM::Policy').filter(({ Properties }) =>
    listOf(Properties.Roles).some((each) => JSON.stringify(each) === JSON.stringify({ Ref: role })),
  );
  return policies.flatMap(({ Properties }) =>
    listOf(Properties.PolicyDocument.Statement).map((statement) => {
      const { Effect, Action, Resource } = z
        .object({ Effect: z.enum(['Allow', 'Deny']), Action: z.unknown(), Resource: z.unknown() })
        .parse(statement);
      return {
        effect: Effect,
        actions: listOf(Action).map(String),
        resources: listOf(Resource).map((each) => JSON.stringify(each)),
      };
    }),
  );
}
