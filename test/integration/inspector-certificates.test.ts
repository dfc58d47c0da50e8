import { beforeAll, describe, expect, test } from 'vitest';
import { checkRows } from '../../shared/domain/import/check-rows.ts';
import { bindHeader } from '../../shared/domain/import/header.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await systemForTest();
});

const inspector = (id: string, department: 'SCJG' | 'WJW', number: string) => ({
  id,
  name: '某检查员',
  department,
  certificate: { number, issuer: '河南省人民政府', validFrom: '2024-01-01', validTo: '2029-12-31' },
  level: '县' as const,
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效' as const,
  tags: [],
});

describe('R2 counts persons, and a certificate stands for one', () => {
  test('so a second inspector with the same certificate is refused, in whichever department', async () => {
    const market = system.as(person('SCJG', 'department-admin'));
    const health = system.as(person('WJW', 'department-admin'));
    expectOk(await market('createInspector', { key: 'cert-key-1', body: inspector('R1', 'SCJG', '豫N1') }));
    expect(await health('createInspector', { key: 'cert-key-2', body: inspector('R2', 'WJW', '豫N1') })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.certificate.number' }] },
    });
    const other = expectOk(
      await health('createInspector', { key: 'cert-key-3', body: inspector('R3', 'WJW', '豫N3') }),
    );
    const changed = { ...inspector('R3', 'WJW', '豫N1') };
    expect(
      await health('updateInspector', { params: { id: 'R3' }, version: other.version, body: changed }),
    ).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  test('but a row may be changed without giving its certificate up, and one out of use frees it', async () => {
    const call = system.as(person('SCJG', 'department-admin'));
    const first = expectOk(await call('createInspector', { key: 'cert-key-5', body: inspector('R5', 'SCJG', '豫N5') }));
    const renamed = { ...inspector('R5', 'SCJG', '豫N5'), name: '改名' };
    const second = expectOk(
      await call('updateInspector', { params: { id: 'R5' }, version: first.version, body: renamed }),
    );
    const reason = { reason: '调离执法岗位' };
    expectOk(await call('deactivateInspector', { params: { id: 'R5' }, version: second.version, body: reason }));
    expectOk(await call('createInspector', { key: 'cert-key-6', body: inspector('R6', 'SCJG', '豫N5') }));
  });

  test('and of two rows of a file with one certificate the second is reported with the line of the first', async () => {
    const header = [
      '人员编号',
      '姓名',
      '执法证号',
      '发证机关',
      '证件生效日期',
      '证件有效期至',
      '层级',
      '可检查事项',
      '状态',
    ];
    const binding = bindHeader('inspector', header);
    if (!binding.ok) throw new Error('header');
    const cells = (id: string) => [id, '某', '豫N9', '河南省人民政府', '2024-01-01', '2029-12-31', '县', '*', '有效'];
    const rows = async function* () {
      yield { line: 2, cells: cells('R8') };
      yield { line: 3, cells: cells('R9') };
    };
    const checked = await Array.fromAsync(checkRows(binding.value, rows(), { department: 'SCJG', dates: '1900' }));
    expect(checked.map(({ ok }) => ok)).toEqual([true, false]);
    expect(checked[1]).toMatchObject({
      problems: [{ column: '执法证号', reason: '与第2行的执法证相同，一证只能登记一人' }],
    });
  });
});
