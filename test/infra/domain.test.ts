import { describe, expect, test } from 'vitest';
import { apiGroupsOf } from '../../infra/api-groups.ts';
import { ownRules } from '../../infra/checks.ts';
import { settingsOf } from '../../infra/config.ts';
import { priorityOf } from '../../infra/stacks/domain-stack.ts';
import { groupNames, groups, operations } from '../../shared/api/contract.ts';
import { isPolicy } from '../../shared/api/route.ts';
import { assemblyOf, resourcesOf, stages, templateOf } from '../support/infra.ts';

const region = 'cn-northwest-1';
const certificateArn = `arn:aws-cn:acm:${region}:111122223333:certificate/0a1b-2c3d`;
const domains = {
  internal: { name: 'api.suiji.example.gov.cn', certificateArn },
  public: { name: 'www.suiji.example.gov.cn', certificateArn },
};
// With all checks: what they find fails the synthesis.
const assembly = assemblyOf({ region, settings: { domains }, checks: ownRules() });
const template = templateOf(assembly, 'domain');
const rules = resourcesOf(template, 'AWS::ApiGatewayV2::RoutingRule').map(({ id, Properties }) => ({
  audience: id.startsWith('internal') ? 'internal' : 'public',
  priority: Number(Properties.Priority),
  segment: Properties.Conditions[0]?.MatchBasePaths.AnyOf[0] as string | undefined,
  action: Properties.Actions[0].InvokeApi,
}));

/** The stack whose API a domain leads a path to, as API Gateway asks its rules: by priority, the first that matches. */
function apiBehind(audience: string, path: string): string | undefined {
  const [, first] = path.split('/');
  const rule = rules
    .filter((each) => each.audience === audience)
    .toSorted((a, b) => a.priority - b.priority)
    .find(({ segment }) => segment === undefined || segment === first);
  const imported = rule?.action.ApiId['Fn::ImportValue'];
  return assembly.stacks.find(({ template: { Outputs = {} } }) =>
    Object.values<{ Export?: { Name: string } }>(Outputs).some(({ Export }) => Export?.Name === imported),
  )?.stackName;
}

describe('a domain of the county’s own', () => {
  test.each(operations)('leads $operation to the API of its group', ({ group, route }) => {
    const audience = isPolicy(route.access) ? 'internal' : 'public';
    expect(apiBehind(audience, route.path)).toBe(`suiji-test-api-${group}`);
  });

  test('leaves paths as they are, so that one address serves every operation', () => {
    expect(rules.map(({ action }) => action.StripBasePath)).toEqual(rules.map(() => false));
  });

  test('leads a path that nobody has to an API, which says so in our words', () => {
    expect(apiBehind('internal', '/nothing-here')).toMatch(/^suiji-test-api-/);
    expect(apiBehind('public', '/nothing-here')).toBe('suiji-test-api-public');
  });

  test('is regional, speaks TLS 1.2 and asks rules alone', () => {
    const made = resourcesOf(template, 'AWS::ApiGateway::DomainName').map(({ Properties }) => Properties);
    expect(made.map(({ DomainName }) => DomainName)).toEqual([domains.internal.name, domains.public.name]);
    for (const properties of made) {
      expect(properties).toMatchObject({
        EndpointConfiguration: { Types: ['REGIONAL'] },
        RegionalCertificateArn: certificateArn,
        SecurityPolicy: 'TLS_1_2',
        RoutingMode: 'ROUTING_RULE_ONLY',
      });
    }
  });

  test('is the address that every API of its audience tells', () => {
    for (const group of groupNames) {
      const { Address } = templateOf(assembly, `api-${group}`).Outputs;
      const { name } = domains[group === 'public' ? 'public' : 'internal'];
      expect(Address).toMatchObject({ Value: `https://${name}/` });
    }
  });

  test('is the only way in: the address that API Gateway gives to every API is closed', () => {
    const closed = (settings: object) => {
      const made = assemblyOf({ region, settings: { domains: settings } });
      return groupNames.map((group) => {
        const [api] = resourcesOf(templateOf(made, `api-${group}`), 'AWS::ApiGateway::RestApi');
        return api?.Properties.DisableExecuteApiEndpoint === true;
      });
    };
    expect(closed(domains)).toEqual(groupNames.map(() => true));
    expect(closed({ internal: domains.internal })).toEqual(groupNames.map((group) => group !== 'public'));
    expect(closed({})).toEqual(groupNames.map(() => false));
  });

  test('has for each rule a place that no other has, whatever is added', () => {
    for (const audience of ['internal', 'public']) {
      const places = rules.filter((each) => each.audience === audience).map(({ priority }) => priority);
      expect(new Set(places).size).toBe(places.length);
    }
    const segments = apiGroupsOf(groups).flatMap((group) => group.segments);
    expect(new Set(segments.map(priorityOf)).size).toBe(segments.length);
    expect(segments.every((segment) => priorityOf(segment) >= 1 && priorityOf(segment) < 1_000_000)).toBe(true);
  });

  test('is not there unless the settings name one', () => {
    const names = assemblyOf({ region }).stacks.map(({ stackName }) => stackName);
    expect(names).not.toContain('suiji-test-domain');
  });

  test('of officials alone is possible', () => {
    const alone = templateOf(assemblyOf({ region, settings: { domains: { internal: domains.internal } } }), 'domain');
    expect(resourcesOf(alone, 'AWS::ApiGateway::DomainName')).toHaveLength(1);
  });

  test.each([
    ['an address', { internal: { ...domains.internal, name: 'https://api.example.gov.cn' } }, /domain name/],
    [
      'a certificate of IAM',
      { internal: { ...domains.internal, certificateArn: 'arn:aws-cn:iam::1:x' } },
      /certificate/,
    ],
    ['one name for both', { internal: domains.internal, public: domains.internal }, /a name each/],
  ])('%s is refused', (_, wrong, told) => {
    expect(() => settingsOf('test', { ...stages.agnostic, domains: wrong })).toThrow(told);
  });
});
