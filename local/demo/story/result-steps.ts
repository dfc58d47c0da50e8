import { createHash, randomUUID } from 'node:crypto';
import type { AnswerOf } from '../../../shared/api/client.ts';
import { putFile } from '../import-file.ts';
import type { Person } from './cast.ts';
import { expect } from './deviation.ts';

export type ResultView = AnswerOf<'getResult'>;
export type VisitView = AnswerOf<'getVisit'>;
type Step = 'approveResult' | 'publishResult' | 'approveWithholding';

/** The current result, and the version that the next step must have seen. */
export const seen = async (who: Person, id: string) => {
  const { version } = await who.does('getResult', { params: { id } });
  return { params: { id }, version };
};

export const take = async (who: Person, step: Step, id: string): Promise<ResultView> =>
  who.does(step, await seen(who, id));

type Draft = Pick<ResultView, 'inspectedOn' | 'present' | 'findings' | 'overall'>;

/** Every item checked on site by the whole team, without problems. */
export const clean = ({ items, inspectors }: ResultView, inspectedOn: string): Draft => ({
  inspectedOn,
  present: inspectors,
  findings: items.map(({ id }) => ({
    itemId: id,
    checked: true,
    method: '1',
    codes: ['1'],
    measures: ['无需后续处置'],
    evidence: [],
  })),
  overall: ['1'],
});

/** A problem found on the first item, with an order to correct it, and what shows it. */
export function faulty(result: ResultView, inspectedOn: string, finding: string, ...evidence: string[]): Draft {
  const { findings, present } = clean(result, inspectedOn);
  return {
    inspectedOn,
    present,
    findings: findings.map((each, index) =>
      index === 0 ? { ...each, codes: ['5'], finding, measures: ['责令改正'], evidence } : each,
    ),
    overall: ['5'],
  };
}

export async function enter(who: Person, id: string, draft: (result: ResultView) => Draft): Promise<ResultView> {
  const result = await who.does('getResult', { params: { id } });
  return who.does('saveResult', { params: { id }, version: result.version, body: draft(result) });
}

/** Submits a result; the department's part ended on the day of the inspection, unless the visit states the day. */
export async function submit(who: Person, id: string): Promise<ResultView> {
  const { version, inspectedOn, completedOn } = await who.does('getResult', { params: { id } });
  const body = completedOn === undefined ? { completedOn: inspectedOn } : {};
  return who.does('submitResult', { params: { id }, version, body });
}

/** Entered by one person, approved by another. */
export async function settle(recorder: Person, approver: Person, id: string, inspectedOn: string): Promise<ResultView> {
  await enter(recorder, id, (result) => clean(result, inspectedOn));
  await submit(recorder, id);
  return take(approver, 'approveResult', id);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Attaches a written record; first shows that a file other than the announced one is not accepted. */
export async function attachRecord(
  who: Person,
  id: string,
  text: string,
): Promise<{
  readonly id: string;
  readonly sha256: string;
  readonly refusal: Awaited<ReturnType<Person['isRefused']>>;
}> {
  const bytes = new TextEncoder().encode(text);
  const announced = {
    name: '现场检查笔录.txt',
    mediaType: 'text/plain' as const,
    bytes: bytes.byteLength,
    sha256: sha256(text),
  };
  const { id: evidenceId, upload } = await who.does('createEvidence', {
    params: { id },
    key: randomUUID(),
    body: announced,
  });
  const confirmation = { params: { id, evidenceId }, body: announced };

  await putFile(upload, bytes.toReversed());
  const refusal = await who.isRefused('confirmEvidence', confirmation, 'evidence-mismatch');
  await putFile(upload, bytes);
  const { evidence } = await who.does('confirmEvidence', confirmation);
  expect(
    evidence.some((each) => each.sha256 === announced.sha256),
    '证据已附，摘要一致',
  );
  return { id: evidenceId, sha256: announced.sha256, refusal };
}

export const resultOf = ({ id, departments }: Pick<VisitView, 'id' | 'departments'>, department: VisitView['lead']) => {
  expect(departments.includes(department), `${department} 参加这次检查`);
  return `${id}.${department}`;
};
