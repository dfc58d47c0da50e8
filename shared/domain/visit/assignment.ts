import type { DepartmentCode } from '../../base/primitives.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { originOf } from './origin.ts';
import type { Visit } from './visit.ts';
import { caseVisitIdOf, resultIdOf, visitIdOf } from './visit-ids.ts';

/** What the draw and the matching, or an approved order, decided for one object. */
export type VisitDraft = Pick<Visit, 'batchId' | 'case' | 'object' | 'lead' | 'parts' | 'window' | 'dispatchedAt'>;

export interface Assignment {
  readonly visit: Visit;
  /** One per participating department, in the order of the visit's parts. */
  readonly results: readonly InspectionResult[];
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The fields of a visit that follow from its parts; used by list filters. */
export function derivedFrom(parts: Visit['parts']): Pick<Visit, 'departments' | 'inspectors' | 'tasks'> {
  const members = parts.flatMap(({ team }) => team.map(({ id }) => id));
  return {
    departments: parts.map(({ department }) => department),
    inspectors: distinct(members),
    tasks: distinct(parts.flatMap(({ items }) => items.map(({ taskId }) => taskId))),
  };
}

function idOf(draft: VisitDraft): string {
  const origin = originOf(draft);
  return origin.kind === 'draw'
    ? visitIdOf(origin.batchId, draft.object.id)
    : caseVisitIdOf(origin.checkOrderId, draft.object.id);
}

/** The visit of one object and the result that each department owes for it; the ids are deterministic. */
export function assign(draft: VisitDraft): Assignment {
  const visit: Visit = {
    ...draft,
    ...derivedFrom(draft.parts),
    id: idOf(draft),
    year: Number(draft.window.from.slice(0, 4)),
    status: 'dispatched',
  };
  return { visit, results: draft.parts.map(({ department }) => assignedResult(visit, department)) };
}

/** The result that a department owes for a visit, before anything has been entered. */
export function assignedResult(visit: Visit, department: DepartmentCode): InspectionResult {
  const part = visit.parts.find((each) => each.department === department);
  if (!part) throw new Error(`visit ${visit.id} has no part of ${department}`);
  return {
    id: resultIdOf(visit.id, department),
    visitId: visit.id,
    ...(visit.batchId !== undefined && { batchId: visit.batchId }),
    ...(visit.case && { case: visit.case }),
    department,
    lead: visit.lead,
    object: visit.object,
    items: part.items,
    team: part.team,
    inspectors: part.team.map(({ id }) => id),
    visitStatus: visit.status,
    status: 'assigned',
    edition: 0,
    inspectBy: visit.window.to,
    present: [],
    findings: [],
    overall: [],
    evidence: [],
    recordedBy: [],
  };
}
