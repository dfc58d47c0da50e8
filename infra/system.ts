import { type App, Tags } from 'aws-cdk-lib';
import type { Settings } from './config.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { partitionOf } from './partition.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { DrawsStack } from './stacks/draws-stack.ts';
import { JobsStack } from './stacks/jobs-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';

/** All stacks of one stage, by what they outlive: data first, what watches the others last. */
export function makeSystem(app: App, settings: Settings, codeOf: Deployment['codeOf']) {
  const deployment = deploymentOf(settings, codeOf);
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
  const internal = new ApiStack(
    app,
    id('api'),
    { audience: 'internal', deployment, data },
    props('api', 'the API of officials'),
  );
  const open = new ApiStack(
    app,
    id('public'),
    { audience: 'public', deployment, data },
    props('public', 'the API of the portal'),
  );
  const observability = new ObservabilityStack(
    app,
    id('observability'),
    deployment,
    data,
    props('observability', 'alarms and dashboard'),
  );
  // The account's log role lies with the data, and the APIs start jobs by name: neither shows in a reference.
  for (const api of [internal, open]) api.addStackDependency(data);
  internal.addStackDependency(jobs);
  // The draw is started by name as well.
  for (const starter of [internal, jobs]) starter.addStackDependency(draws);
  draws.addStackDependency(data);
  Tags.of(app).add('project', 'suiji');
  Tags.of(app).add('stage', stage);
  Tags.of(app).add('data', partitionOf(region).data);
  return { data, jobs, draws, internal, public: open, observability };
}
