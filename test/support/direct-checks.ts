import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { InspectionItem, InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';
import { createRow, eventOf } from '../../shared/use-cases/changes.ts';
import { anItem, officer as anOfficer } from './drawable-county.ts';
import { anEntry, clerk, register } from './leads.ts';
import { anObject } from './stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from './system.ts';

export const head = person('SCJG', 'department-admin');
/** Another head than the one who may have registered the lead. */
export const otherHead = person('SCJG', 'department-admin', '丙');
export const goes = (n: number): Principal => ({
  ...person('SCJG', 'inspector', `检查员${n}`),
  inspectorId: `SCJG-R00${n}`,
});

type Order = CallOf<'createCheckOrder'>['body'];

/** Of a check of 春风小吃店 by two inspectors in the second half of April, unless said otherwise. */
export const anOrder = (leadId: string | undefined, more: Partial<Order> = {}): Order => ({
  ...(leadId !== undefined && { leadId }),
  items: ['SCJG-001'],
  basis: '《食品安全法》第一百一十条',
  reason: '核查线索所反映的问题',
  method: '1',
  window: { from: '2026-04-15', to: '2026-04-30' },
  team: ['SCJG-R001', 'SCJG-R002'],
  ...more,
});

export interface CheckingCounty extends TestSystem {
  /** A lead about the shop O-1, registered and accepted. */
  acceptedLead(more?: Parameters<typeof anEntry>[0]): Promise<{ readonly id: string; readonly version: number }>;
  ordered(leadId: string, more?: Partial<Order>): Promise<{ readonly id: string; readonly version: number }>;
  /** Does something to an order, a result, a visit or a lead on its present version. */
  act<O extends OperationName>(
    who: Principal,
    operation: O,
    id: string,
    body?: object,
  ): ReturnType<ReturnType<TestSystem['as']>>;
}

export const theShop = (more: Partial<InspectionObject> = {}) =>
  anObject('O-1', { name: '春风小吃店', kind: '企业', ...more });

/** A county on 13 April 2026 with three inspectors of 市场监管, an item and a shop. */
export async function checkingCounty(
  more: {
    readonly inspectors?: readonly Partial<Inspector>[];
    readonly items?: readonly Partial<InspectionItem>[];
    readonly objects?: readonly InspectionObject[];
  } = {},
): Promise<CheckingCounty> {
  const base = await systemForTest();
  base.at('2026-04-13T02:00:00Z');
  const event = eventOf('create', { id: 'system', department: 'SCJG' }, new Date('2026-01-05T02:00:00Z'));
  const { inspectors = [{}, {}, {}], items = [{}], objects = [theShop()] } = more;
  const done = await base.store.work.commit([
    ...inspectors.map((each, at) => createRow('inspector', anOfficer('SCJG', at + 1, each), event)),
    ...items.map((each) => createRow('item', anItem('SCJG', each), event)),
    ...objects.map((each) => createRow('object', each, event)),
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  let orders = 0;
  const versionOf = async (id: string) => {
    for (const kind of ['check-order', 'result', 'visit', 'lead'] as const) {
      const found = await base.store.records.find(kind, id);
      if (found) return found.meta.version;
    }
    throw new Error(`there is no ${id}`);
  };
  const act: CheckingCounty['act'] = async (who, operation, id, body = {}) =>
    base.as(who)(operation, { params: { id }, version: await versionOf(id), body } as unknown as CallOf<
      typeof operation
    >);
  return {
    ...base,
    act,
    async acceptedLead(entry = {}) {
      const about = { subjectText: undefined, objectId: 'O-1' };
      const lead = await register(base, anEntry({ ...about, ...entry }));
      return expectOk(await base.as(clerk)('acceptLead', { params: { id: lead.id }, version: lead.version, body: {} }));
    },
    async ordered(leadId, entry) {
      orders += 1;
      const body = anOrder(leadId, entry);
      return expectOk(await base.as(clerk)('createCheckOrder', { key: `check-order-key-${orders}`, body }));
    },
  };
}
