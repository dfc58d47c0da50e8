import type { Failure } from '../../base/failures.ts';
import { looksLikeIdentityNumber } from '../../base/identity-number.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { LookupPurposeCode } from '../../codes/sanctions.ts';
import type { Lookup, LookupProject } from '../../domain/lookup/lookup.ts';
import { isCreditCode } from '../../domain/registry/credit-code.ts';
import type { UsePurpose } from '../../domain/sharing/share-use.ts';
import type { Actor } from '../actor.ts';
import { numbersOf, resolveObject } from '../lead/resolve-object.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { openPurpose } from '../sharing/use-purposes.ts';

interface Deps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
}

/** What somebody asks: one subject, for one purpose, and a project or a matter of supervision. */
export interface LookupQuestion {
  readonly purpose: LookupPurposeCode;
  readonly project?: LookupProject | undefined;
  /** Of supervision: the visit, lead or follow-up that it is for. */
  readonly matter?: UsePurpose | undefined;
  readonly subject: { readonly code: string; readonly name?: string | undefined };
  /** What the answer is to tell; the class of risk is told to nobody (R57, R58). */
  readonly asks?: readonly ('lists' | 'class')[] | undefined;
}

type Asked = Pick<Lookup, 'subject'> & Partial<Pick<Lookup, 'project' | 'matter'>>;

/** A question that may be answered, and what has to hold still when the answer is kept. */
export interface LawfulQuestion {
  readonly asked: Asked;
  readonly holds: readonly Change[];
}

export type QuestionFailure = Failure<'invalid-input' | 'purpose-required' | 'class-not-a-ground' | 'not-supported'>;

/** R47, R55, R58: one subject that is no natural person, for a project that is named or a matter that is in hand. */
export async function lawfulQuestion(
  deps: Deps,
  { purpose, project, matter, subject: { code, name }, asks = [] }: LookupQuestion,
  actor: Actor,
  today: LocalDate,
): Promise<Result<LawfulQuestion, QuestionFailure>> {
  if (asks.includes('class')) return err({ kind: 'class-not-a-ground' });
  const subject = await knownSubject(deps, code, name);
  if (!subject.ok) return subject;
  if (purpose === 'supervision') return supervised(deps, subject.value, matter, actor);
  const named = namedProject(purpose, project, today);
  return named.ok ? ok({ asked: { subject: subject.value, project: named.value }, holds: [] }) : named;
}

/** Kinds of object behind which a natural person stands: they are not looked up (R55). */
const personal: readonly string[] = ['行为', '无证无照户'];

/** Under the name of the registry; whom it does not know, a supplier from elsewhere, has a credit code at least. */
async function knownSubject(
  deps: Deps,
  code: string,
  name: string | undefined,
): Promise<Result<Lookup['subject'], QuestionFailure>> {
  if (looksLikeIdentityNumber(code)) return err({ kind: 'not-supported' });
  const found = await resolveObject(deps, code);
  const object = found.ok ? found.value : undefined;
  if (object) return personal.includes(object.kind) ? err({ kind: 'not-supported' }) : ok({ code, name: object.name });
  if (isCreditCode(code)) return ok({ code, ...(name !== undefined && { name }) });
  const message = '没有这个检查对象；县外的主体请填统一社会信用代码';
  return err({ kind: 'invalid-input', errors: [{ path: 'body.subject.code', message }] });
}

/** The matter is the department's own, in hand, and about this subject where it is about one. */
async function supervised(
  deps: Deps,
  subject: Lookup['subject'],
  matter: UsePurpose | undefined,
  { department }: Actor,
): Promise<Result<LawfulQuestion, QuestionFailure>> {
  const open = matter && (await openPurpose(deps.records, matter, department));
  const isAbout =
    open && (open.objectId === undefined || (await numbersOf(deps, subject.code)).includes(open.objectId));
  return isAbout
    ? ok({ asked: { subject, matter }, holds: [open.holds] })
    : err({ kind: 'purpose-required', missing: '对该主体正在办理的检查、线索或后续处置' });
}

/** R47: a purchaser names the project, its announcement and its evaluation, and asks between the two; others a project. */
function namedProject(
  purpose: LookupPurposeCode,
  project: LookupProject | undefined,
  today: LocalDate,
): Result<LookupProject, QuestionFailure> {
  if (!project) return err({ kind: 'purpose-required', missing: '项目编号' });
  const { announcedOn, evaluatedOn } = project;
  if (purpose !== 'procurement') return ok(project);
  if (announcedOn === undefined) return err({ kind: 'purpose-required', missing: '公告日期' });
  if (evaluatedOn === undefined) return err({ kind: 'purpose-required', missing: '评审日期' });
  if (evaluatedOn < announcedOn) return wrongDay('evaluatedOn', '评审日期不得早于公告日期');
  if (today < announcedOn) return wrongDay('announcedOn', '采购项目公告后方可核查');
  return today > evaluatedOn ? wrongDay('evaluatedOn', '评审日期已过，不再核查') : ok(project);
}

const wrongDay = (field: 'announcedOn' | 'evaluatedOn', message: string): Result<never, QuestionFailure> =>
  err({ kind: 'invalid-input', errors: [{ path: `body.project.${field}`, message }] });
