import type { FieldError } from '../../base/failures.ts';
import type { CreditClassCode } from '../../codes/credit-classes.ts';
import { industryName } from '../../codes/industries.ts';
import { methods } from '../../codes/inspection.ts';
import type { InspectionItem } from '../registry/registry.ts';
import { methodOf, type Plan, type PlanEntry } from './plan.ts';

/** The current item list: what the plan's departments may check, and which items a higher list has replaced. */
export interface ItemList {
  readonly items: ReadonlyMap<string, InspectionItem>;
  readonly superseded: ReadonlyMap<string, string>;
}

type PlanFrame = Pick<Plan, 'scope' | 'department' | 'year'>;

/** A plan and its public edition are each one row of the store, which holds at most 400 KB. */
const entriesLimitBytes = 200_000;
const itemsLimit = 150;

/** All errors in the entries of a plan, each with its path below `at`. */
export function planErrors(plan: PlanFrame & Pick<Plan, 'entries'>, list: ItemList, at: string): readonly FieldError[] {
  const { entries } = plan;
  const errors = entries.flatMap((entry, index) => entryErrors(plan, entry, list, `${at}.entries.${index}`));
  entries.forEach(({ id }, index) => {
    if (entries.findIndex((other) => other.id === id) < index) {
      errors.push({ path: `${at}.entries.${index}.id`, message: `条目编号 ${id} 重复` });
    }
  });
  const items = new Set(entries.flatMap(({ departments }) => departments.flatMap((part) => part.items)));
  if (items.size > itemsLimit || new TextEncoder().encode(JSON.stringify(entries)).length > entriesLimitBytes) {
    errors.push({ path: `${at}.entries`, message: '计划内容过多，请拆分为多个计划' });
  }
  return errors;
}

/** All errors in one entry of such a plan, each with its path below `at`. */
export function entryErrors(plan: PlanFrame, entry: PlanEntry, list: ItemList, at: string): FieldError[] {
  return [
    ...departmentErrors(plan, entry, at),
    ...itemErrors(entry, list, at),
    ...methodErrors(entry, at),
    ...quotaErrors(entry, list, at),
    ...filterErrors(entry, at),
    ...windowErrors(plan, entry, at),
  ];
}

function departmentErrors(
  { scope, department }: PlanFrame,
  { lead, departments }: PlanEntry,
  at: string,
): FieldError[] {
  if (scope === 'joint') {
    if (departments.length >= 2) return [];
    return [{ path: `${at}.departments`, message: '联合抽查计划的条目须有两个以上部门参加' }];
  }
  if (lead === department && departments.length === 1) return [];
  return [{ path: `${at}.departments`, message: '部门抽查计划的条目只能由本部门实施' }];
}

function itemErrors(entry: PlanEntry, { items, superseded }: ItemList, at: string): FieldError[] {
  return entry.departments.flatMap((part, place) => {
    const { department, items: ids } = part;
    return ids.flatMap((id, index) => {
      const say = (message: string) => [{ path: `${at}.departments.${place}.items.${index}`, message }];
      const item = items.get(id);
      if (!item || item.department !== department) return say(`本部门清单中没有事项 ${id}`);
      if (item.status !== '有效') return say(`事项 ${id} 已失效`);
      const higher = superseded.get(id);
      if (higher !== undefined) return say(`事项 ${id} 已被上级清单事项 ${higher} 取代`);
      if (ids.indexOf(id) < index) return say(`事项 ${id} 重复`);
      const method = methodOf(entry, part, id);
      if (!item.methods.includes(method)) return say(`事项 ${id} 不能采用核查方式“${methods[method]}”`);
      return [];
    });
  });
}

/** A method for an item is said once, of an item that the department checks. */
function methodErrors({ departments }: PlanEntry, at: string): FieldError[] {
  return departments.flatMap(({ items, itemMethods = [] }, place) =>
    itemMethods.flatMap(({ item }, index) => {
      const path = `${at}.departments.${place}.itemMethods.${index}.item`;
      if (!items.includes(item)) return [{ path, message: `本条目中该部门没有事项 ${item}` }];
      const again = itemMethods.findIndex((other) => other.item === item) < index;
      return again ? [{ path, message: `事项 ${item} 的核查方式重复设定` }] : [];
    }),
  );
}

/** R59: the classes of which an entry would draw nobody, though they are in its frame. */
export const withoutChance = ({ quotas }: Pick<PlanEntry, 'quotas'>): readonly CreditClassCode[] =>
  quotas.flatMap(({ creditClass, take }) => (('ratio' in take ? take.ratio : take.number) === 0 ? [creditClass] : []));

/** R1 as far as the plan alone shows it; an absolute number is checked against the cap once the frame is known. */
function quotaErrors({ departments, quotas, filter }: PlanEntry, { items }: ItemList, at: string): FieldError[] {
  const caps = departments
    .flatMap((part) => part.items)
    .flatMap((id) => items.get(id) ?? [])
    .flatMap(({ id, ratioCap }) => (ratioCap ? [{ id, ...ratioCap }] : []));
  const lowest = caps.sort((a, b) => a.ratio - b.ratio)[0];
  return quotas.flatMap(({ creditClass, take }, index) => {
    const errors: FieldError[] = [];
    if ('ratio' in take && lowest && take.ratio > lowest.ratio) {
      const message = `抽查比例 ${take.ratio / 100}% 超过事项 ${lowest.id} 的上限 ${lowest.ratio / 100}%（${lowest.document}）`;
      errors.push({ path: `${at}.quotas.${index}.take.ratio`, message });
    }
    if (filter.creditClasses && !filter.creditClasses.includes(creditClass)) {
      errors.push({
        path: `${at}.quotas.${index}.creditClass`,
        message: `信用分类 ${creditClass} 不在对象筛选范围内`,
      });
    }
    return errors;
  });
}

function filterErrors({ filter, quotas }: PlanEntry, at: string): FieldError[] {
  const industries = (filter.industries ?? []).flatMap((code, index) =>
    industryName(code) === undefined
      ? [{ path: `${at}.filter.industries.${index}`, message: `没有行业代码 ${code}（GB/T 4754—2017）` }]
      : [],
  );
  const classes = (filter.creditClasses ?? []).flatMap((creditClass, index) =>
    quotas.some((quota) => quota.creditClass === creditClass)
      ? []
      : [{ path: `${at}.filter.creditClasses.${index}`, message: `信用分类 ${creditClass} 未设定抽取数量` }],
  );
  return [...industries, ...classes];
}

function windowErrors({ year }: PlanFrame, { window }: PlanEntry, at: string): FieldError[] {
  return (['from', 'to'] as const)
    .filter((end) => !window[end].startsWith(`${year}-`))
    .map((end) => ({ path: `${at}.window.${end}`, message: `检查时间应在 ${year} 年内` }));
}
