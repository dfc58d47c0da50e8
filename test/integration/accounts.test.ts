import { beforeAll, describe, expect, test } from 'vitest';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await systemForTest();
});

describe('accounts', () => {
  test('an officer sees who the token says they are, and only what an officer may do', async () => {
    const me = expectOk(await system.as(person('WJW', 'officer', '甲'))('getMe', {}));
    expect(me).toMatchObject({ department: 'WJW', departmentName: '卫生健康委', roles: ['officer'] });
    expect(me.operations).toMatchObject({ createObject: 'own', listObjects: 'joint' });
    expect(Object.keys(me.operations)).not.toContain('approvePlan');
  });

  test('who has two roles reaches as far as the wider one', async () => {
    const both = { ...person('SCJG', 'officer'), roles: ['officer' as const, 'office' as const] };
    expect(expectOk(await system.as(both)('getMe', {})).operations).toMatchObject({ listObjects: 'any' });
  });

  test('the security administrator reads the whole policy, a department does not', async () => {
    const policy = expectOk(await system.as(person('ZWDSJ', 'secadmin'))('getPolicy', {}));
    const approve = policy.operations.find(({ operation }) => operation === 'approvePlan');
    expect(approve).toMatchObject({ name: '批准年度计划', writes: true, access: { office: 'any' } });
    expect(await system.as(person('SCJG', 'officer'))('getPolicy', {})).toMatchObject({ error: { kind: 'forbidden' } });
  });
});
