import type { CallOf } from '../../shared/api/client.ts';
import { expectOk, person, type TestSystem } from './system.ts';

export const clerk = person('SCJG', 'officer');
export const secondClerk = person('SCJG', 'officer', '乙');
export const head = person('SCJG', 'department-admin');
export const elsewhere = person('WJW', 'officer');

type Entry = CallOf<'registerLead'>['body'];

/** 李春梅 reports a restaurant, unless said otherwise. */
export const anEntry = (more: Partial<Entry> = {}): Entry => ({
  source: '2',
  subSource: '202',
  kinds: ['report'],
  receivedOn: '2026-04-13',
  subjectText: '城关镇南街春风小吃店',
  matter: '后厨使用过期食用油，油桶标签被撕掉。',
  items: [],
  informant: { realName: true, name: '李春梅', phone: '13903701234', address: '睢县城关镇南街12号' },
  ...more,
});

/** A patrol saw it: nobody sent it, nobody is to be answered. */
export const patrolled = (more: Partial<Entry> = {}): Entry =>
  anEntry({ source: '3', subSource: '301', kinds: ['patrol'], informant: undefined, ...more });

let registered = 0;
export async function register(system: TestSystem, body: Entry, who = clerk) {
  registered += 1;
  return expectOk(await system.as(who)('registerLead', { key: `lead-key-${registered}`, body }));
}

export const failureOf = (answer: { readonly ok: boolean }): unknown =>
  'error' in answer ? (answer.error as { kind: unknown }).kind : undefined;
