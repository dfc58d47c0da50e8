import { describe, expect, test } from 'vitest';
import { gatewayProblems } from '../../infra/gateway-problems.ts';
import { type GroupName, groupNames, groups, operations } from '../../shared/api/contract.ts';
import { isPolicy } from '../../shared/api/route.ts';
import { secureHeaders } from '../../shared/api/secure-headers.ts';
import { type Resource, resourcesOf, synth, type Template } from '../support/infra.ts';

const templates = synth({ region: 'cn-northwest-1' });
const apiOf = (group: GroupName) => templates[`api-${group}`];
const served = (group: GroupName) => operations.filter((each) => each.group === group);
/** What the law makes public is one group; everything else is for officials. */
const internal = groupNames.filter((group) => group !== 'public');

/** The path of a method, put together from the resources above it. */
function pathOf(template: Template, method: Resource): string {
  const walk = (id: string | undefined): string => {
    const resource = id === undefined ? undefined : template.Resources[id];
    return resource ? `${walk(resource.Properties.ParentId?.Ref)}/${resource.Properties.PathPart}` : '';
  };
  return walk(method.Properties.ResourceId?.Ref) || '/';
}

const methodsOf = (template: Template) =>
  resourcesOf(template, 'AWS::ApiGateway::Method').map((method) => ({
    at: `${method.Properties.HttpMethod} ${pathOf(template, method)}`,
    properties: method.Properties,
  }));

describe.each(groupNames)('the %s API', (group) => {
  const template = apiOf(group);
  const methods = methodsOf(template);

  test('serves the routes of the contract table and nothing else', () => {
    const routes = served(group).map(({ route }) => `${route.method} ${route.path}`);
    expect(methods.map(({ at }) => at).toSorted()).toEqual(routes.toSorted());
  });

  test.each(served(group))('$operation goes to the function of its step', ({ step, route }) => {
    const method = methods.find(({ at }) => at === `${route.method} ${route.path}`);
    const called = JSON.stringify(method?.properties.Integration.Uri);
    const handler = resourcesOf(template, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === `suiji-test-${step}`,
    );
    expect(called).toContain(`{"Fn::GetAtt":["${handler?.id}","Arn"]}`);
    expect(method?.properties.Integration.Type).toBe('AWS_PROXY');
  });

  test('has a firewall, a throttle, an access log and a regional address', () => {
    const [api, ...more] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
    const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
    expect(more).toEqual([]);
    expect(api?.Properties.EndpointConfiguration.Types).toEqual(['REGIONAL']);
    expect(resourcesOf(template, 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    expect(stage?.Properties.AccessLogSetting.DestinationArn).toBeDefined();
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({
        HttpMethod: '*',
        ResourcePath: '/*',
        ThrottlingRateLimit: group === 'public' ? 100 : 50,
        ThrottlingBurstLimit: group === 'public' ? 200 : 100,
        LoggingLevel: 'ERROR',
        DataTraceEnabled: false,
        MetricsEnabled: true,
      }),
    ]);
  });

  test('writes neither query nor body nor token into its access log', () => {
    const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
    const fields = [...JSON.stringify(stage?.Properties.AccessLogSetting.Format).matchAll(/\$context\.([\w.]+)/g)];
    expect(fields.map(([, name]) => name)).toEqual([
      'requestId',
      'requestTimeEpoch',
      'identity.sourceIp',
      'authorizer.principalId',
      'httpMethod',
      'resourcePath',
      'status',
      'responseLatency',
      'wafResponseCode',
    ]);
  });

  test('answers its own refusals as problems in Chinese', () => {
    const answers = resourcesOf(template, 'AWS::ApiGateway::GatewayResponse');
    expect(answers).toHaveLength(gatewayProblems.length);
    for (const { Properties } of answers) {
      const problem = JSON.parse(Properties.ResponseTemplates['application/json']);
      expect(Properties.ResponseParameters['gatewayresponse.header.content-type']).toContain(
        'application/problem+json',
      );
      for (const [name, value] of Object.entries(secureHeaders)) {
        expect(Properties.ResponseParameters[`gatewayresponse.header.${name}`]).toBe(`'${value}'`);
      }
      expect(String(problem.status)).toBe(Properties.StatusCode);
      expect(problem.title).toMatch(/\p{Script=Han}/u);
    }
  });

  test('lets each function be called by this API in this stage, and by nothing else', () => {
    const permissions = resourcesOf(template, 'AWS::Lambda::Permission');
    const functions = resourcesOf(template, 'AWS::Lambda::Function');
    // One for the authoriser as well, whose function all internal APIs share.
    expect(permissions).toHaveLength(functions.length + (group === 'public' ? 0 : 1));
    const [api] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(/\/v1\/\*\/\*|\/authorizers\//);
      expect(JSON.stringify(Properties.SourceArn)).toContain(`{"Ref":"${api?.id}"}`);
    }
  });

  test('has the functions of its steps and no others', () => {
    const names = resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName);
    expect(names.toSorted()).toEqual(
      Object.keys(groups[group])
        .map((step) => `suiji-test-${step}`)
        .toSorted(),
    );
  });

  test('says where it answers', () => {
    expect(Object.keys(template.Outputs)).toContain('Address');
  });
});

describe.each(internal)('who may come to the %s API', (group) => {
  const template = apiOf(group);
  const methods = methodsOf(template);
  const authorisers = resourcesOf(template, 'AWS::ApiGateway::Authorizer');

  test.each(served(group))('$operation is behind the authoriser', ({ route }) => {
    const method = methods.find(({ at }) => at === `${route.method} ${route.path}`);
    expect(method?.properties.AuthorizationType).toBe('CUSTOM');
    expect(method?.properties.AuthorizerId).toEqual({ Ref: authorisers[0]?.id });
  });

  test('the authoriser reads the Authorization header and keeps a verdict for half a minute at most', () => {
    expect(authorisers).toHaveLength(1);
    const { Properties } = authorisers[0] ?? {};
    expect(Properties).toMatchObject({ Type: 'TOKEN', IdentitySource: 'method.request.header.Authorization' });
    expect(Properties?.AuthorizerResultTtlInSeconds).toBeLessThanOrEqual(30);
    const token = new RegExp(Properties?.IdentityValidationExpression);
    expect('Bearer abc.def-_.ghi').toMatch(token);
    expect('Basic abc').not.toMatch(token);
  });

  test('the authoriser calls the one function that knows the identity provider', () => {
    const [made] = resourcesOf(templates.access, 'AWS::Lambda::Function');
    expect(made?.Properties.FunctionName).toBe('suiji-test-authoriser');
    expect(JSON.stringify(authorisers[0]?.Properties.AuthorizerUri)).toContain(':function:suiji-test-authoriser');
    const permitted = resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) =>
      JSON.stringify(Properties.FunctionName),
    );
    expect(permitted.filter((name) => name.includes(':function:suiji-test-authoriser'))).toHaveLength(1);
  });
});

describe('who may come', () => {
  test('everyone may read the public API, and who writes there holds a bound code', () => {
    const writes = served('public').filter(({ route }) => route.method !== 'GET');
    expect(writes.map(({ route }) => route.access)).toEqual(writes.map(() => 'subject'));
    expect(served('public').filter(({ route }) => isPolicy(route.access))).toEqual([]);
    expect(internal.flatMap(served).filter(({ route }) => !isPolicy(route.access))).toEqual([]);
  });

  test('officials and the public each have a firewall, and every API stands behind that of its audience', () => {
    const acls = resourcesOf(templates.access, 'AWS::WAFv2::WebACL');
    expect(acls.map(({ Properties }) => Properties.Name)).toEqual(['suiji-test-internal', 'suiji-test-public']);
    const exports = Object.values(templates.access.Outputs);
    for (const group of groupNames) {
      const [own, ...more] = resourcesOf(apiOf(group), 'AWS::WAFv2::WebACLAssociation');
      const [stage] = resourcesOf(apiOf(group), 'AWS::ApiGateway::Stage');
      const name = own?.Properties.WebACLArn['Fn::ImportValue'];
      const exported = exports.find(({ Export }) => Export?.Name === name);
      const acl = acls.find(({ id }) => JSON.stringify(exported).includes(`"${id}"`));
      expect(more).toEqual([]);
      expect(acl?.Properties.Name).toBe(group === 'public' ? 'suiji-test-public' : 'suiji-test-internal');
      expect(JSON.stringify(own?.Properties.ResourceArn)).toContain(`{"Ref":"${stage?.id}"}`);
    }
  });

  test('each firewall logs what it stopped for 400 days, without tokens and without what was asked', () => {
    const acls = resourcesOf(templates.access, 'AWS::WAFv2::WebACL');
    const logged = resourcesOf(templates.access, 'AWS::WAFv2::LoggingConfiguration').map(
      ({ Properties }) => Properties,
    );
    expect(logged.map(({ ResourceArn }) => ResourceArn)).toEqual(acls.map(({ id }) => ({ 'Fn::GetAtt': [id, 'Arn'] })));
    for (const [index, audience] of ['internal', 'public'].entries()) {
      const { LogDestinationConfigs, LoggingFilter, RedactedFields } = logged[index] ?? {};
      // With `:*` at its end, as CloudWatch Logs itself writes the ARN, WAF refuses it.
      expect(JSON.stringify(LogDestinationConfigs)).toMatch(
        new RegExp(`:log-group:aws-waf-logs-suiji-test-${audience}"\\]`),
      );
      expect(LoggingFilter.DefaultBehavior).toBe('DROP');
      expect(LoggingFilter.Filters[0].Conditions).toContainEqual({ ActionCondition: { Action: 'BLOCK' } });
      expect(RedactedFields).toEqual(
        expect.arrayContaining([{ SingleHeader: { Name: 'authorization' } }, { QueryString: {} }]),
      );
    }
    const groups = resourcesOf(templates.access, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    for (const audience of ['internal', 'public']) {
      const LogGroupName = `aws-waf-logs-suiji-test-${audience}`;
      expect(groups).toContainEqual(expect.objectContaining({ LogGroupName, RetentionInDays: 400 }));
    }
  });

  test('an address may send ten times as much to the APIs of officials, all together, as to the public one', () => {
    const limits = resourcesOf(templates.access, 'AWS::WAFv2::WebACL').flatMap(({ Properties }) =>
      Properties.Rules.flatMap((rule: Resource['Properties']) => rule.Statement.RateBasedStatement?.Limit ?? []),
    );
    expect(limits).toEqual([10_000, 1_000]);
  });

  test('an allow-list lets the firewall of the internal APIs refuse every other address', () => {
    const { access } = synth({ settings: { allowedSources: ['203.0.113.0/24', '2001:db8::/32'] } });
    const [acl, open] = resourcesOf(access, 'AWS::WAFv2::WebACL');
    const [first] = acl?.Properties.Rules ?? [];
    expect(first).toMatchObject({ Name: 'OutsideAllowedSources', Priority: 0 });
    expect(first.Action.Block.CustomResponse.ResponseCode).toBe(403);
    expect(first.Statement.NotStatement.Statement.OrStatement.Statements).toHaveLength(2);
    expect(resourcesOf(access, 'AWS::WAFv2::IPSet').map(({ Properties }) => Properties.Addresses)).toEqual([
      ['203.0.113.0/24'],
      ['2001:db8::/32'],
    ]);
    expect(JSON.stringify(open)).not.toContain('OutsideAllowedSources');
  });
});
