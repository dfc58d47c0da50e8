import { departmentName } from '../../../shared/codes/departments.ts';
import { expect, present } from './deviation.ts';
import type { DrawnBatch } from './draw-chapter.ts';
import {
  attachRecord,
  clean,
  enter,
  faulty,
  resultOf,
  seen,
  settle,
  submit,
  take,
  type VisitView,
} from './result-steps.ts';
import type { Stage } from './stage.ts';

export type Visit = Pick<VisitView, 'id' | 'departments' | 'object' | 'version'>;

export interface Inspected {
  /** Three visits: the inspector's own and two that others carry out later. */
  readonly first: Visit;
  readonly second: Visit;
  readonly third: Visit;
  readonly withheld: string;
  readonly corrected: string;
  readonly published: readonly string[];
}

const finding = '油烟净化设施有三个月没有清洗记录，店方当场承认，已责令七日内改正。';

/** 检查与录入: one visit; its results entered, approved, published, withheld, corrected. */
export async function inspectionChapter(stage: Stage, batch: DrawnBatch): Promise<Inspected> {
  const [first, second, third] = await chooseVisits(stage, batch);
  await complete(stage, first);
  const corrected = await enterOnTheSpot(stage, first);
  const scjg = await approveBySecondPerson(stage, first);
  const withheld = await withhold(stage, first);
  await publishAndCorrect(stage, corrected);
  return { first, second, third, withheld, corrected, published: [scjg, corrected] };
}

async function chooseVisits({ tell, person }: Stage, { id: batch }: DrawnBatch): Promise<[Visit, Visit, Visit]> {
  const inspector = person('cgj-inspector1');
  tell.chapter('现场检查：一次上门，查多项事');
  tell.act(inspector.title, '查看派给自己的检查');
  const own = await inspector.does('listVisits', { query: { mine: 'true', batch, limit: 100 } });
  const first = present(own.items[0], '这名检查人员至少分到一次检查');
  tell.result(`本批次 ${own.items.length} 次；第一家：${first.object.name}（${first.object.address}）`);
  for (const { department, items, team } of first.parts)
    tell.result(
      `${departmentName(department)}：${items.map(({ name }) => name).join('、')}；${team.map(({ name }) => name).join('、')}`,
    );
  const all = await person('scjg-admin').does('listVisits', { query: { batch, limit: 100 } });
  const [second, third] = all.items.filter(({ id }) => id !== first.id);
  return [first, present(second, '有第二次检查'), present(third, '有第三次检查')];
}

async function complete(stage: Stage, { id, version }: Visit): Promise<void> {
  const { tell } = stage;
  const inspector = stage.person('cgj-inspector1');
  const completedOn = await stage.clock.today();
  tell.act(inspector.title, '检查结束，登记本部门检查完成');
  tell.why('R7 本部门检查完成日与结果形成日中较早的一天为第 0 日，自次日起 20 个工作日内公示；各部门各自登记');
  await inspector.does('completeVisit', { params: { id }, version, body: { completedOn } });
  const { results } = await inspector.does('getVisit', { params: { id } });
  const own = present(
    results.find(({ department }) => department === 'CGJ'),
    '城市管理局参加这次检查',
  );
  expect(own.day0 === completedOn, '本部门的第 0 日为检查完成日');
  expect(results.filter(({ day0 }) => day0 !== undefined).length === 1, '其他部门的期限没有起算');
  tell.result(`第 0 日 ${completedOn}，城市管理局的公示期限：${own.deadline ?? '日历待发布'}；其他部门尚未完成`);
}

async function enterOnTheSpot(stage: Stage, visit: Visit): Promise<string> {
  const { tell } = stage;
  const inspector = stage.person('cgj-inspector1');
  const id = resultOf(visit, 'CGJ');
  const today = await stage.clock.today();
  tell.act(inspector.title, '上传现场检查笔录（先误传了另一个文件）');
  tell.why('证据按登记的 SHA-256 逐字节核对，确认后不能替换');
  const record = await attachRecord(inspector, id, `现场检查笔录\n${visit.object.name}\n${finding}\n`);
  tell.refusal(record.refusal);
  tell.result(`证据已附，SHA-256 ${record.sha256.slice(0, 16)}…`);

  tell.act(inspector.title, '只填了总体结果就提交');
  await enter(inspector, id, () => ({ inspectedOn: today, present: [], findings: [], overall: ['5'] }));
  tell.refusal(
    await inspector.isRefused('submitResult', { ...(await seen(inspector, id)), body: {} }, 'result-incomplete'),
  );
  tell.act(inspector.title, '逐项填写：发现问题已责令改正，附笔录；提交');
  await enter(inspector, id, (result) => faulty(result, today, finding, record.id));
  await submit(inspector, id);
  tell.result('已提交审核');
  return id;
}

async function approveBySecondPerson(stage: Stage, visit: Visit): Promise<string> {
  const { tell } = stage;
  const recorder = stage.person('scjg-officer1');
  const approver = stage.person('scjg-officer2');
  const id = resultOf(visit, 'SCJG');
  const today = await stage.clock.today();
  tell.chapter('审核：录入的人不能审核');
  tell.act(recorder.title, '录入本部门结果“未发现问题”，提交后又想自己审核');
  tell.why('R5 同一人不得既录入又审核');
  await enter(recorder, id, (result) => clean(result, today));
  await submit(recorder, id);
  tell.refusal(await recorder.isRefused('approveResult', await seen(recorder, id), 'same-person'));
  tell.act(approver.title, '审核通过并公示');
  const approved = await take(approver, 'approveResult', id);
  await take(approver, 'publishResult', id);
  tell.result(`文号 ${present(approved.documentNumber, '审核时给出文号')}，已公示第 1 版`);
  return id;
}

async function withhold(stage: Stage, visit: Visit): Promise<string> {
  const { tell } = stage;
  const recorder = stage.person('wjw-officer1');
  const requester = stage.person('wjw-officer2');
  const decider = stage.person('wjw-admin');
  const id = resultOf(visit, 'WJW');
  tell.chapter('不予公开：须有依据，另一人批准');
  await settle(recorder, requester, id, await stage.clock.today());
  tell.act(requester.title, '申请不予公开，没有写依据');
  const empty = { ...(await seen(requester, id)), body: { basis: '', reason: '涉及未公开的监测数据' } };
  tell.refusal(await requester.isRefused('requestWithholding', empty, 'withheld-without-basis'));
  const basis = '《中华人民共和国政府信息公开条例》第十五条';
  tell.act(requester.title, `注明依据${basis}，再次申请，然后想自己批准`);
  await requester.does('requestWithholding', { ...empty, body: { ...empty.body, basis } });
  tell.refusal(await requester.isRefused('approveWithholding', await seen(requester, id), 'same-person'));
  tell.act(decider.title, '批准不予公开');
  const withheld = await take(decider, 'approveWithholding', id);
  expect(withheld.status === 'withheld', '不予公开');
  await stage.anyone.isRefused('getPublicResult', { params: { id }, query: {} }, 'not-found');
  tell.result('公众查不到这份结果；统计中单列为“不予公开”');
  return id;
}

async function publishAndCorrect(stage: Stage, id: string): Promise<void> {
  const { tell } = stage;
  const inspector = stage.person('cgj-inspector1');
  const approver = stage.person('cgj-officer1');
  tell.chapter('公示与更正');
  tell.act(approver.title, '审核、公示城市管理局的结果');
  await take(approver, 'approveResult', id);
  await take(approver, 'publishResult', id);
  tell.act(approver.title, '发现结果代码有误，发起更正');
  tell.why('R6 每一版只公示一次；更正是新的一版，旧版保留并标明已更正');
  await approver.does('correctResult', { ...(await seen(approver, id)), body: { reason: '复核后补充后续处理情况' } });
  const [evidence] = (await inspector.does('getResult', { params: { id } })).evidence;
  const kept = present(evidence, '证据仍在');
  const today = await stage.clock.today();
  await enter(inspector, id, (result) => {
    const draft = faulty(result, today, finding, kept.id);
    const findings = draft.findings.map((each, index) =>
      index === 0 ? { ...each, codes: [...each.codes, '8' as const] } : each,
    );
    return { ...draft, findings, overall: ['5', '8'] };
  });
  await submit(inspector, id);
  await take(approver, 'approveResult', id);
  const published = await take(approver, 'publishResult', id);
  expect(published.edition === 2, '更正后为第 2 版');

  const publicId = present(published.publicId, '公示的检查结果有公开编号');
  const params = { id: publicId };
  const earlier = await stage.anyone.does('getPublicResult', { params, query: { edition: '1' } });
  const present2 = await stage.anyone.does('getPublicResult', { params, query: {} });
  expect(earlier.corrected && !present2.corrected && present2.edition === 2, '旧版标明已更正，新版有效');
  expect(!JSON.stringify([earlier, present2]).includes('油烟净化设施有'), '情况说明等文字不公示');
  const names = (document: typeof earlier) => document.overall.map(({ name }) => name).join('、');
  tell.result(`第 1 版（已更正）：${names(earlier)}`);
  tell.result(`第 2 版：${names(present2)}；只公示代码和日期，笔录和情况说明不公示`);
  stage.artefacts.push({ name: '更正后的检查结果', figure: '第 2 版', at: stage.at(`/public/results/${publicId}`) });
}
