import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { anEntry, clerk, failureOf, head, patrolled, register, secondClerk } from '../support/leads.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-04-13T02:00:00Z');
});

const reading = (id: string) => ({ params: { id }, body: { reason: '核实情况', note: '现场找不到后门' } }) as const;

describe('who sent a lead', () => {
  test('is read by a person who handles it, and every reading is an event with its reason', async () => {
    const { id } = await register(system, anEntry());
    const first = expectOk(await system.as(clerk)('readInformant', reading(id)));
    expect(first.items).toMatchObject([{ name: '李春梅', phone: '13903701234', realName: true }]);
    const again = expectOk(await system.as(clerk)('readInformant', reading(id)));
    expect(again.items[0]?.readings).toMatchObject([{ by: clerk.id, reason: '核实情况' }, { by: clerk.id }]);
    const events = await system.store.audit.events('informant', id);
    expect(events.map(({ action, actor }) => [action, actor])).toEqual([
      ['seal', clerk.id],
      ['read', clerk.id],
      ['read', clerk.id],
    ]);
    expect(events[1]?.facts).toMatchObject({ reason: '核实情况' });
  });

  test('is read by nobody else: neither colleague, head, office nor auditor; whom the head names, may', async () => {
    const { id, version } = await register(system, anEntry());
    for (const who of [
      secondClerk,
      head,
      person('SCJG', 'office'),
      person('SCJG', 'auditor'),
      person('SCJG', 'supervisor'),
    ])
      expect(failureOf(await system.as(who)('readInformant', reading(id)))).toBe('forbidden');
    expect(await system.store.audit.events('informant', id)).toHaveLength(1);
    const named = { params: { id }, version, body: { handlers: [secondClerk.id] } };
    expect(failureOf(await system.as(clerk)('nameHandlers', named))).toBe('forbidden');
    expectOk(await system.as(head)('nameHandlers', named));
    expect(failureOf(await system.as(clerk)('readInformant', reading(id)))).toBe('forbidden');
    expect(expectOk(await system.as(secondClerk)('readInformant', reading(id))).items).toHaveLength(1);
  });

  test('stands in the sealed table alone', async () => {
    const { id, version } = await register(system, anEntry());
    expectOk(await system.as(clerk)('acceptLead', { params: { id }, version, body: {} }));
    await system.as(clerk)('readInformant', reading(id));
    await system.runJob('remind-deadlines');
    const found: string[] = [];
    for (const table of tableNames) {
      const { client, names } = system.store.db;
      const { Items = [] } = await client.send(new ScanCommand({ TableName: names[table] }));
      if (/李春梅|13903701234/.test(JSON.stringify(Items))) found.push(table);
    }
    expect(found).toEqual(['informants']);
  });

  test('is in no answer of any operation that reads', async () => {
    const { id } = await register(system, anEntry());
    const reads = [
      await system.as(clerk)('getLead', { params: { id } }),
      await system.as(clerk)('listLeads', { query: { limit: 10 } }),
      await system.as(clerk)('findSimilarLeads', {
        body: { subjectText: '城关镇南街春风小吃店', matter: '过期食用油' },
      }),
      await system
        .as(person('SCJG', 'auditor'))('getEntityAudit' as never, { params: { entity: 'informant', id } } as never)
        .catch(() => ({})),
    ];
    expect(JSON.stringify(reads)).not.toMatch(/李春梅|13903701234/);
    expect(operations.filter(({ step, route }) => step === 'leads' && route.access === 'public')).toEqual([]);
  });

  test('is read as often as it was asked for, when several ask at once', async () => {
    const { id } = await register(system, anEntry());
    const all = await Promise.all([1, 2, 3].map(() => system.as(clerk)('readInformant', reading(id))));
    expect(all.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await system.store.audit.events('informant', id)).toHaveLength(4);
  });

  test('is nothing to be read where nobody sent it', async () => {
    const { id } = await register(system, patrolled());
    expect(failureOf(await system.as(clerk)('readInformant', reading(id)))).toBe('not-ready');
  });
});

describe('a text that tells who sent a lead is refused (R23)', () => {
  const exposed = {
    ok: false,
    error: { kind: 'informant-exposed', detail: '内容中含有举报投诉人的姓名或电话，请删去' },
  };

  test.each([
    ['matter', { matter: '李春梅称后厨使用过期食用油' }],
    ['subjectText', { subjectText: '李 春 梅举报的小吃店' }],
    ['place', { place: '电话１３９０３７０１２３４处' }],
    ['externalNumber', { externalNumber: '139-0370-1234' }],
  ])('when it is registered, in the field %s', async (field, more) => {
    const refused = await system.as(clerk)('registerLead', { key: `exposed-${field}`, body: anEntry(more) });
    expect(refused).toMatchObject(exposed);
    expect(refused).toMatchObject({ error: { errors: [{ path: `body.${field}` }] } });
    expect(JSON.stringify(refused)).not.toContain('春梅');
  });

  test('in a correction, a ground, a reason to pass on or to extend, a conclusion, an answer and new facts', async () => {
    const { id, version } = await register(system, anEntry());
    const name = '据李春梅反映';
    const params = { id };
    const given = { channel: '电话', text: name } as const;
    const body = { subjectText: '春风小吃店', matter: name, items: [] };
    expect(await system.as(clerk)('updateLead', { params, version, body })).toMatchObject(exposed);
    const rejection = { ground: name, told: { channel: '电话', text: '不予受理' } } as const;
    expect(await system.as(secondClerk)('rejectLead', { params, version, body: rejection })).toMatchObject(exposed);
    const told = { ground: '没有明确的对象', told: given };
    expect(await system.as(secondClerk)('rejectLead', { params, version, body: told })).toMatchObject(exposed);
    const passed = { receiver: 'WJW', reason: name } as const;
    expect(await system.as(clerk)('passLeadOn', { params, version, body: passed })).toMatchObject(exposed);
    const accepted = expectOk(await system.as(clerk)('acceptLead', { params, version, body: {} }));
    const seen = { params, version: accepted.version };
    expect(await system.as(head)('extendLead', { ...seen, body: { reason: name } })).toMatchObject(exposed);
    const conclusion = { outcome: 'unfounded', reason: name } as const;
    expect(await system.as(head)('concludeLeadWithoutCheck', { ...seen, body: conclusion })).toMatchObject(exposed);
    const answer = accepted.answers[0]?.id ?? '';
    expect(await system.as(clerk)('answerLead', { ...seen, body: { answer, given } })).toMatchObject(exposed);
  });
});
