import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { CreditRecord } from '../../shared/domain/credit/credit-record.ts';
import type { Repair } from '../../shared/domain/credit/repair.ts';
import type { ResultDraft } from '../../shared/domain/result/findings.ts';
import { creditRecordIdOf } from '../../shared/use-cases/credit/keep-record.ts';
import { creditRecordOf } from './credit-records.ts';
import { headOf, opened, problems, step } from './follow-ups.ts';
import { type Inspections, officer } from './inspections.ts';
import { boundCode } from './subject-codes.ts';
import { expectOk } from './system.ts';

/** 市场监管 is asked to repair what 第0商店 has on record. */
export const aRepair = (more: Partial<Repair> = {}): Repair => ({
  ...{ id: 'rp-1', number: '睢市监信修〔2026〕1号', recordId: 'cr-1', department: 'SCJG', caseId: 'V1.SCJG' },
  ...{ documentNumber: '睢市监罚〔2026〕5号', subject: { id: 'SHOP-0', name: '第0商店', kind: '企业' } },
  ...{ way: 'w1', materials: bothPapers, filedBy: '当事人', filedOn: '2026-03-02', enteredBy: 'u', status: 'filed' },
  steps: [{ act: 'file', at: '2026-03-02T02:00:00.000Z', by: 'u' }],
  ...more,
});
export const bothPapers = [
  { code: 'm1', document: '罚款缴纳凭证一号' },
  { code: 'm2', document: '信用承诺书' },
] as const;

/** A penalty of 市场监管 of 2 March 2026, of which the result is not known any more. */
export const aPenaltyOnRecord = (id: string, more: Partial<CreditRecord> = {}): CreditRecord => ({
  ...{ id, subject: { id: 'SHOP-0', name: '第0商店', kind: '企业' }, kind: 'penalty', caseId: 'V1.SCJG' },
  ...{ source: { kind: 'follow-up', ref: `FU-${id}` }, items: [], department: 'SCJG', status: 'current' },
  ...{ documentNumber: '睢市监罚〔2026〕5号', date: '2026-03-02', content: '行政处罚', grade: 'light' },
  ...{ contested: [], recordedOn: '2026-03-02', changedOn: '2026-03-02', steps: [] },
  ...more,
});

export const aPenalty = {
  ...{ text: '已处罚', decisionKind: 'd1', decisionNumber: '睢农罚〔2026〕5号', caseNumber: '睢农立〔2026〕9号' },
  ...{ decidedOn: '2026-05-20', penalty: 'fine', document: '结案报告一号' },
};

/** What is done about repairs in a county, each on the version that is there. */
export function repairsOf(county: Inspections) {
  let keys = 0;
  const clerk = officer('修复经办', 'NYNC');
  const head = headOf('NYNC', '修复负责人');
  const publisher = officer('公示');

  const act = async (
    who: Principal | { readonly code: string },
    operation: OperationName,
    id: string,
    body: object = {},
  ) => {
    const found = await county.store.records.find('repair', id);
    const call = { params: { id }, version: found?.meta.version ?? 0, body };
    // Whoever acts, the answer is the repair.
    return county.as(who)(operation as 'acceptRepair', call as unknown as CallOf<'acceptRepair'>);
  };
  const file = (recordId: string, more: object = {}, who: Principal = clerk) => {
    keys += 1;
    const body = { recordId, way: 'w1', materials: bothPapers, filedBy: '当事人', filedOn: today(), ...more };
    return county.as(who)('fileRepair', { key: `file-repair-${keys}`, body } as unknown as CallOf<'fileRepair'>);
  };
  const today = () => county.deps.clock().toISOString().slice(0, 10);
  const accepted = async (recordId: string, more: object = {}, who: Principal = clerk): Promise<string> => {
    const { id } = expectOk(await file(recordId, more, who));
    expectOk(await act(who, 'acceptRepair', id));
    return id;
  };
  const granting = (id: string, who: Principal = head) =>
    act(who, 'grantRepair', id, { number: '睢农信修决〔2026〕1号' });
  const granted = async (recordId: string, more: object = {}): Promise<string> => {
    const id = await accepted(recordId, more);
    expectOk(await granting(id));
    return id;
  };

  /** Published on 17 April with codes 5 and 8; the second passed to another department, which punishes on 20 May. */
  async function punished(report: object = aPenalty, to: DepartmentCode = 'NYNC', draft?: Partial<ResultDraft>) {
    county.at('2026-04-17T02:00:00Z');
    const receivers = [{ measure: '移送案件线索' as const, department: to }];
    const said = draft ?? problems({ measures: ['移送案件线索'], receivers });
    const { resultId, followUps } = await opened(county, { inspectedOn: '2026-04-17', ...said });
    expectOk(await county.act(publisher, 'publishResult', resultId));
    const referred = followUps.find(({ kind, receiver }) => kind === 'refer' && receiver === to)?.id ?? '';
    const rectify = followUps.find(({ kind }) => kind === 'rectify')?.id ?? '';
    const theirs = officer('承办', to);
    expectOk(await step(county, theirs, 'receiveFollowUp', referred));
    county.at('2026-05-20T02:00:00Z');
    expectOk(await step(county, theirs, 'reportFollowUp', referred, report));
    expectOk(await step(county, officer('确认'), 'confirmFollowUp', referred));
    return { resultId, referred, rectify, recordId: creditRecordIdOf({ kind: 'follow-up', ref: referred }) };
  }

  const repair = async (id: string): Promise<Repair> => present(await county.store.records.find('repair', id));
  const recordOf = async (kind: CreditRecord['source']['kind'], ref: string) => {
    const record = await creditRecordOf(county.store, kind, ref);
    return record && [record.status, record.ended?.on];
  };
  let codes = 100;
  /** A bound code of who was inspected. */
  const codeOf = async (resultId: string) => {
    codes += 1;
    const { object } = present(await county.store.records.find('result', resultId));
    return { code: await boundCode(county.deps, object.id, codes) };
  };
  return { clerk, head, act, file, accepted, granting, granted, punished, repair, recordOf, codeOf };
}

function present<T>(found: { readonly value: T } | undefined): T {
  if (!found) throw new Error('there is no such record');
  return found.value;
}
