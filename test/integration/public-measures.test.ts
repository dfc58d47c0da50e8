import { beforeEach, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { publicIdOf } from '../../shared/domain/result/inspection-result.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { verifyAudit } from '../../shared/use-cases/audit/verify-audit.ts';
import { headOf, problems, submittedResult } from '../support/follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-03-12');
});

/** Two problems: one is put right here, the other sent to 农业农村; approved and published. */
async function published(): Promise<string> {
  const draft = problems({ measures: ['抄告相关部门'], receivers: [{ measure: '抄告相关部门', department: 'NYNC' }] });
  const id = await submittedResult(county, draft);
  expectOk(await county.act(officer('审核'), 'approveResult', id));
  expectOk(await county.act(officer('公示'), 'publishResult', id));
  return id;
}
async function shown(resultId: string) {
  const result = (await county.store.records.find('result', resultId))?.value;
  if (!result) throw new Error('no result');
  const { followUps } = ResultDocument.parse(await county.store.published.find('result', publicIdOf(result)));
  return (followUps ?? []).map(({ measure, state }) => `${measure} ${state}`);
}
const followUpsOf = async (resultId: string) => {
  const ids = (await county.store.records.find('result', resultId))?.value.followUps ?? [];
  const found = await county.store.records.findEach('follow-up', ids);
  return new Map([...found.values()].map(({ value }) => [value.kind, value.id]));
};
async function act<O extends OperationName>(who: Principal, operation: O, id: string, body: object = {}) {
  const version = (await county.store.records.find('follow-up', id))?.meta.version ?? 0;
  return county.as(who)(operation, { params: { id }, version, body } as unknown as CallOf<O>);
}
const nync = person('NYNC', 'officer');
async function answered(id: string): Promise<void> {
  expectOk(await act(nync, 'receiveFollowUp', id));
  expectOk(await act(nync, 'reportFollowUp', id, { text: '已处理', document: '睢农函〔2026〕3号' }));
}

test('what is public of a result says each kind of measure once, and that it is in hand', async () => {
  const id = await published();
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 办理中']);
});

test('a measure is done with once it is confirmed, in the same moment; one that is opened again is not', async () => {
  const id = await published();
  const copy = (await followUpsOf(id)).get('copy') ?? '';
  await answered(copy);
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 办理中']);
  expectOk(await act(officer('确认'), 'confirmFollowUp', copy));
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 已办结']);
  expectOk(await act(person('FGW', 'office'), 'reopenFollowUp', copy, { reason: '回复不实' }));
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 办理中']);
});

test('the audit trail of the result and of the follow-up agree with what is public', async () => {
  const id = await published();
  const copy = (await followUpsOf(id)).get('copy') ?? '';
  await answered(copy);
  expectOk(await act(officer('确认'), 'confirmFollowUp', copy));
  for (const [entity, each] of [
    ['result', id],
    ['follow-up', copy],
  ] as const)
    expect(await verifyAudit(county.store, entity, each)).toMatchObject({ ok: true, value: { findings: [] } });
});

test('a suspected crime changes nothing of it', async () => {
  const draft = problems({ measures: ['本部门立案调查'] });
  const id = await submittedResult(county, draft);
  expectOk(await county.act(officer('审核'), 'approveResult', id));
  expectOk(await county.act(officer('公示'), 'publishResult', id));
  const read = async () => {
    const result = (await county.store.records.find('result', id))?.value;
    return result && (await county.store.published.find('result', publicIdOf(result)));
  };
  const before = await read();
  expect(before).toMatchObject({ followUps: [{ measure: '责令改正' }, { measure: '本部门立案调查' }] });
  const followUpId = (await followUpsOf(id)).get('own-case') ?? '';
  const body = {
    ...{ followUpId, investigators: ['SCJG-R001', 'SCJG-R002'], facts: '涉案金额达到追诉标准' },
    reportAt: '2026-03-12T01:00:00.000Z',
  };
  const transfer = expectOk(await county.as(officer('办案'))('proposeTransfer', { key: 'transfer-1', body }));
  const decided = { params: { id: transfer.id }, version: transfer.version, body: {} };
  expectOk(await county.as(headOf('SCJG'))('approveTransfer', decided));
  expect(await read()).toEqual(before);
});

test('rows that are not public any more take their measures with them', async () => {
  const id = await published();
  const asked = { items: ['SCJG-002'], way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
  expectOk(await county.act(officer('甲'), 'requestStop', id, asked));
  expectOk(await county.act(headOf('SCJG'), 'approveStop', id, {}));
  expect(await shown(id)).toEqual(['责令改正 办理中']);
});

test('what a correction asks for shows with its edition, and not before', async () => {
  const id = await published();
  expectOk(await county.act(officer('市监'), 'correctResult', id, { reason: '后一事项另行立案' }));
  const { findings, ...draft } = problems({ measures: ['本部门立案调查'] });
  const { inspectedOn, present } = (await county.store.records.find('result', id))?.value ?? {};
  expectOk(await county.act(officer('录入'), 'saveResult', id, { inspectedOn, present, findings, ...draft }));
  expectOk(await county.act(officer('录入'), 'submitResult', id, {}));
  expectOk(await county.act(officer('审核'), 'approveResult', id));
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 办理中']);
  expectOk(await county.act(officer('公示'), 'publishResult', id));
  expect(await shown(id)).toEqual(['责令改正 办理中', '本部门立案调查 办理中']);
});

test('of two that end at once the public reads both', async () => {
  const receivers = [{ measure: '抄告相关部门' as const, department: 'NYNC' as const }];
  const draft = problems({ measures: ['抄告相关部门', '其他'], receivers });
  const id = await submittedResult(county, draft);
  expectOk(await county.act(officer('审核'), 'approveResult', id));
  expectOk(await county.act(officer('公示'), 'publishResult', id));
  const found = await followUpsOf(id);
  const [copy = '', other = ''] = [found.get('copy'), found.get('other')];
  await answered(copy);
  expectOk(await act(officer('办理'), 'reportFollowUp', other, { text: '已处理', document: '睢市监函〔2026〕1号' }));
  const ended = await Promise.all([copy, other].map((each) => act(officer('确认'), 'confirmFollowUp', each)));
  for (const each of ended) expectOk(each);
  expect(await shown(id)).toEqual(['责令改正 办理中', '抄告相关部门 已办结', '其他 已办结']);
});
