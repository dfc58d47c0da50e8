import { createHash } from 'node:crypto';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnDomainName, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnRoutingRule } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { type ApiGroup, type Audience, audiences } from '../api-groups.ts';
import type { Domain, Settings } from '../config.ts';

interface Served {
  readonly group: ApiGroup;
  readonly api: RestApi;
}

/** API Gateway asks rules in this order, and takes none twice. */
const lastPriority = 1_000_000;

/** The county's own domain for each audience, under which all APIs of it have one address and keep their paths. */
export class DomainStack extends Stack {
  constructor(scope: Construct, id: string, domains: Settings['domains'], apis: readonly Served[], props: StackProps) {
    super(scope, id, props);
    for (const audience of audiences) {
      const domain = domains[audience];
      const served = apis.filter(({ group }) => group.audience === audience);
      if (domain) this.serve(audience, domain, served);
    }
  }

  private serve(audience: Audience, { name, certificateArn }: Domain, [first, ...others]: readonly Served[]): void {
    if (!first) throw new Error(`no API for the domain ${name}`);
    const domain = new CfnDomainName(this, `${audience}-domain`, {
      domainName: name,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
      routingMode: 'ROUTING_RULE_ONLY',
    });
    const route = (ruleId: string, { api }: Served, priority: number, segment?: string) =>
      new CfnRoutingRule(this, `${audience}-${ruleId}`, {
        domainNameArn: domain.attrDomainNameArn,
        priority,
        conditions: segment === undefined ? [] : [{ matchBasePaths: { anyOf: [segment] } }],
        // A base path mapping would take the segment away from the path; a rule can leave it there.
        actions: [{ invokeApi: { apiId: api.restApiId, stage: api.deploymentStage.stageName, stripBasePath: false } }],
      });
    const rules = others.flatMap((served) => served.group.segments.map((segment) => ({ served, segment })));
    for (const { served, segment } of rules) route(segment, served, priorityOf(segment), segment);
    // It also answers what no API knows, in our words.
    route('others', first, lastPriority);
    new CfnOutput(this, `${audience}Target`, { value: domain.attrRegionalDomainName });
  }
}

/**
 * The place of a segment's rule. No two rules match one path, so the order means nothing; it must only stay as it is when
 * segments are added, since API Gateway refuses a place that another rule has not left yet.
 */
export const priorityOf = (segment: string): number =>
  1 + (createHash('sha256').update(segment).digest().readUInt32BE() % (lastPriority - 1));
