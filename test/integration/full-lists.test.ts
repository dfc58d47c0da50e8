import { beforeEach, describe, expect, test } from 'vitest';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aFollowUp, allRight, aTransfer, problems, step, submittedResult } from '../support/follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
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
    const report = { text: '已处罚', decisionKind: 'd1', document: '睢农罚〔2026〕1号' };
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
