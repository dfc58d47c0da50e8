import { describe, expect, test } from 'vitest';
import { type ListEntryAct, listEntryHandOvers, repairHandOvers } from '../../shared/domain/credit/hand-overs.ts';
import { type TrustAct, trustHandOvers } from '../../shared/domain/trust/hand-overs.ts';
import { listEntryNotices } from '../../shared/use-cases/credit/list-entry-notices.ts';
import { repairNotices } from '../../shared/use-cases/credit/repair-notices.ts';
import { trustNotices } from '../../shared/use-cases/trust/trust-notices.ts';
import { aListEntry } from '../support/list-entries.ts';
import { aRepair } from '../support/repairs.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

// A message leaves the system; whoever reads it may not be the one whom it is for.
const now = new Date('2026-03-09T02:00:00Z');
const actor = { name: '经办人' };
const name = '张三早餐摊';
const named = { kind: '个体工商户', name } as const;
const code = '92411422MA40000001';

const tellers: Readonly<Record<string, (creditCode?: string) => unknown>> = {
  ...Object.fromEntries(
    (Object.keys(trustHandOvers) as TrustAct[]).map((act) => [
      `a period of trust: ${act}`,
      (creditCode) =>
        trustNotices(act, aTrustPeriod({ objectName: name, objectKind: named.kind, creditCode }), 2, actor, now),
    ]),
  ),
  ...Object.fromEntries(
    (Object.keys(listEntryHandOvers) as ListEntryAct[]).map((act) => [
      `an entry of a list: ${act}`,
      (creditCode) =>
        listEntryNotices(act, aListEntry({ object: { id: 'S0001', ...named, creditCode } }), 2, actor, now),
    ]),
  ),
  ...Object.fromEntries(
    (Object.keys(repairHandOvers) as (keyof typeof repairHandOvers)[]).map((act) => [
      `a repair: ${act}`,
      (creditCode) => repairNotices(act, aRepair({ subject: { id: 'S0001', ...named, creditCode } }), 2, actor, now),
    ]),
  ),
};

describe('a message about an object', () => {
  test.each(Object.entries(tellers))('does not tell a person’s name (%s)', (_, tell) => {
    expect(JSON.stringify(tell())).not.toContain('张三');
  });

  test('tells the name that is registered', () => {
    for (const act of ['a period of trust: approve', 'an entry of a list: list', 'a repair: grant'])
      expect(JSON.stringify(tellers[act]?.(code))).toContain(name);
  });
});
