import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import { objectionHandOvers } from '../../domain/objection/hand-overs.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import { sha256 } from '../../draw/sha256.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import { told } from '../notice/told.ts';
import { enterObjection, takenBack } from '../objection/handle-objection.ts';
import { changeObjection, type ObjectionDeps, type ObjectionFailure } from '../objection/objection-deps.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import type { Subject } from './identify-subject.ts';
import { type OwnDeps, ownResults } from './own-results.ts';

type Deps = ObjectionDeps & OwnDeps;
type Answer = Promise<Result<Stored<Objection>, ObjectionFailure | Failure<'invalid-input'>>>;

/** Nobody of the department has seen it yet. */
function toldOf({ id, resultId, department, documentNumber, due }: Objection, now: Date): Change {
  const by = due === undefined ? '' : `，应于${formatChineseDate(due)}前作出决定`;
  const text = `被检查对象凭绑定码对检查结果（${documentNumber}）提出异议${by}。`;
  const asked = askedBy(objectionHandOvers, 'file', { id });
  return told({ about: id, resultId, kind: 'objection-filed', department, text, ...asked }, now);
}

const filedBefore: Failure<'not-ready'> = {
  kind: 'not-ready',
  entity: 'objection',
  reason: '对该版次的同一理由已经提出过；撤回后再次提出的，请持书面材料到检查机关办理。',
};

/** What a subject says against what is public of it. */
export interface OwnObjection extends Pick<Objection, 'ground' | 'text'> {
  /** The public number of the result. */
  readonly result: string;
}

/**
 * Files an objection to an own result, received today. One ground against one edition is filed once: whoever has taken it
 * back comes with a paper.
 */
export async function fileOwnObjection(
  deps: Deps,
  { result: publicId, ground, text }: OwnObjection,
  subject: Subject,
  now: Date,
): Answer {
  const own = (await ownResults(deps, subject, now)).find(({ document }) => document.id === publicId)?.result;
  if (!own) return err({ kind: 'not-found', entity: 'result', id: publicId });
  const id = sha256(`objection by code ${own.id} ${own.edition} ${ground}`).slice(0, 24);
  const filedOn = localDateOf(now);
  const entry = {
    resultId: own.id,
    ground,
    text,
    filedBy: `${subject.objectName}（凭绑定码提出）`,
    papers: [],
    filedOn,
  };
  const filed = await enterObjection(deps, id, entry, own, ofDepartment(subject, own), now, (objection) => [
    toldOf(objection, now),
  ]);
  return !filed.ok && filed.error.kind === 'already-exists' ? err(filedBefore) : filed;
}

/** Every objection to results of the subject, the newest first, whoever entered it. */
export async function ownObjections(deps: OwnDeps, { objectId }: Subject): Promise<readonly Stored<Objection>[]> {
  const own: Stored<Objection>[] = [];
  for (const number of await numbersOf(deps, objectId)) {
    const ofObject = { kind: 'objection', in: 'ofObject', of: number, newestFirst: true } as const;
    for await (const objection of every((page) => deps.records.list({ ...ofObject, page }), 100)) own.push(objection);
  }
  return own;
}

/** The subject takes its objection back before it is decided; what was marked is marked no longer. */
export async function withdrawOwnObjection(
  deps: Deps,
  { id, version }: { readonly id: string; readonly version: number },
  subject: Subject,
  now: Date,
): Answer {
  const found = (await deps.records.find('objection', id))?.value;
  const numbers = await numbersOf(deps, subject.objectId);
  if (!found || found.objectId === undefined || !numbers.includes(found.objectId))
    return err({ kind: 'not-found', entity: 'objection', id });
  const actor = ofDepartment(subject, found);
  return changeObjection(deps, { id, version }, 'withdraw', actor, now, (objection) => ok(takenBack(objection)));
}

/** What a subject does is done to the department whose result it is. */
const ofDepartment = (subject: Subject, { department }: Pick<Objection, 'department'>): Subject => ({
  ...subject,
  department,
});
