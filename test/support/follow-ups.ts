import type { AnswerOf, CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { CriminalTransfer } from '../../shared/domain/follow-up/criminal-transfer.ts';
import type { FollowUp } from '../../shared/domain/follow-up/follow-up.ts';
import type { ItemFinding, ResultDraft } from '../../shared/domain/result/findings.ts';
import { createRow } from '../../shared/use-cases/changes.ts';
import { shop } from './drawable-county.ts';
import { aDraft, aFinding, anObject } from './inspection-samples.ts';
import { type Inspections, inspector, officer, resultOf } from './inspections.ts';
import { anEvent } from './stored-rows.ts';
import { expectOk, person } from './system.ts';

export const headOf = (department: DepartmentCode, name = '负责人'): Principal =>
  person(department, 'department-admin', name);

/** Code 5 on the first item: 责令改正, by the own department; code 8 on the second: what it says there. */
export const problems = (second: Partial<ItemFinding>): Partial<ResultDraft> => ({
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002', { codes: ['8'], finding: '无法提供进货凭证', ...second }),
  ],
  overall: ['5', '8'],
});
export const referred = (department?: DepartmentCode): Partial<ResultDraft> =>
  problems({
    measures: ['移送案件线索'],
    ...(department && { receivers: [{ measure: '移送案件线索', department }] }),
  });

/** 市场监管 has one of its own to sign. */
export const aFollowUp = (more: Partial<FollowUp> = {}): FollowUp => ({
  ...{ id: 'FU-1', number: '睢市监后处〔2026〕1号', kind: 'refer', resultId: 'V1.SCJG', edition: 1, items: [] },
  ...{ documentNumber: '睢市监抽查〔2026〕1号', object: { id: 'SHOP-0', name: '第0商店', kind: '企业' } },
  ...{ sender: 'SCJG', receiver: 'SCJG', addressed: 'SCJG', copies: [], basis: '对象的监管部门', status: 'opened' },
  ...{ openedOn: '2026-03-02', openedBy: 'u', sentOn: '2026-03-02', steps: [] },
  ...more,
});

/** 市场监管 has proposed it. */
export const aTransfer = (more: Partial<CriminalTransfer> = {}): CriminalTransfer => ({
  ...{ id: 'ct-1', number: '睢市监移公〔2026〕1号', followUpId: 'FU-1', status: 'proposed', steps: [] },
  ...{ object: { id: 'SHOP-0', name: '第0商店', kind: '企业' }, department: 'SCJG', police: 'GAJ' },
  ...{ investigators: ['SCJG-R001', 'SCJG-R002'], facts: '涉案金额达到追诉标准', proposedBy: 'u' },
  ...{ reportAt: '2026-03-02T01:00:00.000Z' },
  ...more,
});
export const fivePapers = ['letter', 'report', 'goods', 'expertise', 'other'].map((paper, n) => ({
  ...{ paper, reference: `附件${n}` },
}));

let objects = 0;

/** A result of 市场监管 about an object that these departments supervise, entered and submitted. */
export async function submittedResult(
  county: Inspections,
  draft: Partial<ResultDraft>,
  supervisors: readonly DepartmentCode[] = ['SCJG', 'NYNC'],
): Promise<string> {
  objects += 1;
  const row = shop(5000 + objects, { supervisors: [...supervisors] });
  const known = await county.deps.work.commit([createRow('object', row, anEvent())]);
  if (!known.ok) throw new Error(known.error.kind);
  const { creditCode: _, ...snapshot } = anObject({
    id: row.id,
    name: row.name,
    kind: row.kind,
    industry: row.industry,
  });
  const id = resultOf(await county.dispatch({ object: snapshot }));
  expectOk(await county.act(inspector(1), 'saveResult', id, aDraft(draft)));
  expectOk(await county.act(inspector(1), 'submitResult', id));
  return id;
}

export type FollowUpShown = AnswerOf<'getFollowUp'>;

/** The follow-ups that a result has opened, in that order. */
export async function followUpsOf(county: Inspections, resultId: string): Promise<readonly FollowUpShown[]> {
  const result = await county.store.records.find('result', resultId);
  const office = person('SCJG', 'office');
  const ids = result?.value.followUps ?? [];
  return Promise.all(ids.map(async (id) => expectOk(await county.as(office)('getFollowUp', { params: { id } }))));
}

/** What approving opens. */
export async function opened(
  county: Inspections,
  draft: Partial<ResultDraft>,
  supervisors?: readonly DepartmentCode[],
) {
  const resultId = await submittedResult(county, draft, supervisors);
  expectOk(await county.act(officer('审核'), 'approveResult', resultId));
  return { resultId, followUps: await followUpsOf(county, resultId) };
}

/** Does something to a follow-up on its present version. */
export async function step(
  county: Inspections,
  who: Principal,
  operation: OperationName,
  id: string,
  body: object = {},
) {
  const found = await county.store.records.find('follow-up', id);
  const call = { params: { id }, version: found?.meta.version ?? 0, body };
  return county.as(who)(operation, call as unknown as CallOf<'receiveFollowUp'>);
}

/** An order to put something right, by a day or at once, and what two find when they look again: all is put right. */
export const toRectify = { document: '睢市监责改〔2026〕1号', content: '限期清理后厨地面积水', term: 'immediate' };
export const allRight = (on: string, more: object = {}) => ({
  ...{ on, inspectors: ['SCJG-R001', 'SCJG-R002'], result: 'full', text: '已整改', evidence: ['整改照片1'] },
  ...more,
});
