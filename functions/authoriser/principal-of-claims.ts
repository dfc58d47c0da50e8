import type { JWTPayload } from 'jose';
import { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type Role, roles } from '../../shared/base/roles.ts';

/**
 * Under which names the identity provider writes what we need; every government IdP has its own. A claim inside another
 * is written with dots, e.g. `realm_access.roles`.
 */
export interface ClaimNames {
  readonly name: string;
  readonly department: string;
  readonly roles: string;
  readonly inspectorId: string;
}

/** What the provider calls our departments and roles. With a table, what it does not name is none of ours. */
export interface ClaimValues {
  readonly departments?: Readonly<Record<string, DepartmentCode>> | undefined;
  readonly roles?: Readonly<Record<string, readonly Role[]>> | undefined;
}

/** What the identity provider says when a second factor was used: `amr` methods or `acr` levels. */
export interface SecondFactor {
  readonly amr: readonly string[];
  readonly acr: readonly string[];
}

export interface ClaimReading {
  readonly names: ClaimNames;
  readonly values: ClaimValues;
  readonly secondFactor: SecondFactor;
}

/** Why a verified token lets nobody in, and which claim to look at. */
export interface ClaimRefusal {
  readonly reason:
    | 'unknown-department'
    | 'several-departments'
    | 'unknown-role'
    | 'roles-not-separate'
    | 'unusable-claims';
  readonly claim: string;
}

/**
 * Who a verified token speaks of. Refused when it does not say enough to let anybody in: not exactly one department of
 * ours, or no role of ours. Roles of other systems are passed over, since one IdP serves many.
 */
export function principalOfClaims(
  claims: JWTPayload,
  { names, values, secondFactor }: ClaimReading,
): Result<Principal, ClaimRefusal> {
  const inDepartments = translated(textsOf(claimAt(claims, names.department)), values.departments);
  if (inDepartments.length > 1) return err({ reason: 'several-departments', claim: names.department });
  const said = wordsOf(claimAt(claims, names.roles), Object.keys(values.roles ?? {}));
  const held = translated(said, values.roles).filter(isRole);
  if (held.length === 0) return err({ reason: 'unknown-role', claim: names.roles });
  const parsed = Principal.safeParse({
    id: claims.sub,
    name: claimAt(claims, names.name) ?? claims.sub,
    department: inDepartments[0],
    roles: held,
    inspectorId: claimAt(claims, names.inspectorId),
    mfa:
      wordsOf(claims.amr, secondFactor.amr).some((method) => secondFactor.amr.includes(method)) ||
      wordsOf(claims.acr, secondFactor.acr).some((level) => secondFactor.acr.includes(level)),
  });
  if (parsed.success) return ok(parsed.data);
  const wrong = parsed.error.issues[0]?.path[0];
  if (wrong === 'department') return err({ reason: 'unknown-department', claim: names.department });
  if (wrong === 'roles') return err({ reason: 'roles-not-separate', claim: names.roles });
  return err({ reason: 'unusable-claims', claim: wrong === 'id' ? 'sub' : claimOf(String(wrong), names) });
}

const claimOf = (field: string, names: ClaimNames): string =>
  Object.entries(names).find(([name]) => name === field)?.[1] ?? field;

/** The claim of that name, or the one that the dotted name leads to; a name may itself hold dots, as addresses do. */
function claimAt(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = new Map(Object.entries(value));
  if (members.has(name)) return members.get(name);
  const dots = [...name.matchAll(/\./g)].map(({ index }) => index);
  return dots
    .map((dot) => claimAt(members.get(name.slice(0, dot)), name.slice(dot + 1)))
    .find((found) => found !== undefined);
}

/** Each of ours once, in the order of the token. */
function translated(
  given: readonly string[],
  table: Readonly<Record<string, string | readonly string[]>> | undefined,
): readonly string[] {
  if (!table) return [...new Set(given)];
  const ours = new Map(Object.entries(table));
  return [...new Set(given.flatMap((text) => ours.get(text) ?? []))];
}

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** One text, or a list of them; a name may hold spaces. */
const textsOf = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((entry) => typeof entry === 'string') : [];
};

/** Between the words of one text: blanks as OAuth writes scopes (RFC 6749 §3.3), and what people put between them. */
const betweenWords = /[\s,;，；、]+/u;

/** A list of texts, each taken whole; or one text: whole where it is one of the names we know, else its words. */
function wordsOf(claim: unknown, known: readonly string[]): readonly string[] {
  if (typeof claim !== 'string') return textsOf(claim);
  return known.includes(claim) ? [claim] : claim.split(betweenWords);
}
