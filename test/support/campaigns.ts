import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Campaign, CampaignContent } from '../../shared/domain/campaign/campaign.ts';
import type { InspectionItem, InspectionObject } from '../../shared/domain/registry/registry.ts';
import { assign } from '../../shared/domain/visit/assignment.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { anItem, type County, numbered, officer, settle, shop } from './drawable-county.ts';
import { anObject as aSnapshot, aVisitDraft } from './inspection-samples.ts';
import { anEvent } from './stored-rows.ts';
import { expectOk, person, type TestSystem } from './system.ts';

export const clerk = person('SCJG', 'officer');
export const otherClerk = person('SCJG', 'officer', '乙');
export const head = person('SCJG', 'department-admin', '负责人');

/** A fifth of the shops is checked for how the kitchen is kept, in December. */
export const aCampaign = (more: Partial<CampaignContent> = {}): CampaignContent => ({
  title: '餐饮后厨专项检查',
  problem: '近期后厨卫生投诉集中',
  basis: '睢市监〔2026〕31号',
  higherLevel: false,
  leads: [],
  departments: [{ department: 'SCJG', items: ['SCJG-001'] }],
  filter: { industries: ['F52'] },
  ratio: 2000,
  window: { from: '2026-12-01', to: '2026-12-31' },
  method: '1',
  listPublicity: '公示名单',
  ...more,
});

/** The order of a higher level, which needs no lead. */
export const fromAbove = { higherLevel: true, basis: '豫市监〔2026〕12号' } as const;

export const storedCampaign = (more: Partial<Campaign> = {}): Campaign => ({
  ...aCampaign(),
  ...{ id: 'K1', number: '4114220120260001', year: 2026, department: 'SCJG', participants: ['SCJG'] },
  ...{ status: 'draft', createdBy: clerk.id, writtenBy: [], batches: [] },
  ...more,
});

/** A general item of which at most half may be drawn. */
export const generalItem = (more: Partial<InspectionItem> = {}): InspectionItem =>
  anItem('SCJG', { kind: 'general', ratioCap: { ratio: 5000, document: '睢政办〔2020〕13号' }, ...more });

/** A county of so many shops, all of 市场监管, with six inspectors. */
export const campaignCounty = (
  system: TestSystem,
  shops: number,
  { items = [generalItem()], more = {}, ...rest }: Partial<County> & { readonly more?: Partial<InspectionObject> } = {},
) =>
  settle(system.deps, {
    ...{ items, plans: [], inspectors: numbered(6, (n) => officer('SCJG', n)) },
    objects: numbered(shops, (n) => shop(n, { supervisors: ['SCJG'], ...more })),
    ...rest,
  });

/** So many checks of an object in this year, made on orders. */
export async function checked(system: TestSystem, objectId: string, times: number): Promise<void> {
  for (let n = 1; n <= times; n += 1) {
    const { batchId: _, parts, ...draft } = aVisitDraft();
    const { visit } = assign({
      ...draft,
      ...{ case: { checkOrderId: `order-${n}`, leadId: `lead-${n}` }, object: aSnapshot({ id: objectId }) },
      parts: parts.slice(0, 1),
    });
    const done = await system.store.work.commit([createRecord('visit', visit.id, visit, anEvent())]);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
}

let keys = 0;
export const nextKey = (): string => {
  keys += 1;
  return `campaign-key-${keys}`;
};

export const draft = (system: TestSystem, more: Partial<CampaignContent> = {}, who = clerk) =>
  system.as(who)('createCampaign', { key: nextKey(), body: aCampaign(more) });

/** Does something to a campaign on its present version. */
export async function act<O extends OperationName>(
  system: TestSystem,
  who: Principal,
  operation: O,
  id: string,
  body: object = {},
) {
  const found = await system.store.records.find('campaign', id);
  const call = { params: { id }, version: found?.meta.version ?? 0, body } as unknown as CallOf<O>;
  return system.as(who)(operation, call);
}

/** Submitted, approved by the head and published. */
export async function published(system: TestSystem, more: Partial<CampaignContent> = {}) {
  const { id } = expectOk(await draft(system, more));
  expectOk(await act(system, clerk, 'submitCampaign', id));
  expectOk(await act(system, head, 'approveCampaign', id));
  return expectOk(await act(system, clerk, 'publishCampaign', id));
}

export const freeze = (system: TestSystem, campaign: string, who: Principal = head) =>
  system.as(who)('freezeBatch', { key: nextKey(), body: { title: '餐饮后厨专项检查', campaign } });
