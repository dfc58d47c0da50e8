import * as z from 'zod';
import { DepartmentCode } from '../base/primitives.ts';
import { areSeparate, roles } from '../base/roles.ts';
import { type TableName, tableNames } from './tables.ts';

/** Permitted signature algorithms: asymmetric only, so that nobody who can check a token can issue one. */
export const signingAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** The environment variable of a table, e.g. `TABLE_REGISTRY`. */
export const tableVariable = <T extends TableName>(table: T) => `TABLE_${table.toUpperCase() as Uppercase<T>}` as const;

type TableVariables = { [T in TableName as `TABLE_${Uppercase<T>}`]: z.ZodString };

const tableVariables = Object.fromEntries(
  tableNames.map((table) => [tableVariable(table), z.string().min(3)]),
  // Object.fromEntries loses the type of its keys.
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

/** What the functions of steps and jobs read from their environment, and infra therefore sets: one list for both. */
export const Environment = z.object({
  ...tableVariables,
  BLOB_BUCKET: z.string().min(3),
  /** The write-once bucket for the files of shared/platform/kept-files.ts. */
  KEPT_BUCKET: z.string().min(3),
  /** Prefix of the name of every job's function; the job's own name follows. */
  JOB_FUNCTION_PREFIX: z.string().min(1),
  /** The state machine of the draw. */
  DRAW_PROCESS_ARN: z.string().min(1),
  /** The key of the key service under which the keys of batches are sealed; in functions that open them. */
  DRAW_KEYS_KEY: z.string().min(1).optional(),
  /** Encrypts page positions, in functions that answer lists. Resolved from Secrets Manager on deployment (docs/adr). */
  CURSOR_KEY: z.string().min(32).optional(),
  /** Where reminders are sent, e.g. the gateway to 政务钉钉; without it they stay in the inbox and the log. */
  WEBHOOK_URL: z.url({ protocol: /^https$/ }).optional(),
  /** Relays of the public beacon. A county may name its own, or none and have officials submit the signatures. */
  DRAND_RELAYS: texts(publicRelays).pipe(z.array(z.url({ protocol: /^https$/ }))),
  /** A DynamoDB endpoint other than the region's own. */
  DYNAMODB_ENDPOINT: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What infra must set, as texts. */
export type EnvironmentVariables = z.input<typeof Environment>;

/** A JSON document in a variable, which can hold only text. */
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** The secret parts of a private key (RFC 7518 §6), and the shared secret `k`. */
const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;

const PublicKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), kid: z.string().min(1).optional() })
  .refine((key) => secretParts.every((part) => !(part in key)), {
    message: 'holds a secret: publish the public part of the key only',
  });

const PublicKeys = z.looseObject({ keys: z.array(PublicKey).min(1) });

/** Keys fetched in the clear can be replaced in transit; only this machine is trusted without TLS. */
const KeyAddress = z.url().refine((address) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(address), {
  message: 'keys are fetched over https only',
});

/** The authoriser's environment: the identity provider, and the names of its claims. */
export const AuthoriserEnvironment = z
  .object({
    OIDC_ISSUER: z.url(),
    OIDC_AUDIENCE: z.string().min(1),
    /** Address of the provider's keys, or the key set itself as JSON if the cloud cannot reach the provider. */
    OIDC_JWKS_URL: KeyAddress.optional(),
    OIDC_JWKS: json(PublicKeys).optional(),
    /** How long fetched keys are used before a refresh, and how long in all while the provider does not respond. */
    OIDC_JWKS_FRESH_SECONDS: z.coerce.number<string>().int().min(60).max(3_600).default(600),
    OIDC_JWKS_KEPT_SECONDS: z.coerce.number<string>().int().min(60).max(86_400).default(14_400),
    OIDC_ALGORITHMS: texts(['RS256', 'ES256']).pipe(z.array(z.enum(signingAlgorithms)).min(1)),
    OIDC_CLOCK_TOLERANCE_SECONDS: z.coerce.number<string>().int().min(0).max(300).default(30),
    /** How far ahead of now a token may end. */
    OIDC_LONGEST_SECONDS: z.coerce.number<string>().int().min(60).max(604_800).default(86_400),
    /** A nested claim is written with dots, e.g. `realm_access.roles`. */
    OIDC_CLAIM_NAME: z.string().min(1).default('name'),
    OIDC_CLAIM_DEPARTMENT: z.string().min(1).default('department'),
    OIDC_CLAIM_ROLES: z.string().min(1).default('roles'),
    OIDC_CLAIM_INSPECTOR: z.string().min(1).default('inspector_id'),
    /** The provider's own department names → our codes; if set, names outside it are no departments. */
    OIDC_DEPARTMENTS: json(z.record(z.string().min(1), DepartmentCode)).optional(),
    /** The provider's own roles or groups → our roles; if set, names outside it are no roles. */
    OIDC_ROLES: json(
      z.record(
        z.string().min(1),
        z.array(z.enum(roles)).min(1).refine(areSeparate, 'an administrator holds no other role'),
      ),
    ).optional(),
    /** Clients that may use this system, by `azp` or `client_id` of their tokens; empty allows any. */
    OIDC_CLIENTS: texts([]),
    /** `amr` values (RFC 8176) and `acr` levels that mean a second factor. */
    OIDC_MFA_AMR: texts(['mfa']),
    OIDC_MFA_ACR: texts([]),
  })
  .refine((read) => (read.OIDC_JWKS_URL === undefined) !== (read.OIDC_JWKS === undefined), {
    path: ['OIDC_JWKS_URL'],
    message: 'set either OIDC_JWKS_URL or OIDC_JWKS',
  })
  .refine((read) => read.OIDC_JWKS_KEPT_SECONDS >= read.OIDC_JWKS_FRESH_SECONDS, {
    path: ['OIDC_JWKS_KEPT_SECONDS'],
    message: 'is not less than OIDC_JWKS_FRESH_SECONDS',
  });
export type AuthoriserEnvironment = z.infer<typeof AuthoriserEnvironment>;
