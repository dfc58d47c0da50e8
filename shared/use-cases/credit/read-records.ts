import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { creditDimensions, creditModel, indicatorOf } from '../../codes/credit-model.ts';
import type { CreditGrade, CreditRecordKind } from '../../codes/credit-records.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import type { CreditRecordStatus } from '../../domain/credit/record-states.ts';
import { risksOf } from '../../domain/credit/risk-events.ts';
import { scoreOf } from '../../domain/credit/score.ts';
import type { Actor } from '../actor.ts';
import { every } from '../every.ts';
import { numbersOf, presentObject } from '../lead/resolve-object.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';

interface Deps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
}

const pageSize = 100;

/** Whether the actor's department keeps or supervises a subject, under its present number, or the actor reads everything. */
async function hasDuty(deps: Deps, number: string, actor: Actor): Promise<boolean> {
  if (actor.scope === 'any') return true;
  const object = await presentObject(deps, number);
  if (!object.ok) return false;
  const { department, supervisors } = object.value.value;
  return checkAccess(
    { ...actor, scope: 'joint' },
    { department, shared: supervisors },
    { entity: 'object', id: number },
  ).ok;
}

/** What a department has decided, the newest first. */
export const listCreditRecords = (
  { records }: Pick<Deps, 'records'>,
  { department, kind, status, grade }: CreditRecordFilter,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<CreditRecord>>> =>
  records.list({
    kind: 'credit-record',
    in: 'ofDepartment',
    of: department.filter((code) => actor.scope === 'any' || code === actor.department),
    where: [
      ...(kind ? [{ field: 'kind' as const, oneOf: kind }] : []),
      ...(status ? [{ field: 'status' as const, oneOf: status }] : []),
      ...(grade ? [{ field: 'grade' as const, oneOf: grade }] : []),
    ],
    newestFirst: true,
    page,
  });

export interface CreditRecordFilter {
  readonly department: readonly DepartmentCode[];
  readonly kind?: readonly CreditRecordKind[] | undefined;
  readonly status?: readonly CreditRecordStatus[] | undefined;
  readonly grade?: readonly CreditGrade[] | undefined;
}

/** A record that the own department has decided, or of a subject that it keeps or supervises. */
export async function findCreditRecord(
  deps: Deps,
  id: string,
  actor: Actor,
): Promise<Result<Stored<CreditRecord>, Failure<'not-found'>>> {
  const found = await deps.records.find('credit-record', id);
  if (!found) return err({ kind: 'not-found', entity: 'credit-record', id });
  const { department, subject } = found.value;
  const reads = department === actor.department || (await hasDuty(deps, subject.id, actor));
  return reads ? ok(found) : err({ kind: 'not-found', entity: 'credit-record', id });
}

/** Everything on record of a subject, under any of its numbers, the newest first; for who has a duty for it. */
export async function recordsOfSubject(
  deps: Deps,
  objectId: string,
  actor: Actor,
): Promise<Result<readonly Stored<CreditRecord>[], Failure<'not-found'>>> {
  if (!(await hasDuty(deps, objectId, actor))) return err({ kind: 'not-found', entity: 'object', id: objectId });
  return ok((await onRecordOf(deps, objectId)).toReversed());
}

/** The same for the subject itself, or for the system, the oldest first. */
export async function onRecordOf(deps: Deps, objectId: string): Promise<readonly Stored<CreditRecord>[]> {
  const found: Stored<CreditRecord>[] = [];
  for (const of of await numbersOf(deps, objectId)) {
    const own = every((page) => deps.records.list({ kind: 'credit-record', in: 'ofSubject', of, page }), pageSize);
    for await (const record of own) found.push(record);
  }
  return found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const dimensionCodes = Object.keys(creditDimensions) as readonly (keyof typeof creditDimensions)[];

const placeOf = ({ value: { date, id } }: Stored<CreditRecord>) => `${date} ${id}`;

/**
 * R61: the score of a subject at the end of a day by the reference model, made of what is on record now: every line with the
 * record that it comes from. For who has a duty for the subject; nobody else learns of score or class (R57).
 */
export async function explainScore(
  deps: Deps,
  { objectId, on }: { readonly objectId: string; readonly on?: LocalDate | undefined },
  actor: Actor,
  now: Date,
) {
  const today = localDateOf(now);
  const day = on ?? today;
  if (day > today)
    return err({ kind: 'invalid-input', errors: [{ path: 'query.on', message: '日期不能晚于今天' }] } as const);
  const found = await recordsOfSubject(deps, objectId, actor);
  if (!found.ok) return found;
  const records = found.value.map(({ value }) => value);
  const { score, class: code, dimensions, uncapped, lines, direct } = scoreOf(risksOf(records), day);
  return ok({
    ...{ objectId, on: day, model: creditModel.version, score, class: code, direct },
    dimensions: dimensionCodes.flatMap((dimension) => {
      const points = dimensions[dimension];
      if (points === undefined) return [];
      return [{ dimension, name: creditDimensions[dimension].name, points, uncapped: uncapped[dimension] ?? points }];
    }),
    lines: lines.map((line) => {
      const record = records.find(({ id }) => id === line.source);
      if (!record) throw new Error(`a line of the score of ${objectId} is of no record`);
      const { id, kind, department, documentNumber, content } = record;
      const { name } = indicatorOf(line.indicator);
      const { source: _, ...counted } = line;
      return { ...counted, name, record: { id, kind, department, documentNumber, content } };
    }),
  });
}
