import { describe, expect, test } from 'vitest';
import { grantedScope } from '../../shared/api/principal.ts';
import { checkAccess } from '../../shared/base/ownership.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';

const record = { department: 'SCJG', shared: ['WJW', 'YJJ'] } as const;
const named = { entity: 'visit', id: 'v1' };
const reaches = (scope: 'own' | 'joint' | 'any', department: DepartmentCode, what: object = record) =>
  checkAccess({ scope, department }, { ...record, ...what }, named).ok;

describe('a record of 市场监管 that it shares with 卫健 and 应急 (R14)', () => {
  test.each([
    ['own', 'SCJG', true],
    ['own', 'WJW', false],
    ['own', 'GAJ', false],
    ['joint', 'SCJG', true],
    ['joint', 'WJW', true],
    ['joint', 'YJJ', true],
    ['joint', 'GAJ', false],
    ['any', 'GAJ', true],
  ] as const)('is reached with scope %s by %s: %s', (scope, department, may) => {
    expect(reaches(scope, department)).toBe(may);
  });

  test('is shared with nobody unless it says so', () => {
    expect(reaches('joint', 'WJW', { shared: undefined })).toBe(false);
    expect(reaches('joint', 'WJW', { shared: [] })).toBe(false);
  });

  test('is not there for whoever may not read it, and foreign to whoever may read it and not more', () => {
    const refusal = (kind: string) => ({ ok: false, error: { kind, entity: 'visit', id: 'v1' } });
    const stranger = { scope: 'own', department: 'GAJ' } as const;
    expect(checkAccess(stranger, record, named)).toEqual(refusal('not-found'));
    expect(checkAccess({ ...stranger, scope: 'joint' }, record, named)).toEqual(refusal('not-found'));
    for (const reading of [{ shared: ['GAJ'] }, { readBy: ['GAJ'] }, { readBy: 'everybody' }] as const) {
      const told = { ...refusal('foreign-department').error, reason: '由市场监督管理局办理，本部门只能查看' };
      expect(checkAccess(stranger, { ...record, ...reading }, named)).toEqual({ ok: false, error: told });
    }
  });
});

describe('whoever has several roles', () => {
  const access = { officer: 'own', inspector: 'joint', office: 'any' } as const;

  test('reaches as far as the widest of them, in whatever order the token names them', () => {
    expect(grantedScope(access, ['officer', 'inspector'])).toBe('joint');
    expect(grantedScope(access, ['inspector', 'officer'])).toBe('joint');
    expect(grantedScope(access, ['officer', 'office', 'inspector'])).toBe('any');
    expect(grantedScope(access, ['officer', 'auditor'])).toBe('own');
  });

  test('may nothing that none of them may', () => {
    expect(grantedScope(access, ['auditor', 'sysadmin'])).toBeUndefined();
    expect(grantedScope(access, [])).toBeUndefined();
  });
});
