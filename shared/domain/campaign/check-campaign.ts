import type { Failure, FieldError } from '../../base/failures.ts';
import { entryErrors, type ItemList } from '../plan/check-plan.ts';
import { type Campaign, type CampaignContent, entryOf } from './campaign.ts';

type Checked = CampaignContent & Pick<Campaign, 'department'>;
export type NotRandom = Failure<'campaign-not-random'>;

const allOfThem = 10_000;

/** R25: a complete list is no draw, unless it is of key items alone, which the plan may also check completely. */
export function coversAll({ ratio, departments }: CampaignContent, { items }: ItemList): NotRandom | undefined {
  const general = departments.some((part) => part.items.some((id) => items.get(id)?.kind !== 'key'));
  return ratio >= allOfThem && general ? { kind: 'campaign-not-random', lacks: 'ratio' } : undefined;
}

/** R25: a campaign rests on a document, and on leads of its own unless a higher level has ordered it. */
export function lacksGround({ basis, higherLevel, leads }: CampaignContent): NotRandom | undefined {
  if (basis === undefined) return { kind: 'campaign-not-random', lacks: 'basis' };
  return leads.length === 0 && !higherLevel ? { kind: 'campaign-not-random', lacks: 'leads' } : undefined;
}

/** What does not agree in it, by the field of the request: the rules of a plan's entry, in the campaign's own fields. */
export function campaignErrors(campaign: Checked, list: ItemList, at = 'body'): readonly FieldError[] {
  const { department, departments, window } = campaign;
  if (!departments.some((part) => part.department === department))
    return [{ path: `${at}.departments`, message: '参与部门应包含本部门' }];
  const scope = departments.length > 1 ? 'joint' : 'department';
  const errors = entryErrors({ scope, department, year: Number(window.from.slice(0, 4)) }, entryOf(campaign), list, at);
  const named = errors.map(({ path, message }) => ({
    path: path.replace(/^(.*)\.quotas\.\d+.*$/, '$1.ratio'),
    message,
  }));
  return named.filter(
    ({ path, message }, index) => named.findIndex((each) => each.path === path && each.message === message) === index,
  );
}
