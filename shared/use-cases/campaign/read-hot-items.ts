import type { DepartmentCode } from '../../base/primitives.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { type HotItem, type HotItemRule, hotItems, hotSince } from '../../domain/campaign/hot-items.ts';
import type { Actor } from '../actor.ts';
import { every } from '../every.ts';
import type { Registry } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';
import { settingsAt } from '../setting/settings-at.ts';
import type { CampaignDeps } from './change-campaign.ts';

const pageSize = 1000;

export interface HotItems {
  readonly rule: HotItemRule;
  readonly items: readonly (HotItem & { readonly itemName?: string })[];
}

/**
 * The hot items of a department's leads, with those leads: the own department's, or that of any department for those who
 * oversee them. Reads the leads that were registered within the days of the rule.
 */
export async function readHotItems(
  deps: Pick<CampaignDeps, 'records'> & { readonly registry: Pick<Registry, 'find' | 'search'> },
  asked: { readonly department?: DepartmentCode | undefined },
  actor: Actor,
  now: Date,
): Promise<HotItems> {
  const figures = await settingsAt(deps, now);
  const rule = { leads: figures.hotItemLeads, objects: figures.hotItemObjects, days: figures.hotItemDays };
  const department = asked.department ?? actor.department;
  if (actor.scope !== 'any' && department !== actor.department) return { rule, items: [] };
  const today = localDateOf(now);
  // A number begins with the day of the registration, which is never before the day a lead came in.
  const numberFrom = (day: string) => `${county.code}${day.replaceAll('-', '')}`;
  const between = [numberFrom(hotSince(rule, today)), numberFrom(today)] as const;
  const listed = every(
    (page) => deps.records.list({ kind: 'lead', in: 'ofDepartment', of: department, between, page }),
    pageSize,
  );
  const leads = await Array.fromAsync(listed, ({ value }) => value);
  const links = await readLinks(deps);
  const found = hotItems(leads, rule, today, (id) => [...links.all(id)].sort()[0] ?? id);
  const items = await Promise.all(
    found.map(async (item) => {
      const row = await deps.registry.find('item', item.itemId);
      return { ...item, ...(row && { itemName: row.value.name }) };
    }),
  );
  return { rule, items };
}
