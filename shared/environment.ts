import * as z from 'zod';
import { type TableName, tableNames } from './tables.ts';

/** What may sign a token: asymmetric algorithms only, so that nobody who can check a token can make one. */
export const signingAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** The variable that names a table, e.g. `TABLE_REGISTRY`. */
export const tableVariable = <T extends TableName>(table: T) => `TABLE_${table.toUpperCase() as Uppercase<T>}` as const;

type TableVariables = { [T in TableName as `TABLE_${Uppercase<T>}`]: z.ZodString };

const tableVariables = Object.fromEntries(
  tableNames.map((table) => [tableVariable(table), z.string().min(3)]),
  // Object.fromEntries forgets which keys it was given.
) as TableVariables;

const texts = (fallback: readonly string[]) =>
  z
    .string()
    .default(fallback.join(','))
    .transform((text) => text.split(',').filter((entry) => entry !== ''));

/** The relays of the League of Entropy and of Cloudflare, which need no account. */
export const publicRelays = [
  'https://api.drand.sh',
  'https://api2.drand.sh',
  'https://api3.drand.sh',
  'https://drand.cloudflare.com',
] as const;

/** What the functions of steps and jobs read from their environment, and what infra therefore sets: one list for both. */
export const Environment = z.object({
  ...tableVariables,
  BLOB_BUCKET: z.string().min(3),
  /** Where the files of shared/kept-files.ts are, written once. */
  KEPT_BUCKET: z.string().min(3),
  /** A job's function is named by this and the job's own name. */
  JOB_FUNCTION_PREFIX: z.string().min(1),
  /** The state machine of the draw. */
  DRAW_PROCESS_ARN: z.string().min(1),
  /** Signs page positions. Resolved from Secrets Manager when the stack is deployed (docs/adr). */
  CURSOR_KEY: z.string().min(32),
  /** Where reminders go, e.g. the gateway to 政务钉钉; without it they stay in the inbox and the log. */
  WEBHOOK_URL: z.url({ protocol: /^https$/ }).optional(),
  /** Where the public beacon is asked for; a county may name its own relays, or none and hand signatures in. */
  DRAND_RELAYS: texts(publicRelays).pipe(z.array(z.url({ protocol: /^https$/ }))),
  /** Another DynamoDB than the region's own. */
  DYNAMODB_ENDPOINT: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What infra has to write, as texts. */
export type EnvironmentVariables = z.input<typeof Environment>;

/** What the authoriser reads: the identity provider, and under which names its tokens say what we need. */
export const AuthoriserEnvironment = z
  .object({
    OIDC_ISSUER: z.url(),
    OIDC_AUDIENCE: z.string().min(1),
    /** Where the provider's keys are, or the key set itself as JSON where the provider is not reachable from the cloud. */
    OIDC_JWKS_URL: z.url().optional(),
    OIDC_JWKS: z.string().optional(),
    OIDC_ALGORITHMS: texts(['RS256', 'ES256', 'EdDSA']).pipe(z.array(z.enum(signingAlgorithms)).min(1)),
    OIDC_CLOCK_TOLERANCE_SECONDS: z.coerce.number<string>().int().min(0).max(300).default(30),
    OIDC_CLAIM_NAME: z.string().default('name'),
    OIDC_CLAIM_DEPARTMENT: z.string().default('department'),
    OIDC_CLAIM_ROLES: z.string().default('roles'),
    OIDC_CLAIM_INSPECTOR: z.string().default('inspector_id'),
    /** `amr` values (RFC 8176) and `acr` levels that stand for a second factor. */
    OIDC_MFA_AMR: texts(['mfa']),
    OIDC_MFA_ACR: texts([]),
  })
  .refine((read) => (read.OIDC_JWKS_URL === undefined) !== (read.OIDC_JWKS === undefined), {
    path: ['OIDC_JWKS_URL'],
    message: 'set either OIDC_JWKS_URL or OIDC_JWKS',
  });
export type AuthoriserEnvironment = z.infer<typeof AuthoriserEnvironment>;
export type AuthoriserVariables = z.input<typeof AuthoriserEnvironment>;
