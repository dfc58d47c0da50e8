import { beforeAll, describe, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { recognitionHandOvers } from '../../shared/domain/recognition/hand-overs.ts';
import { resultHandOvers } from '../../shared/domain/result/hand-overs.ts';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { dataCheckHandOvers } from '../../shared/use-cases/sharing/data-check-notices.ts';
import { shareHandOvers } from '../../shared/use-cases/sharing/share-notices.ts';
import { headOf } from '../support/follow-ups.ts';
import { expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { citedAndCiting, listedForHealth } from '../support/recognition.ts';
import { aDataCheck, aShareEntry, aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
let made = 0;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-02');
});

async function stored<K extends RecordKind>(kind: K, value: RecordOf<K> & { readonly id: string }): Promise<string> {
  const done = await county.store.work.commit([createRecord(kind, value.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return value.id;
}
const on = (who: Principal, operation: OperationName, id: string, body: object = {}): Ready => {
  return () => county.as(who)(operation, { params: { id }, version: 1, body });
};
const colleague = (department: 'SCJG' | 'WGL' | 'WJW'): Reader => ({
  inbox: department,
  who: { ...officer('同事', department), roles: ['officer', 'department-admin'] },
});
const deciding: Reader = { inbox: 'office', who: person('FGW', 'office', '裁定') };

describe('a request to share', () => {
  const asker = officer('申请', 'WGL');
  const holder = officer('提供');
  const request = (more: Parameters<typeof aShareRequest>[0]) => {
    made += 1;
    return stored('share-request', aShareRequest({ id: `request-${made}`, atOnce: false, due: '2026-12-31', ...more }));
  };
  const ground = { basis: '《政务数据共享条例》', reason: '申请用途与职责无关' };
  const decides = async (shared: boolean) =>
    on(deciding.who, 'decideShareDispute', await request({ status: 'disputed' }), { shared, reason: '属职责所需' });

  const acts: Readonly<Record<Handing<typeof shareHandOvers>, () => Promise<Ready>>> = {
    file: async () => {
      made += 1;
      const entryId = await stored('share-entry', aShareEntry({ id: `entry-${made}` }));
      const { purpose, legalDuty, fields, from, to } = aShareRequest();
      const call = { key: `share-${entryId}`, body: { entryId, purpose, legalDuty, fields: [...fields], from, to } };
      return () => county.as(asker)('fileShareRequest', call);
    },
    extend: async () => on(headOf('SCJG'), 'extendShareRequest', await request({}), { reason: '须核对字段' }),
    grant: async () => on(holder, 'grantShareRequest', await request({})),
    refuse: async () => on(headOf('SCJG'), 'refuseShareRequest', await request({}), ground),
    open: async () => on(holder, 'openShareRequest', await request({ status: 'granted' })),
    dispute: async () => on(headOf('WGL'), 'disputeShareRequest', await request({ status: 'refused', ...ground })),
    'decide-open': () => decides(true),
    'decide-refuse': () => decides(false),
    close: async () => on(asker, 'closeShareRequest', await request({ status: 'opened' })),
  };
  const readers = {
    holder: [colleague('SCJG')],
    asker: [colleague('WGL')],
    office: [deciding],
    // The asker ends it.
    other: [colleague('SCJG')],
  };

  test.each(Object.keys(acts) as Handing<typeof shareHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const { to, asks, alsoTold = [] } = shareHandOvers[act];
      const says = '文化广电旅游局申请共享的“食品生产经营许可信息”';
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      const others = alsoTold.map((side) => ({ handsOver: { to: [side], says } as const, readersOf }));
      const handsOver = { to, says, ...(asks && { asks }) };
      await expectHandedOver(county, await acts[act](), { handsOver, readersOf }, ...others);
    },
  );
});

describe('a check of shared data', () => {
  const reporter = officer('核对', 'WGL');
  const holder = officer('提供');
  const check = () => {
    made += 1;
    return stored('data-check', aDataCheck({ id: `check-${made}` }));
  };
  const acts: Readonly<Record<Handing<typeof dataCheckHandOvers>, () => Promise<Ready>>> = {
    file: async () => {
      made += 1;
      const opened = { status: 'opened', openedOn: '2026-03-02' } as const;
      const id = await stored('share-request', aShareRequest({ id: `request-${made}`, ...opened }));
      const about = { kind: 'share-request' as const, id, record: '许可证第一号' };
      const call = { key: `data-check-${id}`, body: { about, claim: '有效期与证书不一致' } };
      return () => county.as(reporter)('fileDataCheck', call);
    },
    correct: async () => on(holder, 'correctData', await check(), { answer: '已更正', correctedOn: '2026-03-02' }),
    uphold: async () => on(holder, 'upholdData', await check(), { answer: '核实无误' }),
    withdraw: async () => on(reporter, 'withdrawDataCheck', await check()),
  };
  const readers = { holder: [colleague('SCJG')], reporter: [colleague('WGL')] };

  test.each(Object.keys(acts) as Handing<typeof dataCheckHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(county, await acts[act](), { handsOver: dataCheckHandOvers[act], readersOf });
    },
  );
});

describe('a recognition', () => {
  const clerk = officer('甲', 'WJW');
  /** Public, of what 市场监管 has published. */
  const recognised = async () => {
    const { source, citing } = await citedAndCiting(county);
    const body = { sourceId: source, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001' }] };
    expectOk(await county.act(clerk, 'recogniseResult', citing, body));
    expectOk(await county.act(clerk, 'submitResult', citing));
    expectOk(await county.act(officer('乙', 'WJW'), 'approveResult', citing));
    expectOk(await county.act(officer('乙', 'WJW'), 'publishResult', citing));
    return source;
  };
  const acts: Readonly<Record<Handing<typeof recognitionHandOvers>, () => Promise<Ready>>> = {
    review: async () => {
      const id = await recognised();
      const version = (await county.store.records.find('result', id))?.meta.version ?? 0;
      const call = { params: { id }, version, body: { reason: '名称有误' } };
      return () => county.as(officer('审核'))('correctResult', call);
    },
  };
  const ofSource = {
    department: [colleague('SCJG')],
    team: [1, 2].map((n) => ({ inbox: `inspector:SCJG-R00${n}`, who: inspector(n) })),
  };

  test.each(Object.keys(acts) as Handing<typeof recognitionHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list, beside whose result it rests on',
    async (act) => {
      await listedForHealth(county);
      await expectHandedOver(
        county,
        await acts[act](),
        { handsOver: recognitionHandOvers[act], readersOf: () => [colleague('WJW')] },
        { handsOver: resultHandOvers.correct, readersOf: (side) => ofSource[side as keyof typeof ofSource] },
      );
    },
  );
});
