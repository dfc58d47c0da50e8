import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '../../../shared/api/client.ts';
import { formatChineseDate, shiftDate, yearOf } from '../../../shared/calendar/local-date.ts';
import { type Department, departmentName } from '../../../shared/codes/departments.ts';
import type { PlanEntry } from '../../../shared/domain/plan/plan.ts';
import { ratioDocument } from '../items/item.ts';
import { expect, present } from './deviation.ts';
import type { Stage } from './stage.ts';

const field = '餐饮服务';
/** The departments of the field whose items can be checked on site. */
const departments: readonly Department[] = ['SCJG', 'WJW', 'CGJ'];
const onTheSpot = '1';

/** How long the inspections may take: until then the list stays sealed. */
const windowDays = 45;
const earlier = (one: string, other: string): string => (one < other ? one : other);

export interface PublishedPlan {
  readonly id: string;
  /** The last day of the inspections. */
  readonly until: string;
  readonly number: string;
  readonly entryId: string;
}

type PlanView = AnswerOf<'getPlan'>;

/** 抽查事项与年度计划: from the item list to a public plan. */
export async function planChapter(stage: Stage): Promise<PublishedPlan> {
  await refuseUncappedItem(stage);
  const { tell } = stage;
  const author = stage.person('scjg-officer1');
  tell.chapter('年度计划：编制、预览、报送');
  const today = await stage.clock.today();
  const year = yearOf(today);
  const title = `睢县${year}年度${field}领域跨部门联合抽查计划（演示）`;
  tell.act(author.title, `新建“${title}”`);
  tell.why('联合抽查由牵头部门发起；各部门的事项取自联合抽查事项清单');
  const draft = await author.does('createPlan', { key: randomUUID(), body: { year, scope: 'joint', title } });
  const entry = await entryOf(stage, { from: today, to: earlier(shiftDate(today, windowDays), `${year}-12-31`) });

  tell.act(author.title, '把 D 类对象的抽查比例定为 20%');
  tell.why('R1 一般检查事项的抽查比例不得超过清单载明的上限');
  const quotas = entry.quotas.map((quota) => (quota.creditClass === 'D' ? { ...quota, take: { ratio: 2000 } } : quota));
  const excessive = { ...entry, quotas };
  const change = { params: { id: draft.id }, version: draft.version };
  const refused = await author.isRefused(
    'updatePlan',
    { ...change, body: { title, entries: [excessive] } },
    'invalid-input',
  );
  tell.refusal(refused);
  const written = await author.does('updatePlan', { ...change, body: { title, entries: [entry] } });
  tell.result(`条目“${entry.title}”已保存：A、B 类 1%，C 类 2%，D 类 5%，均注明文件依据`);

  await preview(stage, written, entry);
  const published = await decide(stage, written);
  stage.artefacts.push({
    name: '联合抽查计划',
    figure: published.number,
    at: stage.at(`/public/plans/${published.id}`),
  });
  return { id: published.id, number: published.number, entryId: entry.id, until: entry.window.to };
}

/** R1, at the item itself. */
async function refuseUncappedItem({ tell, person }: Stage): Promise<void> {
  const officer = person('cgj-officer1');
  tell.chapter('抽查事项清单：一般事项须有比例上限');
  tell.act(officer.title, '新增一般检查事项“户外招牌设置检查”，未填抽查比例上限');
  tell.why('R1 一般检查事项没有比例上限的，不得保存');
  const body = {
    id: 'CGJ-STORY-1',
    name: '户外招牌设置检查',
    department: 'CGJ',
    category: '市容环境',
    kind: 'general',
    level: '县',
    basis: '《城市市容和环境卫生管理条例》',
    subject: '睢县城市管理局',
    objects: '沿街商户',
    content: '招牌设置是否牢固、整洁',
    methods: [onTheSpot],
    frequency: '每年1次',
    applies: {},
    status: '有效',
    tags: [],
  } as const;
  const item = { ...body, methods: [...body.methods] };
  const problem = await officer.isRefused('createItem', { key: randomUUID(), body: item }, 'invalid-input');
  expect(problem.errors?.some(({ path }) => path.endsWith('ratioCap')) ?? false, '指出缺少比例上限的栏目');
  tell.refusal(problem);
}

async function entryOf({ tell, person }: Stage, window: PlanEntry['window']): Promise<PlanEntry> {
  const { items } = await person('scjg-officer1').does('listJointItems', {});
  const joint = present(
    items.find((one) => one.field === field),
    `联合抽查事项清单中有${field}领域`,
  );
  const parts = departments.map((department) => {
    const part = joint.departments.find((one) => one.department === department);
    return { department, items: present(part, `${field}领域有${departmentName(department)}`).items };
  });
  for (const { department, items: checked } of parts)
    tell.result(`${departmentName(department)}：${checked.map(({ name }) => name).join('、')}`);
  const quota = (creditClass: 'A' | 'B' | 'C' | 'D', ratio: number) => ({
    creditClass,
    take: { ratio },
    document: ratioDocument,
  });
  return {
    id: 'E1',
    title: '餐饮服务单位联合检查',
    lead: 'SCJG',
    departments: parts.map(({ department, items: checked }) => ({ department, items: checked.map(({ id }) => id) })),
    filter: { industries: ['H62'] },
    quotas: [quota('A', 100), quota('B', 100), quota('C', 200), quota('D', 500)],
    window,
    method: onTheSpot,
    drawKind: '不定向',
    listPublicity: '检查后公示',
  };
}

async function preview({ tell, person }: Stage, plan: PlanView, entry: PlanEntry): Promise<void> {
  const author = person('scjg-officer1');
  tell.act(author.title, '报送前预览：抽多少家、由谁去查');
  tell.why('R9 各部门全年对同一对象的检查合并计算，达到上限的不再抽取，除非书面说明理由');
  const shown = await author.does('previewEntry', { params: { id: plan.id }, body: { entryId: entry.id } });
  const classes = shown.strata.map((one) => `${one.stratum} ${one.size}→${one.quota}`).join('，');
  const left = shown.excluded.map(({ reason, count }) => `${reason} ${count}`).join('，') || '无';
  tell.result(`${shown.size} 家（${classes}），一次抽取 ${shown.visits} 家，各部门一起上门；不抽取：${left}`);
  for (const { department, size, drawn, inspectors } of shown.departments) {
    expect(size > 0 && inspectors.available >= 2, `${departmentName(department)}有对象可抽、有人可派`);
    const none = drawn.none === 0 ? '' : `（一家也抽不到的可能 ${drawn.none / 100}%）`;
    tell.result(
      `${departmentName(department)}：本部门对象 ${size} 家，平均抽到 ${drawn.mean} 家${none}；可派 ${inspectors.available} 人`,
    );
  }
  tell.result(`每家全年最多 ${shown.frequency.cap} 次`);
}

/** The other departments are asked about their entries; without their answers the plan cannot be submitted. */
async function consult(stage: Stage, written: PlanView): Promise<PlanView> {
  const { tell } = stage;
  const author = stage.person('scjg-officer1');
  const at = ({ id, version }: PlanView) => ({ params: { id }, version });
  const answerBy = shiftDate(await stage.clock.today(), 3);
  tell.act(author.title, `征求参加部门的意见，${formatChineseDate(answerBy)}前答复`);
  let plan = await author.does('consultPlan', { ...at(written), body: { answerBy } });
  for (const name of ['wjw-officer1', 'cgj-officer1']) {
    const officer = stage.person(name);
    tell.act(officer.title, '同意');
    plan = await officer.does('answerPlan', { ...at(plan), body: { answer: 'consented' } });
  }
  return plan;
}

/** Submitted, returned once, approved by the office, published. */
async function decide(stage: Stage, written: PlanView): Promise<PlanView> {
  const { tell } = stage;
  const author = stage.person('scjg-officer1');
  const office = stage.person('office1');
  const at = ({ id, version }: PlanView) => ({ params: { id }, version });
  const agreed = await consult(stage, written);
  tell.act(author.title, '报送联席会议办公室');
  const submitted = await author.does('submitPlan', at(agreed));

  tell.chapter('计划审批与公布');
  const outsider = stage.person('gaj-officer1');
  tell.act(outsider.title, '想看这份没有本部门参加的计划');
  tell.why('R14 部门只看到本部门的和向其共享的记录');
  tell.refusal(await outsider.isRefused('getPlan', { params: { id: submitted.id } }, 'not-found'));
  tell.act(author.title, '想自己批准');
  tell.refusal(await author.isRefused('approvePlan', at(submitted), 'forbidden'));

  tell.act(office.title, '退回：标题请注明完成时间');
  const returned = await office.does('returnPlan', { ...at(submitted), body: { reason: '标题请注明完成时间' } });
  tell.act(author.title, '修改标题，再次报送');
  const title = written.title.replace('演示', '12月底前完成，演示');
  const edited = await author.does('updatePlan', { ...at(returned), body: { title, entries: [...returned.entries] } });
  const again = await author.does('submitPlan', at(edited));

  tell.act(office.title, '批准并公布');
  tell.why('R12 计划由联席会议办公室批准，批准后公布；以后的调整另起新版并说明理由');
  const approved = await office.does('approvePlan', at(again));
  const published = await office.does('publishPlan', at(approved));
  expect(published.status === 'published' && published.edition === 1, '计划已公布第 1 版');
  tell.result(`计划编号 ${published.number}，第 ${published.edition} 版`);
  const shown = await stage.anyone.does('getPublicPlan', { params: { id: published.id }, query: {} });
  expect(shown.number === published.number, '不登录也能看到公布的计划');
  tell.result(`不登录即可查看：${stage.at(`/public/plans/${published.id}`)}`);
  return published;
}
