import type { Failure, FieldError } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { exposing, type Informant } from '../../domain/lead/informant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Records } from '../ports/records.ts';

export interface WrittenText {
  /** Of the field of the request that it comes from. */
  readonly path: string;
  readonly text: string | undefined;
}

/** What of a lead says who its informants are. */
type Informed = Pick<Lead, 'informant' | 'answers' | 'mergedFrom'>;

/** The sealed records of everybody who sent a lead or one that was merged into it, and of whom it is to answer. */
export async function informantsOf({ records }: { readonly records: Records }, lead: Informed) {
  const found = await Promise.all([...(await informantIds(records, lead))].map((id) => records.find('informant', id)));
  return found.filter((each) => each !== undefined);
}

async function informantIds(records: Records, lead: Informed): Promise<ReadonlySet<string>> {
  const merged = await Promise.all((lead.mergedFrom ?? []).map((id) => records.find('lead', id)));
  const present = merged.filter((each) => each !== undefined);
  const before = await Promise.all(present.map(({ value }) => informantIds(records, value)));
  const own = [lead.informant?.id, ...lead.answers.map(({ informant }) => informant)];
  return new Set([...own.filter((id) => id !== undefined), ...before.flatMap((ids) => [...ids])]);
}

/** R23: none of these texts, which leave a lead, tells who an informant of it is. `more`: informants being entered. */
export async function checkTexts(
  deps: { readonly records: Records },
  lead: Informed,
  texts: readonly WrittenText[],
  more: readonly Pick<Informant, 'name' | 'phone'>[] = [],
): Promise<Result<void, Failure<'informant-exposed'>>> {
  const informants = [...(await informantsOf(deps, lead)).map(({ value }) => value), ...more];
  const message = '含有举报投诉人的姓名或电话';
  const errors: FieldError[] = exposing(texts, informants).map(({ path }) => ({ path, message }));
  return errors.length === 0 ? ok(undefined) : err({ kind: 'informant-exposed', errors });
}

/** The same of what a result says of a direct check that rests on a lead. */
export const checkFindings = (
  deps: { readonly records: Records },
  result: Pick<InspectionResult, 'case' | 'findings' | 'nonPerformance' | 'differsBecause'>,
): Promise<Result<void, Failure<'informant-exposed'>>> => checkCaseTexts(deps, result, textsOf(result));

/** The same of what else somebody writes about the result of a direct check: why it is corrected, withheld, shown no longer. */
export async function checkCaseTexts(
  deps: { readonly records: Records },
  result: Pick<InspectionResult, 'case'>,
  texts: readonly WrittenText[],
): Promise<Result<void, Failure<'informant-exposed'>>> {
  const leadId = result.case?.leadId;
  const lead = leadId === undefined ? undefined : await deps.records.find('lead', leadId);
  return lead ? checkTexts(deps, lead.value, texts) : ok(undefined);
}

/** The texts of a request, by the names of its fields. */
export const named = (fields: Readonly<Record<string, string | undefined>>): readonly WrittenText[] =>
  Object.entries(fields).map(([name, text]) => ({ path: `body.${name}`, text }));

/** What is written into a record by an act: each text of it that was not there before, whatever its field. */
export function newTexts(before: object, after: object): readonly WrittenText[] {
  const known = new Set(textsIn(before));
  return [...new Set(textsIn(after))]
    .filter((text) => !known.has(text) && !isTime.test(text))
    .map((text) => ({ path: 'body', text }));
}

/** A day or an instant: its digits are no telephone number. */
const isTime = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The same of what is written about what a result found, by whichever department. */
export async function checkResultTexts(
  deps: { readonly records: Records },
  resultId: string,
  texts: readonly WrittenText[],
): Promise<Result<void, Failure<'informant-exposed'>>> {
  if (texts.every(({ text }) => text === undefined)) return ok(undefined);
  const result = await deps.records.find('result', resultId);
  return result ? checkCaseTexts(deps, result.value, texts) : ok(undefined);
}

const textsOf = ({
  findings,
  nonPerformance,
  differsBecause,
}: Pick<InspectionResult, 'findings' | 'nonPerformance' | 'differsBecause'>): readonly WrittenText[] => [
  { path: 'body.differsBecause', text: differsBecause },
  { path: 'body.nonPerformance.note', text: nonPerformance?.note },
  ...findings.flatMap(({ finding, reason, citation }, at) => [
    { path: `body.findings.${at}.finding`, text: finding },
    { path: `body.findings.${at}.reason`, text: reason },
    { path: `body.findings.${at}.citation.reference`, text: citation?.reference },
    { path: `body.findings.${at}.citation.issuer`, text: citation?.issuer },
  ]),
];
