import { type App, Tags } from 'aws-cdk-lib';
import type { ContractTable } from '../shared/api/contract.ts';
import { apiGroupsOf } from './api-groups.ts';
import type { Settings } from './config.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { partitionOf } from './partition.ts';
import { AccessStack } from './stacks/access-stack.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { DomainStack } from './stacks/domain-stack.ts';
import { DrawsStack } from './stacks/draws-stack.ts';
import { JobsStack } from './stacks/jobs-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';

/**
 * All stacks of one stage, by what they outlive: data first, what watches the others last. The APIs are those of the
 * contract table, unless another is given.
 */
export function makeSystem(app: App, settings: Settings, codeOf: Deployment['codeOf'], contract?: ContractTable) {
  const deployment = deploymentOf(settings, codeOf, contract);
  const { region, account, stage } = settings;
  const props = (part: string, description: string) => ({
    stackName: deployment.names.stack(part),
    description: `Suiji ${stage}: ${description}`,
    env: { ...(region && { region }), ...(account && { account }) },
  });
  const id = deployment.names.stack;

  const data = new DataStack(app, id('data'), deployment, {
    ...props('data', 'records, files and keys'),
    terminationProtection: true,
  });
  const jobs = new JobsStack(app, id('jobs'), deployment, data, props('jobs', 'work without a caller'));
  const draws = new DrawsStack(app, id('draws'), deployment, data, props('draws', 'the process that draws by itself'));
  const access = new AccessStack(app, id('access'), deployment, data, props('access', 'who may reach the APIs'));
  const apis = apiGroupsOf(deployment.contract).map((group) => {
    const part = `api-${group.name}`;
    const firewall = access.firewalls[group.audience];
    const stack = new ApiStack(
      app,
      id(part),
      { group, deployment, data, firewall },
      props(part, `the ${group.name} API, ${group.audience === 'public' ? 'for everyone' : 'for officials'}`),
    );
    // The account's log role lies with the data; the authoriser, jobs and the draw are found by name: none of it shows
    // in a reference.
    stack.addStackDependency(data);
    stack.addStackDependency(access);
    if (group.audience === 'internal') for (const started of [jobs, draws]) stack.addStackDependency(started);
    return { group, api: stack.api };
  });
  if (Object.keys(settings.domains).length > 0) {
    new DomainStack(app, id('domain'), settings.domains, apis, props('domain', 'the addresses of the APIs'));
  }
  new ObservabilityStack(app, id('observability'), deployment, data, props('observability', 'alarms and dashboard'));
  jobs.addStackDependency(draws);
  draws.addStackDependency(data);
  Tags.of(app).add('project', 'suiji');
  Tags.of(app).add('stage', stage);
  Tags.of(app).add('data', partitionOf(region).data);
}
