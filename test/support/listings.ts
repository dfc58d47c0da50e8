import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import type { ListEntry } from '../../shared/domain/credit/list-entry.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { headOf } from './follow-ups.ts';
import { type Inspections, officer } from './inspections.ts';
import { aNoticeBefore } from './list-entries.ts';
import { expectOk } from './system.ts';

/** Who tells the subject and verifies, and who decides. */
export const clerk = officer('经办');
export const head = headOf('SCJG');

/** What is done about entries of lists in a county, each on the version that is there. */
export function listingsOf(county: Inspections) {
  let keys = 0;
  const today = () => localDateOf(county.deps.clock());

  const act = async (who: Principal, operation: OperationName, id: string, body: object = {}) => {
    const found = await county.store.records.find('list-entry', id);
    const call = { params: { id }, version: found?.meta.version ?? 0, body };
    return county.as(who)(operation, call as unknown as CallOf<'notifyListing'>);
  };
  const suggest = (followUpId: string, who = clerk, body: { reason?: 'a4' } = { reason: 'a4' }) => {
    keys += 1;
    return county.as(who)('suggestListing', { key: `suggest-listing-${keys}`, body: { followUpId, ...body } });
  };
  const notify = (id: string) => act(clerk, 'notifyListing', id, { ...aNoticeBefore, servedOn: today() });
  const list = (id: string) => act(head, 'enterOnList', id, { number: '睢市监异列〔2026〕1号', on: today() });
  /** The id of what is listed today from a follow-up in hand. */
  const listed = async (followUpId: string, body?: { reason?: 'a4' }): Promise<string> => {
    const { id } = expectOk(await suggest(followUpId, clerk, body));
    expectOk(await notify(id));
    expectOk(await list(id));
    return id;
  };
  const askRemoval = (id: string) =>
    act(clerk, 'requestRemoval', id, { reason: '已取得联系', verifiedOn: today(), document: '核查记录一' });
  const remove = async (id: string) => {
    expectOk(await askRemoval(id));
    return act(head, 'approveRemoval', id, { number: '睢市监异移〔2026〕1号' });
  };
  const revoke = (id: string) => act(head, 'revokeListing', id, { number: '撤一号', reason: '地址查询有误' });
  const drop = (id: string) => act(head, 'dropListing', id, { number: '不列一号', on: today(), reason: '已取得联系' });

  const entry = async (id: string): Promise<ListEntry> => present(await county.store.records.find('list-entry', id));
  const result = async (id: string): Promise<InspectionResult> =>
    present(await county.store.records.find('result', id));
  return { act, suggest, notify, list, listed, askRemoval, remove, revoke, drop, entry, result };
}

function present<T>(found: { readonly value: T } | undefined): T {
  if (!found) throw new Error('there is no such record');
  return found.value;
}
