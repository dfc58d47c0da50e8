import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Node } from 'constructs';
import * as z from 'zod';
import { AuthoriserEnvironment } from '../shared/platform/environment.ts';
import { type Architecture, architectures, partitionOf } from './partition.ts';

/** Requests a second that each API passes on in the long run, and at once. */
const Throttle = z.strictObject({ rate: z.number().int().positive(), burst: z.number().int().positive() });

/** Lambda lets the variables of a function take no more together. */
const environmentBytes = 4096;

/** A variable is a text; in a settings file a list, a number or a JSON document may stand for it as such. */
const Variable = z
  .union([z.string(), z.number(), z.array(z.string()), z.record(z.string(), z.unknown())])
  .transform((value) => {
    if (typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(',') : JSON.stringify(value);
  });

/** The variables of the authoriser as its function reads them, checked here so that a typing error fails the synthesis. */
const AuthoriserSettings = z
  .partialRecord(AuthoriserEnvironment.keyof(), Variable)
  .superRefine((variables, context) => {
    for (const { path, message } of AuthoriserEnvironment.safeParse(variables).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    const bytes = Buffer.byteLength(Object.entries(variables).flat().join(''));
    if (bytes > environmentBytes) {
      const message = `take ${bytes} bytes together, and Lambda allows ${environmentBytes}: shorten OIDC_JWKS to the keys in use, or use OIDC_JWKS_URL`;
      context.addIssue({ code: 'custom', message });
    }
  });

/** A domain of the county's own and its certificate, which lies in the region of the stage. */
const Domain = z.strictObject({
  name: z
    .string()
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'is no domain name'),
  certificateArn: z
    .string()
    .regex(/^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, 'is no certificate of ACM'),
});
export type Domain = z.infer<typeof Domain>;

/** Exactly as a browser names it: S3 would take a `*` for every page there is, and a path for no page at all. */
const WebOrigin = z
  .url({ protocol: /^https$/, hostname: /^[^*]+$/ })
  .refine((origin) => URL.canParse(origin) && new URL(origin).origin === origin, 'is https://host, without a path');

const StageSettings = z.strictObject({
  /** Without a region the templates fit any region of either partition. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  architecture: z.enum(architectures).optional(),
  authoriser: AuthoriserSettings,
  /** Under which names the APIs of officials, and those of the public, are reached; without them each API has an address. */
  domains: z
    .strictObject({ internal: Domain.optional(), public: Domain.optional() })
    .refine(({ internal, public: open }) => !internal || internal.name !== open?.name, {
      error: 'officials and the public need a name each',
    })
    .default({}),
  /** Source addresses that may reach the internal APIs; an empty list leaves them to the token alone. */
  allowedSources: z.array(z.union([z.cidrv4(), z.cidrv6()])).default([]),
  throttle: z
    .strictObject({ internal: Throttle, public: Throttle })
    .default({ internal: { rate: 50, burst: 100 }, public: { rate: 100, burst: 200 } }),
  /** Requests of one source address in five minutes to all APIs of an audience before the firewall blocks it; a county's offices share one address. */
  requestsPerSource: z
    .strictObject({ internal: z.number().int().min(10), public: z.number().int().min(10) })
    .default({ internal: 10_000, public: 1_000 }),
  /** The firewall before the APIs. A pilot may go without it to save its monthly price; the source allow-list is part of it. */
  firewall: z.boolean().default(true),
  /**
   * For how long what a draw or an inspection is proven by can be neither changed nor removed. `COMPLIANCE` binds everyone,
   * the account's owner too, and cannot be taken back: for production. Under `GOVERNANCE` a named right can lift it.
   */
  writeOnce: z
    .strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), years: z.number().int().min(1).max(100) })
    .default({ mode: 'GOVERNANCE', years: 1 }),
  /** Memory in MB. A job at 1769 MB has a whole processor. */
  memory: z
    .strictObject({ step: z.number().int().min(128).max(10_240), job: z.number().int().min(128).max(10_240) })
    .default({ step: 1024, job: 1769 }),
  /** Functions by name that keep so many executions for themselves and never take more. */
  reservedConcurrency: z.record(z.string(), z.number().int().min(0)).default({}),
  /** Where the portal and the console are served, so that a browser may send files to the bucket by a signed address. */
  webOrigins: z.array(WebOrigin).default([]),
  /** Where reminders go; without it they stay in the inbox. */
  webhookUrl: z.url({ protocol: /^https$/ }).optional(),
  /** Puts the tables of `npm run ops -- restore-drill` in the place of the data stack's own. */
  tableSuffix: z
    .string()
    .regex(/^(-drill-\d{12})+$/, 'is what restore-drill printed, e.g. -drill-202603020300')
    .optional(),
  /** Relays of the public beacon in place of the public ones; an empty list takes none. */
  drandRelays: z.array(z.url({ protocol: /^https$/ })).optional(),
  /** The profile of the county; without it, of the one that ships. */
  county: z.string().min(1).optional(),
  alarmEmails: z.array(z.email()).default([]),
  /** Where whoever is woken reads docs/runbook.md; every alarm links to its section there. */
  runbook: z.string().min(1).default('docs/runbook.md'),
});

/**
 * What a stage may be told; docs/deploy.md explains each.
 *
 * @internal The test that holds the document to it is the only reader.
 */
export const settingNames: readonly string[] = Object.keys(StageSettings.shape);

export interface Settings extends z.infer<typeof StageSettings> {
  readonly stage: string;
  readonly architecture: Architecture;
}

const StageName = z.string().regex(/^[a-z][a-z0-9]{1,15}$/);

/**
 * The settings of the stage that `-c stage=NAME` asks for: `stages.NAME` of cdk.json and, over it, the file that
 * `-c settings=FILE` names, for what a county does not keep in the repository.
 *
 * @throws Error that names each wrong setting.
 */
export function readSettings(node: Node): Settings {
  const stage = StageName.parse(node.tryGetContext('stage'));
  const stages = z.record(z.string(), z.looseObject({})).parse(node.tryGetContext('stages') ?? {});
  const file: unknown = node.tryGetContext('settings');
  const own = typeof file === 'string' ? z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const given = stages[stage];
  if (!given && !own) {
    throw new Error(
      `no stage "${stage}": cdk.json knows ${Object.keys(stages).join(', ')}; add it there or name a file`,
    );
  }
  const settings = settingsOf(stage, { ...given, ...own });
  checkCounty(settings, process.env.COUNTY_PROFILE);
  return settings;
}

/** Functions are built for one county: the one that COUNTY_PROFILE names, or that ships. It must be the stage's. */
export function checkCounty({ stage, county }: Pick<Settings, 'stage' | 'county'>, built: string | undefined): void {
  if ((county && resolve(county)) === (built && resolve(built))) return;
  throw new Error(
    county === undefined
      ? `stage "${stage}" names no county, but COUNTY_PROFILE is ${built}: add "county" to the stage, or unset the variable`
      : `stage "${stage}" is of the county in ${county}: run the command with COUNTY_PROFILE=${county}`,
  );
}

/** Checks settings and adds what the stage leaves open. */
export function settingsOf(stage: string, given: unknown): Settings {
  const parsed = StageSettings.safeParse(given);
  if (!parsed.success) throw new Error(`settings of stage "${stage}":\n${z.prettifyError(parsed.error)}`);
  const { architecture = partitionOf(parsed.data.region).architecture, ...settings } = parsed.data;
  return { ...settings, stage, architecture };
}
