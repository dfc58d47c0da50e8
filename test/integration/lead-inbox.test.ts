import { expect, test } from 'vitest';
import { capacityCounter } from '../../bench/cost/capacity-counter.ts';
import { putAll } from '../../functions/adapters/dynamodb/bulk.ts';
import { recordRow } from '../../functions/adapters/dynamodb/rows.ts';
import { emptyChain } from '../../shared/domain/audit/audit-chain.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import { leadNumber } from '../../shared/domain/lead/lead-day.ts';
import { clerk } from '../support/leads.ts';
import { expectOk, systemForTest } from '../support/system.ts';

const meta = { version: 1, chain: emptyChain, updatedAt: '2026-04-13T02:00:00.000Z', updatedBy: 'u' };
const aLead = (at: number, more: Partial<Lead>): Lead => ({
  ...{ source: '3', subSource: '301', kind: 'patrol', receivedOn: '2026-04-13', subjectText: '春风小吃店' },
  ...{ matter: '店门口占道经营', items: [], department: 'SCJG', answers: [], handlers: [], status: 'accepted' },
  ...{ registeredBy: 'u', registeredOn: '2026-04-13', clockFrom: '2026-04-13', id: `lead-${at}` },
  number: leadNumber('411422', '2026-04-13', at),
  ...more,
});

test('a page of an inbox of 10,000 open leads, among as many that are over, is one query', async () => {
  const system = await systemForTest();
  const open = Array.from({ length: 10_000 }, (_, at) =>
    aLead(at, { due: `2026-05-${String((at % 28) + 1).padStart(2, '0')}` }),
  );
  const over = Array.from({ length: 10_000 }, (_, at) => aLead(10_000 + at, { status: 'closed' }));
  const rows = [...over, ...open].map((value) => recordRow({ kind: 'lead', id: value.id, value, meta }));
  await putAll(system.store.db, 'workflow', rows);

  const counter = capacityCounter();
  counter.observer.watch(system.store.db.client);
  const page = await counter.observer.around(
    'inbox',
    async () => expectOk(await system.as(clerk)('listLeads', { query: { limit: 50 } })),
    () => true,
  );
  expect(page.items.map(({ due }) => due)).toEqual(Array(50).fill('2026-05-01'));
  expect(page.next).toBeDefined();
  expect(counter.done.at(-1)?.requests.map(({ command }) => command)).toEqual(['Query']);
}, 300_000);
