import { localDateOf } from '../../calendar/local-date.ts';
import { digestOfCode, isCodeInForce, readCode } from '../../domain/subject/subject-code.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';

/** 被检查对象, who holds a bound code: acts for one object, whatever its number is now, and reaches nothing else. */
export interface Subject extends Actor {
  readonly objectId: string;
  readonly objectName: string;
}

/**
 * Whom a code speaks for, or undefined: a code that is unknown, wrong, revoked or over is nobody's, and which of these it is
 * is not told. The department is the one that issued it; a subject acts with no right of that department.
 */
export async function identifySubject(
  records: Pick<Records, 'find'>,
  typed: string,
  now: Date,
): Promise<Subject | undefined> {
  const read = readCode(typed);
  const found = read && (await records.find('subject-code', read.id))?.value;
  if (!found || found.digest !== digestOfCode(read.code) || !isCodeInForce(found, localDateOf(now))) return undefined;
  const { id, department, objectId, objectName } = found;
  // Messages name who acts, and the object's name may be a person's.
  return { id: `subject:${id}`, name: '被检查对象', department, scope: 'own', objectId, objectName };
}
