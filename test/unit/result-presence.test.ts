import { describe, expect, test } from 'vitest';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { missingPresence, presentButNotAssigned, unlawfulPresence } from '../../shared/domain/result/presence.ts';
import { officer } from '../support/drawable-county.ts';
import { aDraft, aFinding, aResult } from '../support/inspection-samples.ts';

const present = (...ids: string[]) => aResult({ ...aDraft(), present: ids });
const least = 2;

describe('who was there', () => {
  test('is at least two of the team of the department', () => {
    expect(missingPresence(present('SCJG-R001', 'SCJG-R002'), least)).toEqual([]);
    for (const ids of [[], ['SCJG-R001'], ['SCJG-R001', 'SCJG-R001'], ['SCJG-R001', 'WJW-R001']])
      expect(missingPresence(present(...ids), least).map(({ path }) => path)).toEqual(['present']);
  });

  test('is not asked where nobody could inspect', () => {
    const closed = aResult({
      ...aDraft({ findings: [], overall: [] }),
      present: [],
      nonPerformance: { reason: '注销' },
    });
    expect(missingPresence(closed, least)).toEqual([]);
  });

  test('is nobody who was not sent, and each once', () => {
    const faults = presentButNotAssigned(present('SCJG-R001', 'SCJG-R003', 'SCJG-R001'));
    expect(faults.map(({ path }) => path)).toEqual(['present.1', 'present.2']);
    expect(faults[0]?.message).toBe('检查人员 SCJG-R003 不是本次检查的检查组成员');
  });
});

describe('whether somebody might inspect on 10 March 2026', () => {
  const row = (more: Partial<Inspector> = {}) => officer('SCJG', 1, more);
  const certificate = (validFrom: string, validTo: string) => ({
    certificate: { number: '豫SCJG1', issuer: '河南省人民政府', validFrom, validTo },
  });
  const recused = { recusals: [{ objectId: '91411422MA10000120', ground: '亲属关系' as const }] };
  const judged = (thatDay: Inspector | undefined, now = thatDay, edition = 0) =>
    unlawfulPresence(aResult({ ...aDraft(), edition }), { id: 'SCJG-R001', thatDay, now }).map(
      ({ message }) => message,
    );

  test.each<[string, Inspector, Inspector?]>([
    ['valid in every respect', row()],
    ['with a certificate that began that day', row(certificate('2026-03-10', '2027-01-01'))],
    ['with a certificate that ended that day', row(certificate('2020-01-01', '2026-03-10'))],
    ['retired since', row(), row({ status: '失效' })],
    ['with a renewal that was registered later', row(certificate('2020-01-01', '2026-03-01')), row()],
    ['whose old certificate has been replaced since', row(), row(certificate('2026-03-11', '2030-01-01'))],
    ['with these items in scope alone', row({ itemScope: ['SCJG-001', 'SCJG-002'] })],
  ])('%s: yes', (_, then, now) => {
    expect(judged(then, now)).toEqual([]);
  });

  test.each<[string, Inspector | undefined, Inspector | undefined, string]>([
    [
      'the certificate ended the day before',
      row(certificate('2020-01-01', '2026-03-09')),
      undefined,
      '执法证件有效期不含检查日（2026年3月10日）',
    ],
    [
      'the certificate began the day after',
      row(certificate('2026-03-11', '2030-01-01')),
      undefined,
      '执法证件有效期不含检查日（2026年3月10日）',
    ],
    ['inactive that day, whatever is now', row({ status: '失效' }), row(), '检查日（2026年3月10日）已停用'],
    ['recused that day', row(recused), row(), '与该检查对象有利害关系，应当回避'],
    ['recused since, before anything was published', row(), row(recused), '与该检查对象有利害关系，应当回避'],
    ['of another department that day', row({ department: 'WJW' }), row(), '检查日（2026年3月10日）不属于本部门'],
    ['out of scope', row({ itemScope: ['SCJG-001'] }), undefined, '事项 SCJG-002 不在其执法范围'],
    ['unknown to the registry', undefined, undefined, '名录中没有该人员'],
  ])('%s: no', (_, then, now, reason) => {
    expect(judged(then, now ?? then)).toEqual([`检查人员 SCJG-R001：${reason}`]);
  });

  test('a conflict of interest that arose after the publication does not stand in the way of a correction', () => {
    expect(judged(row(), row(recused), 1)).toEqual([]);
  });

  test('an item that was not checked needs nobody’s scope', () => {
    const excused = aFinding('SCJG-002', { checked: false, codes: [], method: undefined, reason: '设备停用' });
    const result = aResult(aDraft({ findings: [aFinding('SCJG-001'), excused] }));
    const thatDay = row({ itemScope: ['SCJG-001'] });
    expect(unlawfulPresence(result, { id: 'SCJG-R001', thatDay, now: thatDay })).toEqual([]);
  });
});
