import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { FramePart } from '../../domain/frame/frame.ts';

type Checks = readonly Pick<FramePart, 'department' | 'items'>[];

/** The matching supports 30 requirements per visit, one of which may be the leader. */
const qualificationsPerDepartment = 29;

/**
 * A batch is one row of the store, which holds 400 KB. The items of its frames may take this many bytes; roots, strata,
 * manifest, thresholds and the failures of a match need the rest.
 */
const itemBytes = 120_000;

/**
 * Refuses a batch that could not be completed: once the randomness is known it must be drawn and matched, and its
 * record must hold the outcome.
 */
export function withinLimits(parts: Checks): Result<void, Failure<'invalid-input'>> {
  const message = qualificationsFault(parts) ?? itemsFault(parts);
  return message === undefined
    ? ok(undefined)
    : err({ kind: 'invalid-input', errors: [{ path: 'body.entries', message }] });
}

function qualificationsFault(parts: Checks): string | undefined {
  for (const [department, own] of Map.groupBy(parts, (part) => part.department)) {
    const asked = own.flatMap(({ items }) => items.flatMap(({ qualification }) => qualification ?? []));
    const count = new Set(asked).size;
    if (count > qualificationsPerDepartment) {
      const name = departmentName(department);
      return `${name}的检查事项共要求 ${count} 种专门资质，一个批次中每个部门最多 ${qualificationsPerDepartment} 种`;
    }
  }
  return undefined;
}

function itemsFault(parts: Checks): string | undefined {
  const items = parts.flatMap((part) => part.items);
  const bytes = new TextEncoder().encode(JSON.stringify(items)).length;
  return bytes > itemBytes ? `各抽样框共列检查事项 ${items.length} 项，一个批次容纳不下，请分批抽取` : undefined;
}
