import type { MatchExpert, MatchInspector } from '../../draw/match-input.ts';
import type { ObjectLinks } from '../registry/object-links.ts';
import type { Expert, Inspector } from '../registry/registry.ts';

/** An inspector as the matching sees one; `limit` is the county's general maximum of visits. */
export function matchInspectorOf(
  { id, department, status, certificate, itemScope, qualifications, level, township, mayLead, capacity }: Inspector,
  limit?: number,
): MatchInspector {
  const most = Math.min(capacity ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY);
  return {
    id,
    department,
    active: status === '有效',
    certificate: { validFrom: certificate.validFrom, validTo: certificate.validTo },
    itemScope,
    qualifications,
    ...(Number.isFinite(most) && { capacity: most }),
    ...(level === '所' && township !== undefined && { station: township }),
    ...(mayLead === false && { mayLead }),
  };
}

/** An expert as the matching sees one. */
export const matchExpertOf = (
  { id, department, status, validTo, fields, recusals = [] }: Expert,
  links: ObjectLinks,
): MatchExpert => ({
  id,
  department,
  active: status === '有效',
  ...(validTo !== undefined && { validTo }),
  fields,
  recusedFrom: recusals.flatMap(({ objectId }) => links.all(objectId)),
});
