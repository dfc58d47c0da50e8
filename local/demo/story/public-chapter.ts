import { departmentName } from '../../../shared/codes/departments.ts';
import { expect } from './deviation.ts';
import type { DrawnBatch } from './draw-chapter.ts';
import type { Inspected } from './inspection-chapter.ts';
import type { PublishedPlan } from './plan-chapter.ts';
import type { Stage } from './stage.ts';

export interface SeenByPublic {
  readonly byName: number;
  readonly byCode: number;
}

/** 公众查询: what visitors can find about the inspected shop, and what they cannot. */
export async function publicChapter(stage: Stage, inspected: Inspected): Promise<SeenByPublic> {
  const { tell, anyone } = stage;
  const { object } = inspected.first;
  tell.chapter('公众查询');
  const part = [...object.name].slice(2, 6).join('');
  tell.act(anyone.title, `按名称的一部分“${part}”查询`);
  const named = await anyone.does('listPublicResults', { query: { name: part, limit: 100 } });
  const byName = named.items.filter(({ objectName }) => objectName === object.name);
  // What is public has an id of its own; both know the number of the document.
  const auditor = stage.person('auditor');
  const numberOf = async (id: string) => (await auditor.does('getResult', { params: { id } })).documentNumber;
  const numbers = await Promise.all(inspected.published.map(numberOf));
  expect(
    numbers.every((number) => byName.some(({ documentNumber }) => documentNumber === number)),
    '按名称查到已公示的结果',
  );
  const withheld = await numberOf(inspected.withheld);
  expect(
    named.items.every(({ documentNumber }) => documentNumber !== withheld),
    '查不到不予公开的结果',
  );
  for (const { authority, documentNumber, overall, inspectionDate } of byName)
    tell.result(
      `${documentNumber}  ${authority}  ${inspectionDate ?? ''}  ${overall.map(({ name }) => name).join('、')}`,
    );

  const creditCode = object.creditCode ?? '';
  tell.act(anyone.title, `按统一社会信用代码 ${creditCode} 查询`);
  const coded = await anyone.does('listPublicResults', { query: { creditCode, limit: 100 } });
  expect(
    coded.items.length >= inspected.published.length && coded.items.every((one) => one.creditCode === creditCode),
    '按代码查到同样的结果',
  );
  tell.result(`${coded.items.length} 份`);
  const path = `/public/results?creditCode=${creditCode}`;
  stage.artefacts.push({ name: '公众查询（按代码）', figure: `${coded.items.length} 份结果`, at: stage.at(path) });
  return { byName: byName.length, byCode: coded.items.length };
}

export interface Audited {
  readonly records: number;
  readonly events: number;
}

/** 审计: every step of the story is in an intact chain. */
export async function auditChapter(
  stage: Stage,
  story: { readonly plan: PublishedPlan; readonly batch: DrawnBatch; readonly results: readonly string[] },
): Promise<Audited> {
  const { tell } = stage;
  const auditor = stage.person('auditor');
  const officer = stage.person('scjg-officer1');
  tell.chapter('审计：谁在何时做了什么，有没有人动过');
  const [first = ''] = story.results;
  tell.act(officer.title, '想查看审计记录');
  tell.refusal(await officer.isRefused('listAuditEvents', { query: { entity: 'result', id: first } }, 'forbidden'));
  tell.act(auditor.title, '逐条核验计划、批次和各份结果的审计链');
  tell.why('R13 每次状态变化与审计记录同一事务写入，逐条相扣，只增不改');
  const { items } = await auditor.does('listAuditEvents', { query: { entity: 'result', id: first, limit: 100 } });
  for (const { action, at, actor, department } of items.toSorted((a, b) => a.seq - b.seq))
    tell.result(`${at.slice(0, 19)}Z  ${nameOf(department)} ${actor}  ${action}`);

  const chains = [
    { entity: 'plan' as const, id: story.plan.id },
    { entity: 'batch' as const, id: story.batch.id },
    ...story.results.map((id) => ({ entity: 'result' as const, id })),
  ];
  let events = 0;
  for (const { entity, id } of chains) {
    const verified = await auditor.does('verifyAudit', { params: { entity, id } });
    expect(verified.intact && verified.events > 0, `${entity} ${id} 的审计链完整`);
    events += verified.events;
  }
  tell.result(`${chains.length} 条审计链、${events} 条记录，全部完整`);
  stage.artefacts.push({
    name: '审计核验（审计管理员）',
    figure: `${chains.length} 条链完整`,
    at: stage.at(`/audit/plan/${story.plan.id}/verification`),
  });
  return { records: chains.length, events };
}

const names: Readonly<Record<string, () => string>> = {
  SCJG: () => departmentName('SCJG'),
  WJW: () => departmentName('WJW'),
  CGJ: () => departmentName('CGJ'),
};
const nameOf = (department: string): string => names[department]?.() ?? department;
