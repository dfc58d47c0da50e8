import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isProtectedItem } from '../../shared/codes/trust.ts';
import { lastTrustDay } from '../../shared/domain/trust/longest.ts';
import {
  trustPeriodEvents,
  trustPeriodStatuses,
  trustPeriodTransitions,
  trustPeriodWords,
} from '../../shared/domain/trust/states.ts';
import { isLeftOut } from '../../shared/domain/trust/trusted.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

const advertising = { id: 'SCJG-001', name: '广告行为检查' };
const labels = { id: 'SCJG-002', name: '商品标识检查' };
const fire = { id: 'XF-001', name: '消防安全检查' };

describe('a period of trust (R62)', () => {
  test('has the last day 24 months after its first, or the last of a month that has no such day', () => {
    expect(lastTrustDay('2026-03-15')).toBe('2028-03-15');
    expect(lastTrustDay('2024-02-29')).toBe('2026-02-28');
  });

  test.each([
    ['the own department’s part', 'SCJG', {}, [advertising, labels], true],
    ['another department’s part', 'WJW', {}, [advertising], false],
    ['another department’s part, approved by the office', 'WJW', { everywhere: true }, [advertising], true],
    ['a part with one item about safety', 'SCJG', {}, [advertising, fire], false],
    ['a part about safety, whoever approved it', 'XF', { everywhere: true }, [fire], false],
    ['a part of the items that it is for', 'SCJG', { items: ['SCJG-001'] }, [advertising], true],
    ['a part with an item that it is not for', 'SCJG', { items: ['SCJG-001'] }, [advertising, labels], false],
  ] as const)('leaves its object out of %s or not', (_, department, more, items, left) => {
    const part = { department: department as 'SCJG', items: [...items] };
    expect(isLeftOut({ department: 'SCJG', ...more } as never, part)).toBe(left);
  });

  test.each([
    ['餐饮服务食品安全检查', true],
    ['污染源自动监控检查', true],
    ['特种设备使用单位检查', true],
    ['登记事项检查', false],
    ['广告行为检查', false],
  ])('%s is about safety, health or environment: %s', (name, expected) => {
    expect(isProtectedItem(name)).toBe(expected);
  });

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Trust period');
    expect(drawn).toBe(stateDiagram(trustPeriodTransitions, trustPeriodWords, trustPeriodStatuses, trustPeriodEvents));
  });
});
