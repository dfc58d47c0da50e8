import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../infra/config.ts';
import {
  type ApiPart,
  apiParts,
  parts,
  resourcesOf,
  stages,
  synth,
  type Template,
  type Templates,
} from '../support/infra.ts';

const origins = ['https://console.example.gov.cn', 'https://portal.example.gov.cn'];
const settings = {
  webOrigins: origins,
  requestsPerSource: { internal: 4321, public: 321 },
  throttle: { internal: { rate: 11, burst: 22 }, public: { rate: 33, burst: 44 } },
};
const templates = synth({ settings });
const usual = synth();

const bucketsOf = ({ data }: { readonly data: Template }) =>
  Object.fromEntries(
    resourcesOf(data, 'AWS::S3::Bucket').map(({ id, Properties }) => [
      id.replace(/^BlobStore|[0-9A-F]{8}$/g, ''),
      Properties,
    ]),
  );

describe('a browser may send files', () => {
  test('from the pages that the settings name, only to the bucket that files pass through, and only so', () => {
    const { Blobs, Kept, AccessLog } = bucketsOf(templates);
    expect(Blobs?.CorsConfiguration).toEqual({
      CorsRules: [
        {
          AllowedOrigins: origins,
          AllowedMethods: ['GET', 'PUT'],
          AllowedHeaders: ['content-type', 'content-length', 'x-amz-checksum-sha256'],
          MaxAge: 3600,
        },
      ],
    });
    expect([Kept?.CorsConfiguration, AccessLog?.CorsConfiguration]).toEqual([undefined, undefined]);
  });

  test('from nowhere when the settings name no page', () => {
    for (const bucket of Object.values(bucketsOf(usual))) expect(bucket.CorsConfiguration).toBeUndefined();
  });

  test.each([
    '*',
    'https://*',
    'https://*.example.gov.cn',
    'http://console.example.gov.cn',
    'https://console.example.gov.cn/',
    'https://console.example.gov.cn/app',
    'console.example.gov.cn',
  ])('from no page that is named as %s', (origin) => {
    expect(() => settingsOf('test', { ...stages.agnostic, webOrigins: [origin] })).toThrow('webOrigins');
  });
});

describe('what is removed after a time', () => {
  /** The days after which something goes, by what goes. */
  const removalsOf = (properties: Template['Resources'][string]['Properties'] | undefined) =>
    (properties?.LifecycleConfiguration?.Rules ?? []).map(
      ({ Status: _, ...rule }: Readonly<Record<string, unknown>>) => rule,
    );

  test('is, of files that pass through, a replaced version after 400 days, half an upload after two, an export and an upload that nobody confirmed after a week', () => {
    expect(removalsOf(bucketsOf(templates).Blobs)).toEqual([
      {
        NoncurrentVersionExpiration: { NoncurrentDays: 400 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
      { Prefix: 'exports/', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      { Prefix: 'uploads/', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
    ]);
  });

  test('is, of what a draw or an inspection is proven by, nothing but half an upload', () => {
    expect(removalsOf(bucketsOf(templates).Kept)).toEqual([
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } },
    ]);
  });

  test('is, of the log of who fetched a file, an entry after 400 days', () => {
    expect(removalsOf(bucketsOf(templates).AccessLog)).toEqual([
      { ExpirationInDays: 400, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
    ]);
  });

  test('is, of what failed for good, a letter after two weeks', () => {
    const queues = parts.flatMap((part) => resourcesOf(templates[part], 'AWS::SQS::Queue'));
    expect(queues.map(({ Properties }) => Properties.MessageRetentionPeriod)).toEqual([14 * 24 * 3600]);
  });
});

const throttleOf = (made: Templates, part: ApiPart) => {
  const [stage] = resourcesOf(made[part], 'AWS::ApiGateway::Stage');
  const [method] = stage?.Properties.MethodSettings ?? [];
  return [method?.ThrottlingRateLimit, method?.ThrottlingBurstLimit];
};

describe.each([
  ['internal', { firewall: 10_000, rate: 50, burst: 100 }],
  ['public', { firewall: 1_000, rate: 100, burst: 200 }],
] as const)('how often the %s APIs may be asked', (audience, otherwise) => {
  const own = apiParts.filter((part) => (part === 'api-public') === (audience === 'public'));
  const rulesOf = (made: Templates) => {
    const acl = resourcesOf(made.access, 'AWS::WAFv2::WebACL').find(({ Properties }) =>
      JSON.stringify(Properties.Name).includes(audience),
    );
    const rules: readonly { Name: string; Statement: { RateBasedStatement?: object }; Action?: object }[] =
      acl?.Properties.Rules ?? [];
    return rules;
  };
  const ratedIn = (made: Templates) => rulesOf(made).filter(({ Statement }) => Statement.RateBasedStatement);
  const blocks = (Limit: number) => [
    expect.objectContaining({
      Statement: { RateBasedStatement: { Limit, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
      Action: { Block: { CustomResponse: expect.objectContaining({ ResponseCode: 429 }) } },
    }),
  ];

  test('by one source address in five minutes is what the settings say, and is answered 429 from then on', () => {
    expect(ratedIn(templates)).toEqual(blocks(settings.requestsPerSource[audience]));
    expect(ratedIn(usual)).toEqual(blocks(otherwise.firewall));
  });

  test.each(own)('by everybody together in a second is what the settings say: %s', (part) => {
    const { rate, burst } = settings.throttle[audience];
    expect(throttleOf(templates, part)).toEqual([rate, burst]);
    expect(throttleOf(usual, part)).toEqual([otherwise.rate, otherwise.burst]);
  });

  test('is also held to what is known of attackers', () => {
    const rules = rulesOf(templates);
    expect(rules.map(({ Name }) => Name)).toEqual([
      'TooManyFromOneSource',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    // Only the size of bodies is counted and let pass: the functions have a limit of their own.
    const counted = JSON.stringify(rules).match(
      /"Name":"\w+","ActionToUse"|"ActionToUse":\{"Count":\{\}\},"Name":"\w+"/g,
    );
    expect(counted).toEqual([expect.stringContaining('SizeRestrictions_BODY')]);
  });
});

describe('a start that fails', () => {
  test('of a job by the clock is tried for an hour, of a job by an operation twice more within six hours', () => {
    const schedules = resourcesOf(templates.jobs, 'AWS::Scheduler::Schedule');
    expect(schedules.length).toBeGreaterThan(0);
    for (const { Properties } of schedules)
      expect(Properties.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 });
    const invokes = resourcesOf(templates.jobs, 'AWS::Lambda::EventInvokeConfig');
    expect(invokes.length).toBeGreaterThan(0);
    for (const { Properties } of invokes)
      expect(Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 6 * 3600 });
  });
});
