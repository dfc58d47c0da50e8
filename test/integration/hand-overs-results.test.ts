import { beforeAll, describe, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { resultHandOvers } from '../../shared/domain/result/hand-overs.ts';
import { expectHandedOver, type Handing, type Ready } from '../support/handed-over.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const head = (name: string): Principal => person('SCJG', 'department-admin', name);
/** Somebody who had no part in anything and may do everything that is asked of the department. */
const colleague: Principal = { ...officer('同事'), roles: ['officer', 'department-admin'] };
const readers = {
  department: [{ inbox: 'SCJG', who: colleague }],
  team: [1, 2].map((n) => ({ inbox: `inspector:SCJG-R00${n}`, who: inspector(n) })),
};

/** An act on the result as it is now, however often it is carried out. */
async function ready(who: Principal, operation: OperationName, id: string, body?: object): Promise<Ready> {
  const version = (await county.store.records.find('result', id))?.meta.version ?? 0;
  return () => county.as(who)(operation, { params: { id }, version, body });
}
const done = async (who: Principal, operation: OperationName, id: string, body?: object) =>
  expectOk(await county.act(who, operation, id, body));

const dispatched = async () => resultOf(await county.dispatch());
const submitted = async () => {
  const id = await dispatched();
  await done(inspector(1), 'saveResult', id, aDraft());
  await done(inspector(1), 'submitResult', id);
  return id;
};
const approved = async () => {
  const id = await dispatched();
  await county.approved(id);
  return id;
};
const problems = {
  findings: ['SCJG-001', 'SCJG-002'].map((item) =>
    aFinding(item, { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
  ),
  overall: ['5' as const],
};
const published = async () => {
  const id = await dispatched();
  await county.published(id, problems);
  return id;
};
const completed = async () => {
  const visit = await county.dispatch();
  await done(inspector(1), 'completeVisit', visit, { completedOn: '2026-03-10' });
  return resultOf(visit);
};
const withholding = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };
const stop = { way: 'w1', reason: '已履行法定义务', document: '睢市监修复〔2026〕1号' };
const day = { completedOn: '2026-03-11', reason: '登记时看错日期' };

/** A result on which something was asked, for whoever decides. */
const asked = async (of: () => Promise<string>, who: Principal, operation: OperationName, body: object) => {
  const id = await of();
  await done(who, operation, id, body);
  return id;
};
const toWithhold = () => asked(approved, officer('甲'), 'requestWithholding', withholding);
const toStop = (items?: readonly string[]) =>
  asked(published, officer('甲'), 'requestStop', { ...stop, ...(items && { items }) });
const toCorrectDay = () => asked(completed, inspector(1), 'requestCompletionCorrection', day);

async function objectedTo(): Promise<string> {
  const resultId = await published();
  const body = {
    ...{ resultId, ground: 'fact' as const, text: '后厨地面为清洗中，并非积水。', filedBy: '睢县第一餐馆' },
    ...{ papers: ['营业执照复印件', '异议申请书'], filedOn: '2026-03-12' },
  };
  const { id, version } = expectOk(await county.as(officer('异议'))('fileObjection', { key: 'objection-1', body }));
  expectOk(await county.as(officer('异议'))('acceptObjection', { params: { id }, version, body: { verified: false } }));
  return id;
}

const acts: Readonly<Record<Handing<typeof resultHandOvers>, () => Promise<Ready>>> = {
  submit: async () => {
    const id = await dispatched();
    await done(inspector(1), 'saveResult', id, aDraft());
    return ready(inspector(1), 'submitResult', id, { completedOn: '2026-03-12' });
  },
  return: async () => ready(officer('审核'), 'returnResult', await submitted(), { reason: '照片不清' }),
  'return-correction': async () => {
    const id = await published();
    await done(officer('审核'), 'correctResult', id, { reason: '名称有误' });
    await done(inspector(1), 'submitResult', id, {});
    return ready(officer('审核'), 'returnResult', id, { reason: '照片不清' });
  },
  approve: async () => ready(officer('审核'), 'approveResult', await submitted()),
  'request-withholding': async () => ready(officer('甲'), 'requestWithholding', await approved(), withholding),
  'refuse-withholding': async () => ready(officer('乙'), 'refuseWithholding', await toWithhold(), { reason: '不属于' }),
  withhold: async () => ready(officer('乙'), 'approveWithholding', await toWithhold()),
  correct: async () => ready(officer('审核'), 'correctResult', await published(), { reason: '名称有误' }),
  'request-stop': async () => ready(officer('甲'), 'requestStop', await published(), stop),
  'refuse-stop': async () => ready(head('负责人'), 'refuseStop', await toStop(), { reason: '材料不全' }),
  'stop-rows': async () => ready(head('负责人'), 'approveStop', await toStop(['SCJG-001'])),
  stop: async () => ready(head('负责人'), 'approveStop', await toStop()),
  uphold: async () => {
    const id = await objectedTo();
    const version = (await county.store.records.find('objection', id))?.meta.version ?? 0;
    const call = { params: { id }, version, body: { reason: '照片显示为清洗中' } };
    return () => county.as(head('负责人'))('upholdObjection', call);
  },
  'request-completion-correction': async () =>
    ready(inspector(1), 'requestCompletionCorrection', await completed(), day),
  'correct-completion': async () => ready(officer('审批'), 'approveCompletionCorrection', await toCorrectDay()),
  'refuse-completion-correction': async () =>
    ready(officer('审批'), 'refuseCompletionCorrection', await toCorrectDay(), { reason: '笔录为准' }),
};

describe('a result', () => {
  test.each(Object.keys(acts) as Handing<typeof resultHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(county, await acts[act](), { handsOver: resultHandOvers[act], readersOf });
    },
  );
});
