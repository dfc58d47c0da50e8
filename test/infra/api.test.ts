import { describe, expect, test } from 'vitest';
import { authoriserFunction } from '../../infra/functions.ts';
import { gatewayProblems } from '../../infra/gateway-problems.ts';
import { operations, stepNames, steps } from '../../shared/api/contract.ts';
import type { Step } from '../../shared/api/route.ts';
import { type Resource, resourcesOf, synth, type Template } from '../support/infra.ts';

const templates = synth({ region: 'cn-northwest-1' });
const apis = { internal: templates.api, public: templates.public };

const isPublic = (step: Step) => Object.values(step.routes).every(({ access }) => access === 'public');
const served = (audience: keyof typeof apis) =>
  operations.filter(({ route }) => (route.access === 'public') === (audience === 'public'));

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

describe.each(['internal', 'public'] as const)('the %s API', (audience) => {
  const template = apis[audience];
  const methods = methodsOf(template);

  test('serves the routes of the contract table and nothing else', () => {
    const routes = served(audience).map(({ route }) => `${route.method} ${route.path}`);
    expect(methods.map(({ at }) => at).toSorted()).toEqual(routes.toSorted());
  });

  test.each(served(audience))('$operation goes to the function of its step', ({ step, route }) => {
    const method = methods.find(({ at }) => at === `${route.method} ${route.path}`);
    const called = JSON.stringify(method?.properties.Integration.Uri);
    const handler = resourcesOf(template, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === `suiji-test-${step}`,
    );
    expect(called).toContain(`{"Fn::GetAtt":["${handler?.id}","Arn"]}`);
    expect(method?.properties.Integration.Type).toBe('AWS_PROXY');
  });

  test('has a firewall, a throttle, an access log and a regional address', () => {
    const [api] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
    const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
    expect(api?.Properties.EndpointConfiguration.Types).toEqual(['REGIONAL']);
    expect(resourcesOf(template, 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    expect(stage?.Properties.AccessLogSetting.DestinationArn).toBeDefined();
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({
        HttpMethod: '*',
        ResourcePath: '/*',
        ThrottlingRateLimit: expect.any(Number),
        ThrottlingBurstLimit: expect.any(Number),
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
      expect(String(problem.status)).toBe(Properties.StatusCode);
      expect(problem.title).toMatch(/\p{Script=Han}/u);
    }
  });

  test('lets each function be called by this API in this stage, and by nothing else', () => {
    const permissions = resourcesOf(template, 'AWS::Lambda::Permission');
    const functions = resourcesOf(template, 'AWS::Lambda::Function');
    expect(permissions).toHaveLength(functions.length);
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(/\/v1\/\*\/\*|\/authorizers\//);
    }
  });
});

describe('who may come', () => {
  const internal = methodsOf(templates.api);

  test.each(served('internal'))('$operation is behind the authoriser', ({ route }) => {
    const [authoriser] = resourcesOf(templates.api, 'AWS::ApiGateway::Authorizer');
    const method = internal.find(({ at }) => at === `${route.method} ${route.path}`);
    expect(method?.properties.AuthorizationType).toBe('CUSTOM');
    expect(method?.properties.AuthorizerId).toEqual({ Ref: authoriser?.id });
  });

  test('the authoriser reads the Authorization header and keeps a verdict for half a minute at most', () => {
    const [authoriser] = resourcesOf(templates.api, 'AWS::ApiGateway::Authorizer');
    expect(authoriser?.Properties).toMatchObject({
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
    });
    expect(authoriser?.Properties.AuthorizerResultTtlInSeconds).toBeLessThanOrEqual(30);
    const token = new RegExp(authoriser?.Properties.IdentityValidationExpression);
    expect('Bearer abc.def-_.ghi').toMatch(token);
    expect('Basic abc').not.toMatch(token);
  });

  test('everyone may read the public API and write nothing', () => {
    expect(methodsOf(templates.public).map(({ properties }) => properties.HttpMethod)).toEqual(
      served('public').map(() => 'GET'),
    );
  });

  test('a function stands in one of the two APIs only', () => {
    const names = (template: Template) =>
      resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) => String(Properties.FunctionName));
    const full = (name: string) => `suiji-test-${name}`;
    expect(names(templates.public).toSorted()).toEqual(
      stepNames
        .filter((name) => isPublic(steps[name]))
        .map(full)
        .toSorted(),
    );
    expect(names(templates.api).toSorted()).toEqual(
      [...stepNames.filter((name) => !isPublic(steps[name])), authoriserFunction.name].map(full).toSorted(),
    );
  });

  test('an allow-list lets the firewall of the internal API refuse every other address', () => {
    const { api, public: open } = synth({ settings: { allowedSources: ['203.0.113.0/24', '2001:db8::/32'] } });
    const [acl] = resourcesOf(api, 'AWS::WAFv2::WebACL');
    const [first] = acl?.Properties.Rules ?? [];
    expect(first).toMatchObject({ Name: 'OutsideAllowedSources', Priority: 0 });
    expect(first.Action.Block.CustomResponse.ResponseCode).toBe(403);
    expect(first.Statement.NotStatement.Statement.OrStatement.Statements).toHaveLength(2);
    expect(resourcesOf(api, 'AWS::WAFv2::IPSet').map(({ Properties }) => Properties.Addresses)).toEqual([
      ['203.0.113.0/24'],
      ['2001:db8::/32'],
    ]);
    expect(resourcesOf(open, 'AWS::WAFv2::IPSet')).toEqual([]);
  });
});
