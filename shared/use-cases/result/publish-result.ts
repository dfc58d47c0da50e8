import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { type InspectionResult, publicIdOf } from '../../domain/result/inspection-result.ts';
import { isWhollyStopped, termsOf } from '../../domain/result/shown-rows.ts';
import { isPending } from '../../domain/visit/completion-correction.ts';
import { withChanges } from '../../public/edition-changes.ts';
import { editionPart } from '../../public/public-document.ts';
import { documentOf, ResultDocument } from '../../public/result-document.ts';
import { publicationOf } from '../../public/result-publication.ts';
import type { Actor } from '../actor.ts';
import { heldFollowUps } from '../follow-up/of-result.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Stored } from '../ports/records.ts';
import { tellReviewers } from '../recognition/review-recognitions.ts';
import { standingRecognitions } from '../recognition/standing.ts';
import { partSaidAmongOthers, wholeVisit } from '../visit/part-ended.ts';
import { changeResult, type ResultChangeFailure, type ResultDeps, type ResultRequest } from './change-result.ts';
import { contradictedBy, wordsOfOthers } from './public-agreement.ts';
import { taskReferences } from './task-references.ts';

/**
 * R6: publishes an approved result as its next edition. Result, audit event and the masked documents are one
 * transaction on the version the caller has seen, so a version is published at most once. The visit says the same from
 * that commit on. With its first edition it gets the id under which the public finds it.
 */
export const publishResult = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'published'> & { readonly salt: () => string },
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | Failure<'not-ready'>>> =>
  changeResult<Failure<'not-ready'>>(deps, request, publishing, actor, now, async (approved) => {
    const { documentNumber } = approved;
    if (documentNumber === undefined) throw new Error(`result ${approved.id} was approved without a document number`);
    const before = approved.edition === 0 ? { ...approved, publicId: deps.salt().slice(0, publicIdLength) } : approved;
    if (isPending(before.completionCorrection)) return notReady('更正检查完成日期的申请尚未审批，请先审批或撤回。');
    const recognised = await standingRecognitions(deps.records, before);
    if (!recognised.ok) return recognised;
    const whole = await wholeVisit(deps.records, before);
    const others = await contradictedBy(deps.published, whole, before);
    if (others.length > 0 && before.differsBecause === undefined) return disagreement(others);
    const { visitStatus, also } = partSaidAmongOthers(whole, before, actor, now);
    const publishedAt = now.toISOString();
    const result = {
      ...before,
      visitStatus,
      edition: before.edition + 1,
      editionAt: publishedAt,
      publishedAt: before.publishedAt ?? publishedAt,
      terms: termsOf(before),
    };
    const tasks = await taskReferences(deps.records, before);
    const differsFrom = others.map(({ authority }) => authority);
    const replaced = await publishedEdition(deps.published, before);
    const { followUps, holds } = await heldFollowUps(deps.records, result);
    const edition = { edition: result.edition, documentNumber, publishedAt, tasks, differsFrom, followUps };
    const said = documentOf(result, edition);
    const document = withChanges(said, replaced);
    const documents = publicationOf(document, localDateOf(now).slice(0, 7), replaced);
    return ok({
      result,
      facts: { documentNumber },
      also: [
        ...also,
        ...recognised.value,
        ...holds,
        ...(await tellReviewers(deps.records, result, now)),
        ...documents.map((each) => ({ change: 'publish' as const, document: each })),
      ],
    });
  });

/** Hex characters: 128 bits. */
const publicIdLength = 32;

/** Rows that were stopped stay so in the next edition; if no other is left, it is public as a mark alone. */
const publishing = (before: InspectionResult) => (isWhollyStopped(before) ? 'publish-stopped' : 'publish');

/** One visit, one public text: a contradiction becomes public only with a reason that a second person has approved. */
function disagreement(others: readonly ResultDocument[]): Result<never, Failure<'not-ready'>> {
  const way =
    '同一次检查的公示内容应当一致：请先与其核对；确有不同的，退回后填写与其他部门结果不同的原因，再审核、公示。';
  return notReady(`${wordsOfOthers(others)}。${way}`);
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);

/** The latest public edition, if there is one. */
async function publishedEdition(published: PublicRecord, result: InspectionResult) {
  if (result.edition === 0) return undefined;
  const body = await published.find('result', publicIdOf(result), editionPart(result.edition));
  return body && ResultDocument.parse(body);
}

/** A page of published results, in their public form, by month of publication (`YYYY-MM`), the newest first; a department's own unless it asks for others. */
export async function listPublications(
  { published }: Pick<ResultDeps, 'published'>,
  { months, departments }: { readonly months: readonly string[]; readonly departments?: readonly DepartmentCode[] },
  actor: Actor,
  page: PageRequest,
): Promise<Page<ResultDocument>> {
  const asked = departments ?? (actor.scope === 'any' ? departmentCodes : [actor.department]);
  const newest = [...months].sort().reverse();
  const found = await published.list({
    kind: 'result',
    in: 'ofDepartmentInMonth',
    of: newest.flatMap((month) => asked.map((department) => ({ department, month }))),
    page,
    newestFirst: true,
  });
  return { ...found, items: found.items.map((body) => ResultDocument.parse(body)) };
}
