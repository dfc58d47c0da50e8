import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Problem } from '../../shared/api/problems.ts';
import { blocked, tooMany } from '../gateway-problems.ts';
import { logRetention } from './workflow-function.ts';

export interface FirewallProps {
  readonly name: string;
  /** WAF writes only to log groups of its own prefix. */
  readonly logGroupName: string;
  /** Requests of one source address in five minutes, to all these APIs together. */
  readonly requestsPerSource: number;
  /** Source addresses that may pass; empty lets all of them. */
  readonly allowedSources: readonly string[];
}

type Rule = CfnWebACL.RuleProperty;
const pages = { Blocked: blocked, TooMany: tooMany };

/** The firewall before the APIs of an audience: who may come, how often, and what known attacks look like. */
export class Firewall extends Construct {
  readonly aclArn: string;

  constructor(scope: Construct, id: string, { name, logGroupName, requestsPerSource, allowedSources }: FirewallProps) {
    super(scope, id);
    const rules: readonly Omit<Rule, 'priority' | 'visibilityConfig'>[] = [
      ...this.allowList(name, allowedSources),
      {
        name: 'TooManyFromOneSource',
        action: answer('TooMany'),
        statement: {
          rateBasedStatement: { limit: requestsPerSource, aggregateKeyType: 'IP', evaluationWindowSec: 300 },
        },
      },
      managed('AWSManagedRulesAmazonIpReputationList'),
      managed('AWSManagedRulesKnownBadInputsRuleSet'),
      // Plans and batch operations are longer than 8 KB; the functions have their own limit.
      managed('AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
    ];
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: metricsOf(name),
      customResponseBodies: Object.fromEntries(Object.entries(pages).map(([key, page]) => [key, bodyOf(page)])),
      rules: rules.map((rule, priority) => ({
        ...rule,
        priority,
        visibilityConfig: metricsOf(`${name}-${rule.name}`),
      })),
    });
    this.aclArn = acl.attrArn;
    this.log(logGroupName);
  }

  /** What a rule stopped or counted, without what could let somebody else in or tell what was asked; the APIs log what passed. */
  private log(logGroupName: string): void {
    new LogGroup(this, 'Log', {
      logGroupName,
      retention: logRetention,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const logArn = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const keep = (action: string) => ({ ActionCondition: { Action: action } });
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.aclArn,
      logDestinationConfigs: [logArn],
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
        { queryString: {} },
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map(keep),
          },
        ],
      },
    });
    logging.node.addDependency(this.node.findChild('Log'));
  }

  /** A firewall rule and not a policy of the API: a policy would have to name everyone as its principal. */
  private allowList(name: string, sources: readonly string[]): Omit<Rule, 'priority' | 'visibilityConfig'>[] {
    if (sources.length === 0) return [];
    const families = [
      ['IPV4', sources.filter((source) => !source.includes(':'))],
      ['IPV6', sources.filter((source) => source.includes(':'))],
    ] as const;
    const inside = families.map(([ipAddressVersion, addresses]) => {
      const set = new CfnIPSet(this, ipAddressVersion, {
        name: `${name}-${ipAddressVersion.toLowerCase()}`,
        scope: 'REGIONAL',
        ipAddressVersion,
        addresses: [...addresses],
      });
      return { ipSetReferenceStatement: { arn: set.attrArn } };
    });
    const outside = { notStatement: { statement: { orStatement: { statements: inside } } } };
    return [{ name: 'OutsideAllowedSources', action: answer('Blocked'), statement: outside }];
  }
}

const answer = (page: keyof typeof pages): CfnWebACL.RuleActionProperty => ({
  block: { customResponse: { responseCode: pages[page].status, customResponseBodyKey: page } },
});

/** WAF knows no problem+json among its content types; the body is the same. */
const bodyOf = (page: Problem) => ({ contentType: 'APPLICATION_JSON', content: JSON.stringify(page) });

const metricsOf = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const managed = (name: string, onlyCounted: readonly string[] = []): Omit<Rule, 'priority' | 'visibilityConfig'> => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
});
