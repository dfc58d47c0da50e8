import { beforeEach, describe, expect, test } from 'vitest';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import {
  aFollowUp,
  allRight,
  aTransfer,
  headOf,
  problems,
  step,
  submittedResult,
  toRectify,
} from '../support/follow-ups.ts';
import { aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

// What grows by acts has its end, and whoever comes to it is told so instead of meeting a fault.
let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-04-13');
});

const many = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));
/** Sent to and fro a hundred and eighty times. */
const steps = many(180, (n) => ({
  act: n % 2 === 0 ? 'return' : 'redirect',
  ...{ at: '2026-03-02T01:00:00.000Z', by: 'u', department: 'SCJG' as const },
}));

async function made<K extends RecordKind>(kind: K, value: RecordOf<K> & { readonly id: string }): Promise<string> {
  const done = await county.store.work.commit([createRecord(kind, value.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return value.id;
}
const end = (words: string) => ({ error: { kind: 'not-ready', detail: expect.stringContaining(words) } });

describe('a follow-up that went to and fro without end', () => {
  test('is not returned once more, and comes to its end', async () => {
    const id = await made('follow-up', aFollowUp({ steps }));
    const again = { reason: 'r2', text: '材料不全' };
    expect(await step(county, officer('收'), 'returnFollowUp', id, again)).toMatchObject(end('往返次数已达上限'));
    expectOk(await step(county, officer('收'), 'receiveFollowUp', id));
  });

  test('is still written to a department without login, once, and comes to its end on paper', async () => {
    const id = await made('follow-up', aFollowUp({ steps, receiver: 'NYNC', letter: {} }));
    const clerk = officer('经办');
    expectOk(await step(county, clerk, 'writeLetter', id));
    expect(await step(county, clerk, 'writeLetter', id)).toMatchObject(end('往返次数已达上限'));
    const served = { on: '2026-04-13', way: '邮寄' };
    expectOk(await step(county, clerk, 'serveLetter', id, served));
    expect(await step(county, clerk, 'serveLetter', id, served)).toMatchObject(end('往返次数已达上限'));
    const returned = { returned: { reason: 'r2', text: '材料不全' }, document: '复函一' };
    expect(await step(county, clerk, 'returnOnPaper', id, returned)).toMatchObject(end('往返次数已达上限'));
    const receipt = { on: '2026-04-13', person: '收发室', document: '回执一' };
    expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt));
    const number = '睢农罚〔2026〕1号';
    const decided = { document: number, decisionNumber: number, decidedOn: '2026-04-13', penalty: 'fine' };
    const report = { text: '已处罚', decisionKind: 'd1', ...decided };
    expectOk(await step(county, clerk, 'answerOnPaper', id, { report, on: '2026-04-13', paper: '复函二' }));
    expectOk(await step(county, officer('另一人'), 'confirmFollowUp', id));
  });

  test('is not opened once more', async () => {
    const id = await made('follow-up', aFollowUp({ steps, status: 'closed', endedOn: '2026-03-02' }));
    const office = person('SCJG', 'office');
    expect(await step(county, office, 'reopenFollowUp', id, { reason: '整改不到位' })).toMatchObject(
      end('往返次数已达上限'),
    );
  });

  test('nor does it lead to something else once more', async () => {
    const rectification = {
      ...{ status: 'ordered' as const, document: '一号', content: '清理', immediate: true, term: '2026-04-10' },
      ...{ orderedOn: '2026-04-10', orderedBy: 'u' },
    };
    const next = many(20, (n) => `fu-next-${n}`);
    const received = { status: 'received', receivedOn: '2026-04-10', receivedBy: 'u' } as const;
    const id = await made('follow-up', aFollowUp({ kind: 'rectify', ...received, rectification, next }));
    const failed = allRight('2026-04-13', { result: 'none', next: { kind: 'own-case', reason: '拒不改正' } });
    expect(await step(county, officer('复查'), 'recheckRectification', id, failed)).toMatchObject(end('最多20次'));
  });
});

test('a transfer that went to and fro without end is not returned once more, and the police decide', async () => {
  const handedOver = { at: '2026-04-10T01:00:00.000Z', by: 'u', papers: [] };
  const received = { at: '2026-04-10T02:00:00.000Z', by: 'u', receipt: '一号' };
  const id = await made('criminal-transfer', aTransfer({ status: 'handed-over', handedOver, received, steps }));
  const police = person('GAJ', 'officer');
  const again = { params: { id }, version: 1, body: { reason: '缺少鉴定意见' } };
  expect(await county.as(police)('returnTransfer', again)).toMatchObject(end('往返次数已达上限'));
  expectOk(await county.as(police)('fileTransfer', { params: { id }, version: 1, body: { number: '一号' } }));
});

test('a result that has opened two hundred follow-ups opens no more', async () => {
  const id = await submittedResult(county, problems({ codes: ['1'], finding: undefined }));
  const found = await county.store.records.find('result', id);
  if (!found) throw new Error('no result');
  const value = { ...found.value, followUps: many(200, (n) => `fu-earlier-${n}`) };
  const done = await county.store.work.commit([replaceRecord('result', id, found, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  expect(await county.act(officer('审核'), 'approveResult', id)).toMatchObject(end('最多开启200项'));
});

describe('a result with as many follow-ups as may stand at once, and more that were cancelled', () => {
  /** Two of its own, fifty-eight more, and cancelled ones; `next` came of the third. */
  async function crowded(next: number, gone: number) {
    const receivers = [{ measure: '抄告相关部门' as const, department: 'NYNC' as const }];
    const id = await submittedResult(county, problems({ measures: ['抄告相关部门'], receivers }));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    const found = await county.store.records.find('result', id);
    if (!found) throw new Error('no result');
    const items = [{ id: 'SCJG-002', name: '索证索票' }];
    const of = { resultId: id, kind: 'other', items, status: 'closed', endedOn: '2026-03-03' } as const;
    const after = many(next, (n) => aFollowUp({ ...of, id: `fu-next-${n}`, number: `N${n}` }));
    const nextIds = after.map((each) => each.id);
    const standing = many(58, (n) =>
      aFollowUp({ ...of, id: `fu-stands-${n}`, number: `S${n}`, ...(n === 0 && { next: nextIds }) }),
    );
    const cancelled = many(gone, (n) => aFollowUp({ ...of, id: `fu-gone-${n}`, number: `G${n}`, status: 'cancelled' }));
    const rows = [...after, ...standing, ...cancelled].map((each) =>
      createRecord('follow-up', each.id, each, anEvent()),
    );
    for (let from = 0; from < rows.length; from += 20) {
      const done = await county.store.work.commit(rows.slice(from, from + 20));
      if (!done.ok) throw new Error(done.error.kind);
    }
    const own = found.value.followUps ?? [];
    const value = { ...found.value, followUps: [...own, ...[...standing, ...cancelled].map((each) => each.id)] };
    const done = await county.store.work.commit([replaceRecord('result', id, found, value, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    const kept = await county.store.records.findEach('follow-up', own);
    const ofKind = (kind: string) => [...kept.values()].find((each) => each.value.kind === kind)?.value.id ?? '';
    return { id, rectify: ofKind('rectify'), copy: ofKind('copy') };
  }
  const failed = allRight('2026-04-13', { result: 'none', next: { kind: 'own-case', reason: '拒不改正' } });

  test('is published, shows what ends of them and what comes of them, and is shown no longer', async () => {
    const { id, rectify, copy } = await crowded(9, 140);
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    const nync = person('NYNC', 'officer');
    expectOk(await step(county, nync, 'receiveFollowUp', copy));
    expectOk(await step(county, nync, 'reportFollowUp', copy, { text: '已处理', document: '睢农函〔2026〕3号' }));
    expectOk(await step(county, officer('确认'), 'confirmFollowUp', copy));
    expectOk(await step(county, officer('下达'), 'orderRectification', rectify, toRectify));
    expectOk(await step(county, officer('复查'), 'recheckRectification', rectify, failed));
    const asked = { items: ['SCJG-001'], way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
    expectOk(await county.act(officer('甲'), 'requestStop', id, asked));
    expectOk(await county.act(headOf('SCJG'), 'approveStop', id, {}));
  });

  test('lets nothing more come of them, and its correction asks for nothing more', async () => {
    const { id, rectify } = await crowded(10, 130);
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expectOk(await step(county, officer('下达'), 'orderRectification', rectify, toRectify));
    expect(await step(county, officer('复查'), 'recheckRectification', rectify, failed)).toMatchObject(
      end('最多有70项未撤销'),
    );
    expectOk(await county.act(officer('市监'), 'correctResult', id, { reason: '后一事项另行立案' }));
    const receivers = [{ measure: '抄告相关部门' as const, department: 'NYNC' as const }];
    const more = problems({ measures: ['抄告相关部门', '本部门立案调查'], receivers });
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-03-12', ...more })));
    expectOk(await county.act(inspector(1), 'submitResult', id, {}));
    expect(await county.act(officer('审核'), 'approveResult', id)).toMatchObject(end('最多有60项未撤销'));
  });
});
