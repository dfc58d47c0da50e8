import { describe, expect, test } from 'vitest';
import { InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';

const anObject = {
  id: 'SCJG-W001',
  name: '城关镇夜市摊贩',
  kind: '无证无照户',
  department: 'SCJG',
  supervisors: ['SCJG'],
  township: '411422105',
  address: '城关镇人民路',
  industry: 'H6210',
  creditClass: 'C',
  status: '存续',
  tags: [],
};
const anInspector = {
  id: 'SCJG-R001',
  name: '某检查员',
  department: 'SCJG',
  certificate: { number: '豫N1', issuer: '河南省人民政府', validFrom: '2024-01-01', validTo: '2029-12-31' },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
};
const refused = (schema: typeof InspectionObject | typeof Inspector, row: object) =>
  schema.safeParse(row).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('ids go public with a draw', () => {
  test('so neither an object without a credit code nor an inspector is kept under an identity number', () => {
    for (const id of ['411422198001011234', '41142219800101123X', '411422800101123']) {
      expect(refused(InspectionObject, { ...anObject, id })).toEqual(['id']);
      expect(refused(Inspector, { ...anInspector, id })).toEqual(['id']);
    }
  });

  test("while a department's own numbers and credit codes are kept", () => {
    expect(refused(InspectionObject, anObject)).toEqual([]);
    expect(refused(Inspector, anInspector)).toEqual([]);
    const creditCode = '91411422MA10000120';
    expect(refused(InspectionObject, { ...anObject, id: creditCode, creditCode, kind: '企业' })).toEqual([]);
  });
});
