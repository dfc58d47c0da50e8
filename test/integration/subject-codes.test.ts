import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import { publicIdOf } from '../../shared/domain/result/inspection-result.ts';
import { createRow } from '../../shared/use-cases/changes.ts';
import { shop } from '../support/drawable-county.ts';
import { aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, officer, resultOf } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
let objectId: string;
beforeAll(async () => {
  county = await inspectionsForTest('2026-09-18');
});

const clerk = officer('异议');
const problem = {
  inspectedOn: '2026-09-16',
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002'),
  ],
  overall: ['5' as const],
};
async function published() {
  county.at('2026-09-18T02:00:00Z');
  const id = resultOf(await county.dispatch());
  await county.published(id, problem);
  county.at('2026-09-23T02:00:00Z');
  const found = (await county.store.records.find('result', id))?.value;
  if (!found) throw new Error('no result');
  objectId = found.object.id;
  const row = shop(1, { id: objectId, name: found.object.name });
  const done = await county.store.work.commit([createRow('object', row, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return found;
}
let keys = 0;
const issue = (more: Partial<CallOf<'issueSubjectCode'>['body']> = {}, key = `issue-code-${++keys}`, who = clerk) =>
  county.as(who)('issueSubjectCode', { key, body: { objectId, handedTo: '法定代表人，凭身份证', ...more } });
const by = (code: string) => county.as({ code });
const own = (code: string) => by(code)('listOwnResults', {});
const unknown = { error: { kind: 'unauthenticated', status: 401 } };
const said = { ground: 'fact', text: '检查当日后厨地面为清洗中，并非积水。' } as const;

describe('a bound code', () => {
  test('opens what is public of its object, however it is typed, and nothing of another object', async () => {
    const mine = await published();
    const { code } = expectOk(await issue());
    const theirs = await published();
    expect(theirs.object.id).not.toBe(mine.object.id);
    const typed = `${code.toUpperCase().replaceAll(/(.{4})/g, '$1-')} `;
    for (const each of [code, typed]) {
      const { items } = expectOk(await own(each));
      expect(items.map(({ id }) => id)).toEqual([publicIdOf(mine)]);
    }
  });

  test('is told once and kept nowhere: not in the record, its lists or what a repeated request is answered with', async () => {
    await published();
    const { id, code } = expectOk(await issue({}, 'issue-once'));
    expect(code).toMatch(/^[0-9a-f]{56}$/);
    const { meta: _, ...record } = (await county.store.records.find('subject-code', id)) ?? { meta: undefined };
    const listed = expectOk(await county.as(clerk)('listSubjectCodes', { query: { object: objectId, limit: 10 } }));
    const shown = expectOk(await county.as(clerk)('getSubjectCode', { params: { id } }));
    expect(JSON.stringify([record, listed, shown])).not.toContain(code.slice(24));
    expect(JSON.stringify([listed, shown])).not.toContain('digest');
    const { client, names } = county.store.db;
    for (const TableName of Object.values(names)) {
      const { Items } = await client.send(new ScanCommand({ TableName }));
      expect([TableName, JSON.stringify(Items).includes(code.slice(24))]).toEqual([TableName, false]);
    }
    // The answer was lost: another code takes its place.
    const again = expectOk(await issue({}, 'issue-once'));
    expect([again.id, again.code === code]).toEqual([id, false]);
    expect(await own(code)).toMatchObject(unknown);
    expectOk(await own(again.code));
  });

  test.each([
    ['nobody issued', (code: string) => `${'0'.repeat(24)}${code.slice(24)}`],
    ['is another’s but for its end', (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`],
    ['is cut', (code: string) => code.slice(0, -1)],
    ['is a path', () => '../../object/S0001'],
  ])('that %s opens nothing, and is told so like any other', async (_, changed) => {
    await published();
    const { code } = expectOk(await issue());
    expect(await own(changed(code))).toEqual(await own('0'.repeat(56)));
    expect(await own(changed(code))).toMatchObject(unknown);
  });

  test('ends with its last day in Shanghai, and at once when it is revoked', async () => {
    await published();
    const { code } = expectOk(await issue({ validUntil: '2026-09-30' }));
    const lost = expectOk(await issue());
    county.at('2026-09-30T15:59:59Z');
    expectOk(await own(code));
    county.at('2026-09-30T16:00:00Z');
    expect(await own(code)).toMatchObject(unknown);
    const revocation = { params: { id: lost.id }, version: lost.version, body: { reason: '遗失' } };
    expect(failureOf(await county.as(person('WJW', 'officer'))('revokeSubjectCode', revocation))).toBe('not-found');
    expect(expectOk(await county.as(clerk)('revokeSubjectCode', revocation)).revoked?.reason).toBe('遗失');
    expect(await own(lost.code)).toMatchObject(unknown);
    expect(failureOf(await county.as(clerk)('revokeSubjectCode', { ...revocation, version: 2 }))).toBe('not-ready');
  });

  test('is issued for an object of the own department, for a year at most, and with who received it', async () => {
    await published();
    const stranger = person('GAJ', 'officer');
    expect(failureOf(await issue({}, 'issue-foreign', stranger))).toMatch(/foreign-department|not-found/);
    expect(failureOf(await issue({ objectId: 'NOBODY-1' }))).toBe('not-found');
    expect(failureOf(await issue({ validUntil: '2026-09-22' }))).toBe('invalid-input');
    expect(failureOf(await issue({ validUntil: '2027-09-24' }))).toBe('invalid-input');
    expectOk(await issue({ validUntil: '2027-09-23' }));
  });

  test('lets nobody in where officials work, and a token nobody in where codes are asked for', async () => {
    await published();
    const { code } = expectOk(await issue());
    expect(await by(code)('listResults', { query: { limit: 10 } })).toMatchObject(unknown);
    expect(await by(code)('getSubjectCode', { params: { id: code.slice(0, 24) } })).toMatchObject(unknown);
    expect(await county.as(clerk)('listOwnResults', {})).toMatchObject(unknown);
    expect(await county.as(undefined)('listOwnObjections', {})).toMatchObject(unknown);
  });
});

describe('an objection by code', () => {
  test('is received on the day it is filed, by the department whose result it is, which takes it up like one on paper', async () => {
    const result = await published();
    const { code } = expectOk(await issue());
    const call = { key: 'own-objection-1', body: { result: publicIdOf(result), ...said } };
    const filed = expectOk(await by(code)('fileOwnObjection', call));
    expect(filed).toMatchObject({ status: 'filed', filedOn: '2026-09-23', due: '2026-09-29', department: 'SCJG' });
    const waiting = expectOk(await county.as(clerk)('listObjections', { query: { view: 'open', limit: 100 } }));
    expect(waiting.items.find(({ id }) => id === filed.id)).toMatchObject({
      resultId: result.id,
      papers: [],
      filedBy: `${filed.objectName}（凭绑定码提出）`,
    });
    const inbox = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } })).items;
    const told = inbox.filter(({ kind, resultId }) => kind === 'objection-filed' && resultId === result.id);
    expect(told.map(({ text }) => text)).toEqual([
      `被检查对象凭绑定码对检查结果（${result.documentNumber}）提出异议，应于2026年9月29日前作出决定。`,
    ]);
    const taken = { params: { id: filed.id }, version: filed.version, body: { verified: false } };
    expectOk(await county.as(clerk)('acceptObjection', taken));
    const { items } = expectOk(await own(code));
    expect(items.map(({ id, contested }) => [id, contested])).toEqual([[publicIdOf(result), true]]);
    const mine = expectOk(await by(code)('listOwnObjections', {}));
    expect(mine.items.map(({ id, status }) => [id, status])).toEqual([[filed.id, 'checking']]);
    expect(JSON.stringify(mine)).not.toContain('handler');
    const withdrawn = { params: { id: filed.id }, version: mine.items[0]?.version ?? 0, body: {} };
    expect(expectOk(await by(code)('withdrawOwnObjection', withdrawn)).status).toBe('withdrawn');
    expect(expectOk(await own(code)).items.map(({ contested }) => contested)).toEqual([undefined]);
    // Its name may be a person's.
    const decided = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } })).items.filter(
      ({ kind, text, resultId }) => kind === 'objection-decided' && resultId === result.id && text.includes('撤回'),
    );
    expect(decided.map(({ text }) => text)).toEqual([
      `被检查对象登记撤回对检查结果（${result.documentNumber}）的异议。`,
    ]);
  });

  test('on one ground against one edition is there once, whoever files it twice at the same moment', async () => {
    const result = await published();
    const { code } = expectOk(await issue());
    const file = (key: string) => by(code)('fileOwnObjection', { key, body: { result: publicIdOf(result), ...said } });
    const both = await Promise.all([file('own-twice-1'), file('own-twice-2')]);
    expect(both.map((answer) => (answer.ok ? 'filed' : answer.error.kind)).toSorted()).toEqual(['filed', 'not-ready']);
  });

  test('is against an own result alone, and another’s is not taken back', async () => {
    const theirs = await published();
    const { code: other } = expectOk(await issue());
    await published();
    const { code } = expectOk(await issue());
    const call = { key: 'own-foreign-1', body: { result: publicIdOf(theirs), ...said } };
    expect(failureOf(await by(code)('fileOwnObjection', call))).toBe('not-found');
    const { id, version } = expectOk(await by(other)('fileOwnObjection', call));
    expect(failureOf(await by(code)('withdrawOwnObjection', { params: { id }, version, body: {} }))).toBe('not-found');
    expect(expectOk(await by(code)('listOwnObjections', {})).items).toEqual([]);
  });
});
