import type { CreditRecord } from '../../shared/domain/credit/credit-record.ts';
import { recordOfSource } from '../../shared/use-cases/credit/keep-record.ts';
import type { Records } from '../../shared/use-cases/ports/records.ts';

/** The record of a result, a follow-up or an entry, in its present version and as stored. */
export async function creditRecordOf(
  { records }: { readonly records: Records },
  kind: CreditRecord['source']['kind'],
  ref: string,
): Promise<CreditRecord | undefined> {
  return (await recordOfSource(records, { kind, ref }))?.value;
}

/** 市场监管 has published it of a visit on 2026-04-17: code 5, unless said otherwise. */
export const aCreditRecord = (more: Partial<CreditRecord> = {}): CreditRecord => ({
  ...{ id: 'cr-1', subject: { id: 'SHOP-0', name: '第0商店', kind: '企业' }, kind: 'check-result' },
  ...{ source: { kind: 'result', ref: 'R-1', edition: 1 }, caseId: 'R-1', items: ['I5'], department: 'SCJG' },
  ...{ documentNumber: '睢市监抽查〔2026〕1号', date: '2026-04-17', content: '检查结果：发现问题已责令改正' },
  ...{ rows: [{ item: 'I5', codes: ['5'], grade: 'light' }], grade: 'light', status: 'current', contested: [] },
  ...{ recordedOn: '2026-05-08', changedOn: '2026-05-08', steps: [] },
  ...more,
});

/** 农业农村 has punished, from the same result. */
export const aPenalty = (more: Partial<CreditRecord> = {}): CreditRecord => {
  const { rows: _, ...rest } = aCreditRecord({
    ...{
      id: 'cr-3',
      kind: 'penalty',
      source: { kind: 'follow-up', ref: 'FU-1' },
      department: 'NYNC',
      grade: 'general',
    },
    ...{ documentNumber: '睢农罚〔2026〕3号', date: '2026-05-20', content: '行政处罚：从重处罚的罚款', items: ['I8'] },
    ...{ decision: { kind: 'd1', penalty: 'heavy-fine' }, minEnds: '2026-08-20', maxEnds: '2027-05-20' },
    ...{ recordedOn: '2026-05-21', changedOn: '2026-05-21' },
  });
  return { ...rest, ...more };
};

/** Listed in 经营异常名录 because it cannot be contacted. */
export const listed = (more: Partial<CreditRecord> = {}): CreditRecord => {
  const {
    rows: _,
    grade: __,
    ...rest
  } = aCreditRecord({
    ...{ id: 'cr-5', kind: 'listing', source: { kind: 'list-entry', ref: 'le-1' }, items: ['I4'] },
    ...{ documentNumber: '睢市监异列〔2026〕1号', date: '2026-04-20', content: '列入经营异常名录' },
    ...{ listing: { list: 'abnormal', reason: 'a4' }, recordedOn: '2026-04-20', changedOn: '2026-04-20' },
  });
  return { ...rest, ...more };
};
