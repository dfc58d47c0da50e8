import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Audience, audiences } from '../api-groups.ts';
import { Firewall } from '../constructs/firewall.ts';
import { WorkflowFunction } from '../constructs/workflow-function.ts';
import type { Deployment } from '../deployment.ts';
import { authoriserFunction } from '../functions.ts';
import type { DataStack } from './data-stack.ts';

/** Who may come in, the same for every API: the authoriser's function, and a firewall for each audience. */
export class AccessStack extends Stack {
  /** What each API of an audience puts before its stage; undefined where the stage goes without a firewall. */
  readonly firewalls: Readonly<Record<Audience, Firewall | undefined>>;

  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack, props: StackProps) {
    super(scope, id, props);
    const { settings, names } = deployment;
    // The APIs find it by its name, so that it can be changed while they use it.
    new WorkflowFunction(this, 'Authoriser', { definition: authoriserFunction, deployment, data });
    const firewall = (audience: Audience) =>
      settings.firewall
        ? new Firewall(this, `${audience}-firewall`, {
            name: names.firewall(audience),
            logGroupName: names.firewallLog(audience),
            requestsPerSource: settings.requestsPerSource[audience],
            allowedSources: audience === 'internal' ? settings.allowedSources : [],
          })
        : undefined;
    const [internal, open] = audiences.map(firewall);
    this.firewalls = { internal, public: open };
  }
}
