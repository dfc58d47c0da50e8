import type { DepartmentCode } from '../../base/primitives.ts';
import { county } from '../../codes/county.ts';
import type { Competent } from '../../domain/follow-up/opening.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resolveObject } from '../lead/resolve-object.ts';
import type { Registry } from '../ports/registry.ts';

const supervises = '对象的监管部门（谁审批、谁监管，谁主管、谁监管）';

/** R35: who supervises the object, under the number that it has now, and who has the duty for its industry by the county's table. */
export async function competentFor(
  deps: { readonly registry: Pick<Registry, 'find'> },
  { object }: Pick<InspectionResult, 'object'>,
): Promise<readonly Competent[]> {
  const found = await resolveObject(deps, object.id);
  const supervisors = found.ok ? (found.value?.supervisors ?? []) : [];
  const duties = (county.competence ?? []).filter(({ industry }) => object.industry.startsWith(industry));
  const all = [
    ...supervisors.map((department) => ({ department, basis: supervises })),
    ...duties.map(({ department, document }) => ({ department, basis: document })),
  ];
  const known = new Set<DepartmentCode>();
  return all.filter(({ department }) => !known.has(department) && known.add(department));
}
