import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, type Edition, ResultDocument, withdrawn } from '../../shared/public/result-document.ts';
import { publicationOf, withdrawalOf } from '../../shared/public/result-publication.ts';
import { aDraft, aFinding, anEvidence, anObject, aResult } from '../support/inspection-samples.ts';

const edition: Edition = {
  edition: 1,
  documentNumber: '睢市监抽查〔2026〕7号',
  publishedAt: '2026-03-20T02:00:00.000Z',
  tasks: new Map([
    [
      'task-1',
      {
        number: '411422202603020001',
        name: '餐饮服务跨部门联合抽查',
        planNumber: '4114220020260001',
        planName: '2026年度联合抽查计划',
        drawType: '不定向' as const,
      },
    ],
  ]),
};
const found = aDraft({
  findings: [
    aFinding('SCJG-001'),
    aFinding('SCJG-002', { codes: ['2a', '2b', '5'], finding: '私人信息', measures: ['责令改正'] }),
  ],
  overall: ['2a', '2b', '5'],
});

describe('the public document of a result', () => {
  test('carries no code beside a name it masks', () => {
    const document = documentOf(aResult({ ...found, object: anObject({ kind: '无证无照户', name: '张三' }) }), edition);
    expect(document.objectName).toBe('张**');
    expect(document.creditCode).toBeUndefined();
  });

  test('has the fields of the national layout', () => {
    expect(documentOf(aResult(found), edition)).toEqual({
      id: 'batch-1.91411422MA10000120.SCJG',
      edition: 1,
      corrected: false,
      withdrawn: false,
      documentNumber: '睢市监抽查〔2026〕7号',
      publishedAt: '2026-03-20T02:00:00.000Z',
      batchId: 'batch-1',
      department: 'SCJG',
      authority: '睢县市场监督管理局',
      inspectionDate: '2026-03-10',
      objectName: '睢县锦绣餐饮有限公司',
      creditCode: '91411422MA10000120',
      township: '411422105',
      townshipName: '城关镇',
      tasks: [
        {
          number: '411422202603020001',
          name: '餐饮服务跨部门联合抽查',
          planNumber: '4114220020260001',
          planName: '2026年度联合抽查计划',
          drawType: '不定向',
        },
      ],
      items: [
        {
          sequence: 1,
          taskNumber: '411422202603020001',
          name: 'SCJG-001的检查',
          checked: true,
          codes: [{ code: '1', name: '未发现问题' }],
        },
        {
          sequence: 2,
          taskNumber: '411422202603020001',
          name: 'SCJG-002的检查',
          checked: true,
          codes: [
            { code: '2', name: '未按规定公示应当公示的信息' },
            { code: '5', name: '发现问题已责令改正' },
          ],
        },
      ],
      overall: [
        { code: '2', name: '未按规定公示应当公示的信息' },
        { code: '5', name: '发现问题已责令改正' },
      ],
    });
  });

  test('of an inspection that could not be performed says why and reports no outcome', () => {
    const result = aResult({
      inspectedOn: '2026-03-10',
      nonPerformance: { reason: '停业或清算', note: '房东王某说的' },
    });
    const document = documentOf(result, edition);
    expect(document).toMatchObject({ notPerformed: '停业或清算', overall: [] });
    expect(document.items.map(({ checked, codes }) => [checked, codes])).toEqual([
      [false, []],
      [false, []],
    ]);
  });

  test('never holds what stands in a private field', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `密${text}密`);
    const texts = fc.array(secret, { minLength: 22, maxLength: 22 });
    fc.assert(
      fc.property(texts, fc.constantFrom('无证无照户', '行为', '其他', '个体工商户'), (values, kind) => {
        let used = 0;
        const next = () => values[used++] ?? '密';
        const result = aResult({
          ...aDraft({
            findings: [
              aFinding('SCJG-001', {
                finding: next(),
                reason: next(),
                citation: { source: '专业机构意见', reference: next(), issuer: next(), evidence: ['evidence-1'] },
              }),
              aFinding('SCJG-002', { finding: next() }),
            ],
          }),
          object: anObject({ creditCode: undefined, kind, name: `张${next()}`, address: next() }),
          team: [{ id: 'R1', version: 1, name: next(), certificate: next() }],
          evidence: [anEvidence({ name: next(), blob: next(), addedBy: next() })],
          recordedBy: [next()],
          submittedBy: next(),
          approvedBy: next(),
          returnReason: next(),
          correctionReason: next(),
          withholding: { basis: next(), reason: next(), requestedBy: next(), requestedAt: next(), refusal: next() },
        });
        const bare = documentOf(result, edition);
        const unperformed = documentOf({ ...result, nonPerformance: { reason: '迁出', note: next() } }, edition);
        for (const document of [bare, unperformed]) {
          expect(ResultDocument.safeParse(document).success).toBe(true);
          expect(JSON.stringify(document)).not.toContain('密');
        }
      }),
    );
  });

  test('has no field besides those the public was promised', () => {
    const leaking = { ...aResult(found), phone: '13800000000', object: { ...anObject(), phone: '13800000000' } };
    expect(JSON.stringify(documentOf(leaking, edition))).not.toContain('13800000000');
  });
});

describe('the documents of a publication', () => {
  const first = documentOf(aResult(found), edition);
  const second = { ...first, edition: 2, publishedAt: '2026-04-01T02:00:00.000Z' };

  test('list the result by month, by department and by credit code', () => {
    expect(publicationOf(first, '2026-03', undefined).map(({ part, places }) => [part, places])).toEqual([
      [
        undefined,
        {
          byList: ['result#2026-03', '2026-03-20T02:00:00.000Z#batch-1.91411422MA10000120.SCJG'],
          byCode: ['result#91411422MA10000120', '2026-03-20T02:00:00.000Z#batch-1.91411422MA10000120.SCJG'],
        },
      ],
      ['edition-0001', { byList: ['result#SCJG#2026-03', '2026-03-20T02:00:00.000Z#batch-1.91411422MA10000120.SCJG'] }],
    ]);
  });

  test('keep the edition before readable, marked as corrected and listed no more', () => {
    const [current, edition2, edition1] = publicationOf(second, '2026-04', first);
    expect([current?.body, edition2?.body]).toEqual([second, second]);
    expect(edition1).toEqual({
      kind: 'result',
      id: first.id,
      part: 'edition-0001',
      body: { ...first, corrected: true },
      places: {},
    });
  });

  test('of a withdrawal leave nothing of what was found, nor whose it was, and list nothing', () => {
    const documents = withdrawalOf([{ ...first, corrected: true }, second]);
    expect(documents.map(({ part, places }) => [part, places])).toEqual([
      ['edition-0001', {}],
      ['edition-0002', {}],
      [undefined, {}],
    ]);
    for (const { body } of documents) {
      expect(body).toMatchObject({ withdrawn: true, documentNumber: first.documentNumber, items: [], overall: [] });
      expect(JSON.stringify(body)).not.toMatch(/锦绣|城关|责令/);
    }
    expect(ResultDocument.safeParse(withdrawn(first)).success).toBe(true);
  });
});
