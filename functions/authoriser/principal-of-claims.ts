import type { JWTPayload } from 'jose';
import { Principal } from '../../shared/api/principal.ts';
import { type Role, roles } from '../../shared/api/route.ts';

/** Under which names the identity provider writes what we need; every government IdP has its own. */
export interface ClaimNames {
  readonly name: string;
  readonly department: string;
  readonly roles: string;
  readonly inspectorId: string;
}

/** What the identity provider says when a second factor was used: `amr` methods or `acr` levels. */
export interface SecondFactor {
  readonly amr: readonly string[];
  readonly acr: readonly string[];
}

/**
 * Who a verified token speaks of, or undefined when it does not say enough to let anybody in: no department, or no role
 * of ours. Roles of other systems are passed over, since one IdP serves many.
 */
export function principalOfClaims(
  claims: JWTPayload,
  names: ClaimNames,
  secondFactor: SecondFactor,
): Principal | undefined {
  const parsed = Principal.safeParse({
    id: claims.sub,
    name: claims[names.name] ?? claims.sub,
    department: claims[names.department],
    roles: textsOf(claims[names.roles]).filter(isRole),
    inspectorId: claims[names.inspectorId],
    mfa:
      textsOf(claims.amr).some((method) => secondFactor.amr.includes(method)) ||
      textsOf(claims.acr).some((level) => secondFactor.acr.includes(level)),
  });
  return parsed.success ? parsed.data : undefined;
}

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** A list of texts, or one text with spaces between, as OAuth writes scopes. */
const textsOf = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((entry) => typeof entry === 'string') : [];
};
