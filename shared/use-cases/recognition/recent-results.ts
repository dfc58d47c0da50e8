import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { dateOfMonth, localDateOf, yearOf } from '../../calendar/local-date.ts';
import type { ResultCode } from '../../codes/results.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Actor } from '../actor.ts';
import { checksOfObject } from '../check/checks-of-object.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { findResult, type ResultReadFailure } from '../result/change-result.ts';
import { effectiveResult } from '../result/effective.ts';
import { citable, wasPublished } from './citable.ts';

interface Deps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
}

/** A published conclusion about the same object, and why it cannot be recognised if it cannot. */
export interface RecentConclusion {
  readonly sourceId: string;
  readonly department: DepartmentCode;
  readonly documentNumber: string;
  readonly edition: number;
  readonly itemId: string;
  readonly name: string;
  /** Of one that cannot be recognised nothing is told: it may be a draft, or shown no longer. */
  readonly codes?: readonly ResultCode[];
  readonly validUntil?: string;
  readonly refused?: 'recognition-expired' | 'source-under-review';
}

/** No list lets a conclusion be recognised for longer. */
const mostMonths = 24;

/**
 * What other departments have published about the object of a result and the list lets its department recognise, the newest
 * first, under whichever number of the object. Months run from a publication, which may be in the year after the visit. Of each
 * year two requests, and one for each part of a visit.
 */
export async function recentConclusions(
  deps: Deps,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<readonly RecentConclusion[], ResultReadFailure>> {
  const found = await findResult(deps, id, actor);
  if (!found.ok) return found;
  const { object, department } = found.value.value;
  const conclusions: RecentConclusion[] = [];
  for (const source of await publishedAbout(deps, object.id, department, now)) {
    for (const finding of source.findings) {
      const asked = await citable(deps.records, source, { itemId: finding.itemId, by: department, now });
      const refused = asked.ok ? undefined : asked.error.kind;
      if (refused === 'not-ready' || refused === 'not-found') continue;
      const { documentNumber = '', edition } = source;
      const name = source.items.find((item) => item.id === finding.itemId)?.name ?? '';
      conclusions.push({
        ...{ sourceId: source.id, department: source.department, documentNumber, edition },
        ...{ itemId: finding.itemId, name },
        ...(asked.ok && { codes: finding.codes, validUntil: asked.value.validUntil }),
        ...(refused && { refused }),
      });
    }
  }
  return ok(conclusions);
}

async function publishedAbout(
  deps: Deps,
  objectId: string,
  own: DepartmentCode,
  now: Date,
): Promise<readonly InspectionResult[]> {
  const today = localDateOf(now);
  const [current = objectId, ...formerIds] = await numbersOf(deps, objectId);
  const years = [0, 12, mostMonths, mostMonths + 12].map((months) => dateOfMonth(today, -months));
  const sources: InspectionResult[] = [];
  for (const day of years.filter((each, at) => years.findIndex((other) => yearOf(other) === yearOf(each)) === at)) {
    for (const { visitId, departments } of await checksOfObject(deps, { id: current, formerIds }, day)) {
      for (const department of departments.filter((each) => each !== own)) {
        const source = await effectiveResult(deps.records, resultIdOf(visitId, department));
        if (source && wasPublished(source.value)) sources.push(source.value);
      }
    }
  }
  return sources.toSorted((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? ''));
}
