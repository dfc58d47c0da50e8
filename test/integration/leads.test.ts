import { beforeEach, describe, expect, test } from 'vitest';
import { createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { anEntry, clerk, elsewhere, failureOf, head, patrolled, register, secondClerk } from '../support/leads.ts';
import { commit } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-04-13T02:00:00Z');
});

const as = (who = clerk) => system.as(who);
const accept = async ({ id, version }: { id: string; version: number }, who = clerk) =>
  expectOk(await as(who)('acceptLead', { params: { id }, version, body: {} }));
const conclude = async ({ id, version }: { id: string; version: number }) =>
  expectOk(
    await as(head)('concludeLeadWithoutCheck', {
      params: { id },
      version,
      body: { outcome: 'unfounded', reason: '现场未发现过期食用油' },
    }),
  );
const told = { channel: '电话', text: '已电话告知处理结果' } as const;

describe('a registered lead', () => {
  test('of a report of 2026-04-13 is to be verified by 2026-05-07, of a complaint of 2026-02-10 to be accepted by 2026-02-26', async () => {
    expect(await register(system, anEntry())).toMatchObject({ status: 'registered', due: '2026-05-07' });
    const complaint = anEntry({ subSource: '201', kinds: ['complaint'], receivedOn: '2026-02-10' });
    expect(await register(system, complaint)).toMatchObject({ due: '2026-02-26' });
  });

  test('has a number of county, day and sequence, without a gap in the county’s day, whoever registers', async () => {
    const both = [clerk, elsewhere, secondClerk, clerk, elsewhere, secondClerk];
    const made = await Promise.all(both.map((who, at) => register(system, patrolled({ place: `第${at}处` }), who)));
    expect(made.map(({ number }) => number).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6].map((sequence) => `41142220260413000${sequence}`),
    );
    system.at('2026-04-14T02:00:00Z');
    expect(await register(system, patrolled())).toMatchObject({ number: '411422202604140001' });
  });

  test('is registered once, however often the request is repeated', async () => {
    const call = { key: 'one-and-the-same', body: patrolled() };
    const first = expectOk(await as()('registerLead', call));
    expect(expectOk(await as()('registerLead', call)).id).toBe(first.id);
    expect(expectOk(await as()('listLeads', { query: { limit: 10 } })).items).toHaveLength(1);
  });

  test('is about an object of the registry under the number it has now, or about somebody in words, never both or neither', async () => {
    const former = anObject('O-1', { continuedAs: 'O-2', status: '停用' });
    const current = anObject('O-2', { formerIds: ['O-1'], name: '春风小吃店' });
    for (const object of [former, current]) await commit(system.store, createRow('object', object, anEvent()));
    let asked = 0;
    const about = (more: object) => {
      asked += 1;
      return as()('registerLead', { key: `about-object-${asked}`, body: { ...patrolled(), ...more } });
    };
    expect(failureOf(await about({ objectId: 'O-2' }))).toBe('invalid-input');
    expect(failureOf(await about({ subjectText: undefined }))).toBe('invalid-input');
    expect(failureOf(await about({ subjectText: undefined, objectId: 'O-99' }))).toBe('unknown-reference');
    const made = expectOk(await about({ subjectText: undefined, objectId: 'O-1' }));
    expect(made).toMatchObject({ objectId: 'O-2', objectName: '春风小吃店' });
    // Under either number, and from when it was known in words alone.
    expectOk(await about({ subjectText: '春风小吃店' }));
    const search = { objectId: 'O-2', matter: made.matter };
    expect(expectOk(await as()('findSimilarLeads', { body: search })).items).toHaveLength(2);
  });

  test('that is a complaint and a report is two (R21)', async () => {
    const letter = anEntry({ subSource: '204', kinds: ['complaint', 'report'] });
    const refused = await as()('registerLead', { key: 'complaint-and-report', body: letter });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'split-required', detail: '同一来件既有投诉又有举报，应分别登记、分别计时' },
    });
  });

  test.each([
    ['a sub-source of another source', { subSource: '301' }],
    ['12315 complaints as a report', { subSource: '201' }],
    ['a kind of another source', { kinds: ['patrol'] }],
    ['a day to come', { receivedOn: '2026-04-14' }],
    ['an answer to an informant whom nobody has entered', { informant: undefined, answerTo: ['informant'] }],
    ['a real name that is missing', { informant: { realName: true, phone: '13903701234' } }],
    ['an identity number', { informant: { realName: true, name: '李春梅', address: '证号11010519491231002X' } }],
  ])('is refused with %s', async (_, more) => {
    const body = anEntry(more as Partial<ReturnType<typeof anEntry>>);
    expect(failureOf(await as()('registerLead', { key: 'refused-entry', body }))).toBe('invalid-input');
  });

  test('is nothing to another department, and to nobody who neither handles nor oversees leads', async () => {
    const { id } = await register(system, anEntry());
    expect(failureOf(await as(elsewhere)('getLead', { params: { id } }))).toBe('not-found');
    expect(expectOk(await as(elsewhere)('listLeads', { query: { limit: 10 } })).items).toEqual([]);
    expect(failureOf(await as(elsewhere)('acceptLead', { params: { id }, version: 1, body: {} }))).toBe('not-found');
    expect(failureOf(await as(person('SCJG', 'inspector'))('getLead', { params: { id } }))).toBe('forbidden');
    expect(expectOk(await as(person('SCJG', 'auditor'))('getLead', { params: { id } }))).toMatchObject({ id });
  });
});

describe('the inbox', () => {
  test('lists what is open by the day by which something is to be done, and nothing that is over', async () => {
    const late = await register(system, patrolled({ receivedOn: '2026-04-13' }));
    const early = await register(system, patrolled({ receivedOn: '2026-04-07' }));
    const over = await register(system, patrolled({ receivedOn: '2026-04-01' }));
    expectOk(
      await as(secondClerk)('rejectLead', { params: { id: over.id }, version: 1, body: { ground: '没有明确的对象' } }),
    );
    const listed = expectOk(await as()('listLeads', { query: { limit: 10 } })).items;
    expect(listed.map(({ id }) => id)).toEqual([early.id, late.id]);
    const due = expectOk(await as()('listLeads', { query: { limit: 10, dueBy: '2026-04-30' } })).items;
    expect(due.map(({ id }) => id)).toEqual([early.id]);
    const all = expectOk(await as()('listLeads', { query: { limit: 10, view: 'all' } })).items;
    expect(all.map(({ id }) => id)).toEqual([over.id, early.id, late.id]);
  });

  test('shows a lead whose day needs a year without a calendar last, until the year is loaded', async () => {
    system.at('2026-12-29T02:00:00Z');
    const unknown = await register(system, patrolled({ receivedOn: '2026-12-29' }));
    const known = await register(system, patrolled({ receivedOn: '2026-12-01' }));
    expect(unknown.due).toBeUndefined();
    const listed = expectOk(await as()('listLeads', { query: { limit: 10 } })).items;
    expect(listed.map(({ id }) => id)).toEqual([known.id, unknown.id]);
    const { year: _, ...year } = aCalendarYear(2027);
    expectOk(
      await as(person('SCJG', 'sysadmin'))('loadCalendarYear', {
        params: { year: 2027 },
        version: 0,
        body: year,
      }),
    );
    await system.runJobs();
    // Two working days are left in 2026 after the 29th; 1 to 3 January 2027 are off, so the 13th more is Wednesday the 20th.
    expect(expectOk(await as()('getLead', { params: { id: unknown.id } })).due).toBe('2027-01-20');
  });
});

describe('duplicates', () => {
  test('are found by subject and matter within 90 days, in the own department, the most similar first', async () => {
    await register(system, patrolled({ receivedOn: '2026-01-12', matter: '后厨使用过期食用油' }));
    const near = await register(
      system,
      patrolled({ receivedOn: '2026-01-13', matter: '后厨使用过期食用油，油桶标签被撕' }),
    );
    const far = await register(system, patrolled({ receivedOn: '2026-04-13', matter: '店门口占道经营' }));
    await register(system, patrolled({ subjectText: '别家' }));
    await register(system, patrolled(), elsewhere);
    const search = { subjectText: '城关镇 南街春风小吃店', matter: '后厨使用过期食用油' };
    const { items } = expectOk(await as()('findSimilarLeads', { body: search }));
    expect(items.map(({ id }) => id)).toEqual([near.id, far.id]);
  });
});

test('duplicates are looked for as many days back as the county has fixed', async () => {
  await register(system, patrolled({ receivedOn: '2026-03-13' }));
  const search = { body: { subjectText: '城关镇南街春风小吃店', matter: '过期食用油' } };
  expect(expectOk(await as()('findSimilarLeads', search)).items).toHaveLength(1);
  await fixSetting(system, 'duplicateLeadDays', 30);
  expect(expectOk(await as()('findSimilarLeads', search)).items).toEqual([]);
});

describe('a lead is handled', () => {
  test('accepted, concluded by the head, answered and closed; not before every owed answer is given (R27)', async () => {
    const accepted = await accept(await register(system, anEntry()));
    const concluded = await conclude(accepted);
    // 5 working days after the decision of Monday the 13th.
    expect(concluded).toMatchObject({ status: 'concluded', due: '2026-04-20', owed: 1 });
    const { id } = concluded;
    const early = await as()('closeLead', { params: { id }, version: concluded.version, body: {} });
    expect(early).toMatchObject({ error: { kind: 'answer-owed', detail: '尚有应当告知或反馈的事项未完成' } });
    const answer = concluded.answers[0]?.id ?? '';
    const answered = expectOk(
      await as()('answerLead', { params: { id }, version: concluded.version, body: { answer, given: told } }),
    );
    const again = { params: { id }, version: answered.version, body: { answer, given: told } };
    expect(failureOf(await as()('answerLead', again))).toBe('invalid-input');
    const closed = expectOk(await as()('closeLead', { params: { id }, version: answered.version, body: {} }));
    expect(closed).toMatchObject({ status: 'closed', closedOn: '2026-04-13', outcome: 'unfounded' });
    expect(closed.due).toBeUndefined();

    system.at('2026-05-11T02:00:00Z');
    const facts = { params: { id }, version: closed.version, body: { newFacts: '又查到一桶过期食用油' } };
    expect(failureOf(await as()('reopenLead', facts))).toBe('forbidden');
    const reopened = expectOk(await as(person('SCJG', 'office'))('reopenLead', facts));
    expect(reopened).toMatchObject({ status: 'accepted', due: '2026-06-01' });
    expect(reopened.outcome).toBeUndefined();
  });

  test('opened again by new facts keeps every opening, with its facts and its day', async () => {
    const office = person('SCJG', 'office');
    const opened = async ({ id, version }: { id: string; version: number }, newFacts: string) =>
      expectOk(await as(office)('reopenLead', { params: { id }, version, body: { newFacts } }));
    const closed = async (lead: { id: string; version: number }) => {
      const { id, version } = await conclude(lead);
      return expectOk(await as()('closeLead', { params: { id }, version, body: {} }));
    };
    const lead = await accept(await register(system, patrolled()));
    const once = await opened(await closed(lead), '又查到一桶过期食用油');
    system.at('2026-05-11T02:00:00Z');
    const twice = await opened(await closed(once), '又收到一份检验报告');
    expect(twice.reopenings).toEqual([
      { newFacts: '又查到一桶过期食用油', by: office.id, on: '2026-04-13' },
      { newFacts: '又收到一份检验报告', by: office.id, on: '2026-05-11' },
    ]);
  });

  test('rejected by another person than registered it, and whoever is owed an answer is told in the same act', async () => {
    const { id, version } = await register(system, anEntry());
    const ground = { ground: '已由法院受理' };
    expect(failureOf(await as()('rejectLead', { params: { id }, version, body: { ...ground, told } }))).toBe(
      'same-person',
    );
    expect(failureOf(await as(secondClerk)('rejectLead', { params: { id }, version, body: ground }))).toBe(
      'answer-owed',
    );
    const rejected = expectOk(
      await as(secondClerk)('rejectLead', { params: { id }, version, body: { ...ground, told } }),
    );
    expect(rejected).toMatchObject({ status: 'rejected', owed: 0 });
    expect(failureOf(await as()('acceptLead', { params: { id }, version: rejected.version, body: {} }))).toBe(
      'illegal-transition',
    );
  });

  test('extended once, by the head, before its time is over', async () => {
    const { id, version } = await accept(await register(system, anEntry()));
    const extend = (seen: number) =>
      as(head)('extendLead', { params: { id }, version: seen, body: { reason: '需要检验' } });
    const extended = expectOk(await extend(version));
    // 15 more working days after 7 May; the 9th is a working Saturday.
    expect(extended).toMatchObject({ due: '2026-05-27' });
    expect(failureOf(await extend(extended.version))).toBe('illegal-transition');
  });

  test('not concluded as somebody else’s duty without saying whose (R22), nor as a duplicate without saying of what', async () => {
    const { id, version } = await accept(await register(system, anEntry()));
    const concluded = (outcome: 'not-own-duty' | 'duplicate') =>
      as(head)('concludeLeadWithoutCheck', { params: { id }, version, body: { outcome, reason: '不属本局' } });
    expect(await concluded('not-own-duty')).toMatchObject({
      error: { kind: 'receiver-required', detail: '不属于本部门职责的，应写明移交的部门' },
    });
    expect(failureOf(await concluded('duplicate'))).toBe('invalid-input');
  });

  test('put right while somebody handles it', async () => {
    const { id, version } = await register(system, anEntry());
    const body = { subjectText: '城关镇北街春风小吃店', matter: '后厨使用过期食用油', items: [] };
    const updated = expectOk(await as()('updateLead', { params: { id }, version, body }));
    expect(updated).toMatchObject({ subjectText: '城关镇北街春风小吃店', due: '2026-05-07' });
    expect(failureOf(await as()('updateLead', { params: { id }, version, body }))).toBe('stale-version');
  });
});

describe('a lead that is not the own duty', () => {
  test('is passed on to a named department, which has it from then on and is to receive it within 5 working days', async () => {
    system.at('2026-06-12T02:00:00Z');
    const { id, version } = await register(
      system,
      patrolled({ receivedOn: '2026-06-10', matter: '无卫生许可经营宾馆' }),
    );
    const pass = (receiver?: 'WJW' | 'SCJG') =>
      as()('passLeadOn', {
        params: { id },
        version,
        body: { reason: '卫生许可属卫健委职责', ...(receiver && { receiver }) },
      });
    expect(failureOf(await pass())).toBe('receiver-required');
    expect(failureOf(await pass('SCJG'))).toBe('invalid-input');
    const passed = expectOk(await pass('WJW'));
    expect(passed).toMatchObject({
      status: 'passed-on',
      passedTo: { department: 'WJW', number: '411422202606120002' },
    });
    expect(failureOf(await pass('WJW'))).toBe('stale-version');

    const [received] = expectOk(await as(elsewhere)('listLeads', { query: { limit: 10 } })).items;
    expect(received).toMatchObject({ number: '411422202606120002', due: '2026-06-22', owed: 1 });
    const inbox = expectOk(await as(elsewhere)('listNotices', { query: { limit: 10 } })).items;
    expect(inbox).toMatchObject([{ kind: 'lead-passed-on', leadId: received?.id }]);
    expect(inbox[0]?.text).not.toContain('宾馆');

    // The receiver answers; the sender finds the answer at its own lead.
    const accepted = await accept({ id: received?.id ?? '', version: 1 }, elsewhere);
    const answer = accepted.answers[0]?.id ?? '';
    const given = { channel: '平台', text: '已督促办理卫生许可证' } as const;
    const call = { params: { id: accepted.id }, version: accepted.version, body: { answer, given } };
    expectOk(await as(elsewhere)('answerLead', call));
    expect(expectOk(await as()('getLead', { params: { id } }))).toMatchObject({ reply: { text: given.text } });
  });

  test('takes with it who is owed an answer, and the sealed record', async () => {
    const { id, version } = await register(system, anEntry());
    expectOk(await as()('passLeadOn', { params: { id }, version, body: { receiver: 'WJW', reason: '属卫健委职责' } }));
    const [received] = expectOk(await as(elsewhere)('listLeads', { query: { limit: 10 } })).items;
    expect(received?.owed).toBe(2);
    const read = { params: { id: received?.id ?? '' }, body: { reason: '核实情况' } } as const;
    expect(failureOf(await as(elsewhere)('readInformant', read))).toBe('forbidden');
    await accept({ id: received?.id ?? '', version: 1 }, elsewhere);
    expect(expectOk(await as(elsewhere)('readInformant', read)).items).toMatchObject([{ name: '李春梅' }]);
    expect(failureOf(await as()('readInformant', { params: { id }, body: { reason: '核实情况' } }))).toBe('not-ready');
  });
});

describe('a department that passed a lead on and is owed an answer', () => {
  const thirdParty = person('GAJ', 'officer');
  const passed = async (
    lead: { id: string; version: number },
    receiver: 'SCJG' | 'WJW' | 'GAJ',
    who = clerk,
    answerWanted = true,
  ) => {
    const body = { receiver, reason: '属其职责', answerWanted };
    const { passedTo } = expectOk(await as(who)('passLeadOn', { params: lead, version: lead.version, body }));
    return { id: passedTo?.leadId ?? '', version: 1 };
  };
  const shown = async (id: string, who = clerk) => expectOk(await as(who)('getLead', { params: { id } }));
  const told = { channel: '平台', text: '已依法处理' } as const;
  const toldOf = async (who: typeof clerk) =>
    expectOk(await as(who)('listNotices', { query: { limit: 10 } }))
      .items.filter(({ kind }) => kind === 'lead-answered')
      .map(({ leadId }) => leadId);

  test.each([true, false])(
    'finds it at its own lead when that was passed on again (answered there as well: %s)',
    async (too) => {
      const first = await register(system, patrolled());
      const second = await passed(first, 'WJW');
      const third = await passed(second, 'GAJ', elsewhere, too);
      const { version, answers } = await accept(third, thirdParty);
      const answer = answers.find(({ to }) => to === 'SCJG')?.id ?? '';
      const call = { params: { id: third.id }, version, body: { answer, given: told } };
      expectOk(await as(thirdParty)('answerLead', call));
      expect((await shown(first.id)).reply).toMatchObject({ text: told.text });
      expect((await shown(second.id, elsewhere)).reply).toBeUndefined();
      expect(await toldOf(clerk)).toEqual([first.id]);
      expect(await toldOf(elsewhere)).toEqual([]);
    },
  );

  test('finds it at the lead that asked when that was merged into another, be it from the same department', async () => {
    const [asked, other] = [await register(system, patrolled()), await register(system, patrolled({ place: '北街' }))];
    const merged = await accept(await passed(asked, 'WJW'), elsewhere);
    const kept = await accept(await passed(other, 'WJW'), elsewhere);
    expectOk(await as(elsewhere)('mergeLead', { params: merged, version: merged.version, body: { into: kept.id } }));
    const { answers, version } = await shown(kept.id, elsewhere);
    const moved = merged.answers[0]?.id ?? '';
    expect(answers.map(({ id }) => id)).toContain(moved);
    const call = { params: kept, version, body: { answer: moved, given: told } };
    expectOk(await as(elsewhere)('answerLead', call));
    expect((await shown(asked.id)).reply).toMatchObject({ text: told.text });
    expect((await shown(other.id)).reply).toBeUndefined();
    expect(await toldOf(clerk)).toEqual([asked.id]);
  });

  test('finds it at its own lead when the receiver rejects it, as does one before it', async () => {
    const first = await register(system, patrolled());
    const second = await passed(first, 'WJW');
    const third = await passed(second, 'GAJ', elsewhere);
    const body = { ground: '没有明确的对象', told };
    expectOk(await as(thirdParty)('rejectLead', { params: third, version: 1, body }));
    expect((await shown(first.id)).reply).toMatchObject({ text: told.text });
    expect((await shown(second.id, elsewhere)).reply).toMatchObject({ text: told.text });
    expect(await toldOf(clerk)).toEqual([first.id]);
    expect(await toldOf(elsewhere)).toEqual([second.id]);
  });

  test('finds it at the lead where the answering one came from, if it asked before answers named the lead', async () => {
    const first = await register(system, patrolled());
    const second = await passed(first, 'WJW');
    const found = await system.store.records.find('lead', second.id);
    if (!found) throw new Error('no lead');
    const answers = found.value.answers.map(({ leadId: _, ...answer }) => answer);
    await commit(system.store, replaceRecord('lead', second.id, found, { ...found.value, answers }, anEvent()));
    const body = { ground: '没有明确的对象', told };
    expectOk(await as(elsewhere)('rejectLead', { params: second, version: 2, body }));
    expect((await shown(first.id)).reply).toMatchObject({ text: told.text });
  });
});

describe('a lead about the same', () => {
  test('is merged into another of the own department, which owes its answers from then on', async () => {
    const kept = await accept(await register(system, anEntry()));
    const other = { realName: true, name: '王建国', phone: '0370-8112345' };
    const merged = await accept(await register(system, anEntry({ informant: other, matter: '油是黑的' })));
    const call = { params: { id: merged.id }, version: merged.version, body: { into: kept.id } };
    expect(expectOk(await as()('mergeLead', call))).toMatchObject({ status: 'merged', mergedInto: kept.id, owed: 0 });
    const now = expectOk(await as()('getLead', { params: { id: kept.id } }));
    expect(now).toMatchObject({ owed: 2, mergedFrom: [merged.id] });
    const read = { params: { id: kept.id }, body: { reason: '告知处理结果' } } as const;
    const names = expectOk(await as()('readInformant', read)).items.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['李春梅', '王建国'].toSorted());
    // R23 goes for both.
    const tells = { subjectText: '春风小吃店', matter: '8112345 来电', items: [] };
    const update = { params: { id: kept.id }, version: now.version, body: tells };
    expect(failureOf(await as()('updateLead', update))).toBe('informant-exposed');
  });

  test('shields whoever sent what was merged, also without a name to be told (R23)', async () => {
    const kept = await accept(await register(system, patrolled()));
    const anonymous = { realName: false, phone: '0370-8112345' };
    const between = await accept(await register(system, anEntry({ informant: anonymous })));
    const first = await accept(await register(system, anEntry({ informant: { realName: false, name: '王建国' } })));
    const into = async ({ id, version }: { id: string; version: number }, target: string) =>
      expectOk(await as()('mergeLead', { params: { id }, version, body: { into: target } }));
    await into(first, between.id);
    await into({ id: between.id, version: between.version + 1 }, kept.id);
    const { version } = expectOk(await as()('getLead', { params: { id: kept.id } }));
    for (const matter of ['8112345 来电', '据王建国反映'])
      expect(
        failureOf(
          await as()('updateLead', { params: kept, version, body: { subjectText: '春风小吃店', matter, items: [] } }),
        ),
      ).toBe('informant-exposed');
    const read = { params: { id: kept.id }, body: { reason: '核实情况' } } as const;
    expect(expectOk(await as()('readInformant', read)).items.map(({ name, phone }) => name ?? phone)).toEqual([
      '0370-8112345',
      '王建国',
    ]);
  });

  test('is one of several that one lead takes in: it names them all, and owes the answers of all', async () => {
    const kept = await accept(await register(system, anEntry()));
    const others = [];
    for (const matter of ['油是黑的', '没有消毒柜']) {
      const { id, version } = await accept(await register(system, anEntry({ matter })));
      others.push(expectOk(await as()('mergeLead', { params: { id }, version, body: { into: kept.id } })).id);
    }
    const now = expectOk(await as()('getLead', { params: { id: kept.id } }));
    expect(now).toMatchObject({ owed: 3, mergedFrom: others });
  });

  test('is not merged into one of another department, into itself, into one that is over, or a complaint into a report (R21)', async () => {
    const lead = await accept(await register(system, patrolled()));
    const foreign = await accept(await register(system, patrolled(), elsewhere), elsewhere);
    const closed = await conclude(await accept(await register(system, patrolled())));
    const complaint = await accept(await register(system, anEntry({ subSource: '201', kinds: ['complaint'] })));
    const merge = async (into: string) =>
      failureOf(await as()('mergeLead', { params: { id: lead.id }, version: lead.version, body: { into } }));
    expect(await merge(foreign.id)).toBe('unknown-reference');
    expect(await merge(lead.id)).toBe('unknown-reference');
    expect(await merge(closed.id)).toBe('illegal-transition');
    expect(await merge(complaint.id)).toBe('split-required');
  });
});

test('two who accept and reject at once do not both', async () => {
  const { id, version } = await register(system, patrolled());
  const acts = await Promise.all([
    as()('acceptLead', { params: { id }, version, body: {} }),
    as(secondClerk)('rejectLead', { params: { id }, version, body: { ground: '没有明确的对象' } }),
  ]);
  expect(acts.filter(({ ok }) => ok)).toHaveLength(1);
  expect(acts.map(failureOf)).toContain('stale-version');
});

test('reminders come 5 and 1 working days before, on the day, and daily after it, under the number alone', async () => {
  const lead = await register(system, anEntry());
  const entries = async (at: string) => {
    system.at(at);
    await system.runJob('remind-deadlines');
    const { items } = expectOk(await as()('listNotices', { query: { limit: 100 } }));
    const digest = items.find(({ kind, day }) => kind === 'digest' && day === at.slice(0, 10));
    if (!digest) return [];
    const shown = expectOk(await as()('getNotice', { params: { id: digest.id } }));
    expect(JSON.stringify(shown)).not.toMatch(/春风|李春梅|食用油/);
    return (shown.entries ?? []).map(({ kind, leadId, name, due }) => [kind, leadId, name, due]);
  };
  const told = (kind: string) => [kind, lead.id, `线索${lead.number}`, '2026-05-07'];
  expect(await entries('2026-04-26T01:00:00Z')).toEqual([]);
  // Back from Thursday 7 May: 6 May, then 1 to 5 May are off, 30, 29, 28 and 27 April.
  expect(await entries('2026-04-27T01:00:00Z')).toEqual([told('lead-due-5')]);
  expect(await entries('2026-05-06T01:00:00Z')).toEqual([told('lead-due-1')]);
  expect(await entries('2026-05-07T01:00:00Z')).toEqual([told('lead-due-0')]);
  expect(await entries('2026-05-08T01:00:00Z')).toEqual([told('lead-overdue')]);
  expect(await entries('2026-05-09T01:00:00Z')).toEqual([told('lead-overdue')]);
  await accept(lead);
  await conclude({ id: lead.id, version: 2 });
  // What is owed next is the answer, within 5 working days of Saturday the 9th, which is a working one.
  expect(await entries('2026-05-10T01:00:00Z')).toEqual([['lead-due-5', lead.id, `线索${lead.number}`, '2026-05-15']]);
});
