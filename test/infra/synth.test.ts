import { beforeAll, describe, expect, test } from 'vitest';
import { ownRules } from '../../infra/checks.ts';
import { parts, synth, type Templates } from '../support/infra.ts';

const regions = ['cn-northwest-1', 'cn-north-1', 'eu-central-1', undefined] as const;
/** Services and kinds that the China regions do not have, or not without what a county has not got. */
const missingInChina = /^AWS::(Lambda::Url|ApiGatewayV2::Api|Cognito|CloudFront|SES|XRay|Pinpoint|Shield|Signer)/;
/** The engine of the rules is slow to start, so all regions share one. */
const checks = ownRules();

describe.each(regions)('the templates for %s', (region) => {
  let made: Templates;
  beforeAll(() => {
    made = synth({ checks, ...(region && { region }) });
  });

  test('pass cdk-nag, the schemas of CloudFormation and our own rules', () => {
    expect(Object.keys(made)).toEqual([...parts]);
  });

  test('name the partition of their region and no other', () => {
    const text = JSON.stringify(made);
    const partitions = new Set([...text.matchAll(/arn:(aws[\w-]*):/g)].map(([, partition]) => partition));
    const own = region?.startsWith('cn-') ? 'aws-cn' : 'aws';
    expect([...partitions]).toEqual(region === undefined ? [] : [own]);
    // A service is named by `service.amazonaws.com` in both partitions; an address or a condition with a region is not.
    expect(
      text.match(/[\w-]+\.[\w-]+\.amazonaws\.com/g)?.filter((name) => name !== 'logging.s3.amazonaws.com') ?? [],
    ).toEqual([]);
  });

  test('leave the region open where none is chosen', () => {
    const named = JSON.stringify(made).match(/\b(?:cn|ap|eu|us)-[a-z]+-\d\b/g);
    expect([...new Set(named)]).toEqual(region === undefined ? [] : [region]);
  });

  test('hold nothing that China lacks', () => {
    const resources = parts.flatMap((part) => Object.values(made[part].Resources));
    expect(resources.map(({ Type }) => Type).filter((type) => missingInChina.test(type))).toEqual([]);
    const text = JSON.stringify(resources);
    expect(text).not.toContain('EDGE');
    expect(text).not.toContain('"TracingConfig"');
    expect(text).not.toContain('"TracingEnabled":true');
    expect(text).not.toContain('states:::http:invoke');
    const subscribed = resources.filter(({ Type }) => Type === 'AWS::SNS::Subscription');
    expect(subscribed.filter(({ Properties }) => Properties.Protocol === 'sms')).toEqual([]);
  });
});

test('the templates of the two partitions hold the same resources', () => {
  const shape = (templates: Templates) =>
    parts.map((part) =>
      Object.values(templates[part].Resources)
        .map(({ Type }) => Type)
        .toSorted(),
    );
  expect(shape(synth({ region: 'cn-north-1' }))).toEqual(shape(synth({ region: 'eu-central-1' })));
});
