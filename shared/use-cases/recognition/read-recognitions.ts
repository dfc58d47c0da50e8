import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { Recognition } from '../../domain/recognition/recognition.ts';
import type { Actor } from '../actor.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';

interface Deps {
  readonly records: Records;
}

/** The recognition, for the department that relies on it and the one whose conclusion it is. */
export async function findRecognition(
  { records }: Deps,
  id: string,
  { scope, department }: Actor,
): Promise<Result<Stored<Recognition>, Failure<'not-found'>>> {
  const found = await records.find('recognition', id);
  const isParty = found?.value.department === department || found?.value.source === department;
  return found && (scope === 'any' || isParty) ? ok(found) : err({ kind: 'not-found', entity: 'recognition', id });
}

/** Recognitions that a department has to look at again, by due day; those it made; and those of its own conclusions. */
export function listRecognitions(
  { records }: Deps,
  view: 'to-re-examine' | 'made' | 'of-own',
  { scope, department }: Actor,
  page: PageRequest,
): Promise<Page<Stored<Recognition>>> {
  const of = scope === 'any' ? departmentCodes : [department];
  const list = { 'to-re-examine': 'toReExamine', made: 'ofDepartment', 'of-own': 'ofSource' } as const;
  return records.list({ kind: 'recognition', in: list[view], of, page, newestFirst: view !== 'to-re-examine' });
}
