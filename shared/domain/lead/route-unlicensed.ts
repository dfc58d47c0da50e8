import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';
import { county } from '../../codes/county.ts';
import { provinceNames, type UnlicensedKind } from '../../codes/unlicensed.ts';

/** What is known of an operation that may lack a licence or a registration. */
export const UnlicensedFacts = z.strictObject({
  licenceNeeded: z.boolean(),
  registrationNeeded: z.boolean(),
  hasLicence: z.boolean(),
  hasRegistration: z.boolean(),
  /** Art. 3 applies. */
  exempt: z.boolean(),
  /** The department that grants the licence; none when no department of the county does. */
  licenceDepartment: DepartmentCode.nullable(),
});
export type UnlicensedFacts = z.infer<typeof UnlicensedFacts>;

export interface UnlicensedRoute {
  /** Null: there is nothing to look into. */
  readonly kind: UnlicensedKind | null;
  readonly handler: DepartmentCode | typeof provinceNames | null;
}

/**
 * R26: which kind it is and who handles it (国务院令第684号 arts 3, 5–7). Without a licence it is the department of the
 * licence, registered or not; without a registration alone the registrar, also where there is a licence.
 */
export function routeUnlicensed(facts: UnlicensedFacts): UnlicensedRoute {
  if (facts.exempt) return { kind: 'n0', handler: null };
  const lacksLicence = facts.licenceNeeded && !facts.hasLicence;
  const lacksRegistration = facts.registrationNeeded && !facts.hasRegistration;
  if (lacksLicence) return { kind: lacksRegistration ? 'n3' : 'n1', handler: facts.licenceDepartment ?? provinceNames };
  return lacksRegistration ? { kind: 'n2', handler: county.registrarDepartment } : { kind: null, handler: null };
}
