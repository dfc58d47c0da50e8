import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { resultIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { type BatchAnswer, dispatchedBatch, drawnBatch, lead, office, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { openedDraw, teamTicketOf } from '../support/opened-draw.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let visit: Visit;
let keys = 0;

const member = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');
const everybody = numbered(6, (n) => officer('SCJG', n).id);

const settleCounty = () =>
  settle(system.deps, {
    objects: numbered(12, (n) => shop(2 * n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(5, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(ofClassA(2500))])],
  });

beforeEach(async () => {
  system = await systemForTest();
  await settleCounty();
  batch = await dispatchedBatch(system);
  const query = { kind: 'visit', in: 'ofBatch', of: batch.id, page: { limit: 9 } } as const;
  const [found] = (await system.deps.records.list(query)).items;
  if (!found) throw new Error('no visit');
  visit = found.value;
});

const teamOf = async (department = 'SCJG'): Promise<readonly string[]> => {
  const now = await system.deps.records.find('visit', visit.id);
  return now?.value.parts.find((part) => part.department === department)?.team.map(({ id }) => id) ?? [];
};

async function ask(
  inspectorId: string,
  more: { reason?: '疾病' | '回避'; department?: 'SCJG' | 'WJW' } = {},
  who: Principal = member,
) {
  keys += 1;
  const body = { visitId: visit.id, department: 'SCJG', inspectorId, reason: '疾病', ...more } as const;
  return system.as(who)('requestTeamChange', { params: { id: batch.id }, key: `change-${keys}`, body });
}

const approve = (requestId: string, who: Principal = second) =>
  system.as(who)('approveTeamChange', { params: { id: batch.id, requestId } });
const last = (answer: BatchAnswer): string => answer.teamChanges.at(-1)?.id ?? '';
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

async function register(id: string, change: (inspector: Inspector) => Inspector): Promise<void> {
  const row = await system.deps.registry.find('inspector', id);
  if (!row) throw new Error('no inspector');
  expect((await system.deps.work.commit([replaceRow(row, change(row.value), anEvent())])).ok).toBe(true);
}

/** As after many weeks: requests with reasons of full length, of people who have left long since. */
async function grownTo(id: string, bytes: number, decided: boolean): Promise<void> {
  const stored = await system.deps.records.find('batch', id);
  if (!stored) throw new Error('no batch');
  const one = {
    visitId: 'v-old',
    department: 'SCJG',
    inspectorId: 'R9999',
    reason: '疾病',
    note: '住院'.repeat(60),
    requestedBy: 'x',
    requestedFrom: 'SCJG',
    requestedAt: '2026-11-24T01:00:00.000Z',
    ...(decided && { approvedBy: 'y', approvedAt: '2026-11-24T02:00:00.000Z', replacement: 'R9998' }),
  } as const;
  const size = new TextEncoder().encode(JSON.stringify({ ...one, id: 'old-0000' })).length + 1;
  const room = bytes - new TextEncoder().encode(JSON.stringify({ ...stored.value, teamChanges: [] })).length;
  const teamChanges = numbered(Math.floor(room / size), (n) => ({ ...one, id: `old-${String(n).padStart(4, '0')}` }));
  const grown = { ...stored.value, teamChanges };
  expect((await system.deps.work.commit([replaceRecord('batch', id, stored, grown, anEvent())])).ok).toBe(true);
}

describe('a batch with more changes than its row can hold', () => {
  test('takes a last request and its approval, then no more, and can still be voided', async () => {
    const [left = '', stays = ''] = await teamOf();
    await grownTo(batch.id, 318 * 1024, true);
    expectOk(await approve(last(expectOk(await ask(left)))));
    await grownTo(batch.id, 321 * 1024, true);
    const refused = await ask(stays);
    expect(refused).toMatchObject({ error: { kind: 'not-ready', status: 409 } });
    expect(JSON.stringify(refused)).toContain('一个批次的记录存不下更多');
    expectOk(await voidBatch(system, batch.id, { category: '其他', reason: '变更过多'.repeat(30) }));
  });

  test('keeps room for every decision that is still owed', async () => {
    const [left = ''] = await teamOf();
    await grownTo(batch.id, 150 * 1024, false);
    expect(kindOf(await ask(left))).toBe('not-ready');
    await grownTo(batch.id, 150 * 1024, true);
    expect(kindOf(await ask(left))).toBe('ok');
  });
});

describe('a member who cannot go', () => {
  test('is followed by the next candidate by load and team ticket, who is on the result as well', async () => {
    const [left = '', stays] = await teamOf();
    const asked = expectOk(await ask(left));
    expectOk(await approve(last(asked)));
    // With one visit everybody else has the same load: the smallest ticket decides.
    const opened = await openedDraw(system, batch);
    const ticket = (id: string) => teamTicketOf(opened, visit.object.id, { id, department: 'SCJG' });
    const expected = everybody
      .filter((id) => id !== left && id !== stays)
      .toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1))[0];
    expect((await teamOf()).toSorted()).toEqual([stays, expected].toSorted());
    const result = await system.deps.records.find('result', resultIdOf(visit.id, 'SCJG'));
    expect(result?.value.inspectors.toSorted()).toEqual([stays, expected].toSorted());
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    expect(document.teamChanges).toBe(1);
  });

  test('never comes back to that visit, however often its team changes', async () => {
    const gone: string[] = [];
    for (let change = 1; change <= 4; change += 1) {
      const [leaves = ''] = await teamOf();
      gone.push(leaves);
      expectOk(await approve(last(expectOk(await ask(leaves)))));
      expect((await teamOf()).filter((id) => gone.includes(id))).toEqual([]);
    }
    // Six inspectors, four gone, two on the team: nobody is left.
    const [leaves = ''] = await teamOf();
    expect(kindOf(await approve(last(expectOk(await ask(leaves)))))).toBe('no-lawful-team');
  });

  test('whoever has become unlawful since the draw does not follow (R2)', async () => {
    const [left = '', stays] = await teamOf();
    for (const id of everybody.filter((each) => each !== left && each !== stays)) {
      await register(id, (inspector) => ({ ...inspector, status: '失效' }));
    }
    const asked = expectOk(await ask(left));
    expect(kindOf(await approve(last(asked)))).toBe('no-lawful-team');
    expect(await teamOf()).toEqual([left, stays]);
  });

  test('is a member of that team, and another person agrees (R5)', async () => {
    expect(kindOf(await ask('SCJG-R777'))).toBe('unknown-reference');
    const [left = ''] = await teamOf();
    const asked = expectOk(await ask(left));
    expect(kindOf(await approve(last(asked), { ...second, id: member.id }))).toBe('same-person');
  });

  test('for a conflict of interest, only when the registry knows of it', async () => {
    const [left = ''] = await teamOf();
    const refused = await ask(left, { reason: '回避' });
    expect(kindOf(refused)).toBe('not-ready');
    expect(refused.ok || refused.error.detail).toContain('回避');
    const recusal = { objectId: visit.object.id, ground: '亲属关系' } as const;
    await register(left, (inspector) => ({ ...inspector, recusals: [recusal] }));
    expectOk(await approve(last(expectOk(await ask(left, { reason: '回避' })))));
    expect(await teamOf()).not.toContain(left);
  });
});

test('a conflict of interest that the registry no longer knows when the change is decided changes no team', async () => {
  const [left = '', stays = ''] = await teamOf();
  const recusal = { objectId: visit.object.id, ground: '亲属关系' } as const;
  await register(left, (inspector) => ({ ...inspector, recusals: [recusal] }));
  const asked = expectOk(await ask(left, { reason: '回避' }));
  await register(left, (inspector) => ({ ...inspector, recusals: [] }));
  const refused = await approve(last(asked));
  expect(kindOf(refused)).toBe('not-ready');
  expect(refused.ok || refused.error.detail).toContain('登记');
  expect(await teamOf()).toEqual([left, stays]);
  await register(left, (inspector) => ({ ...inspector, recusals: [{ ...recusal, objectId: 'S9999' }] }));
  expect(kindOf(await approve(last(asked)))).toBe('not-ready');
  await register(left, (inspector) => ({ ...inspector, recusals: [recusal] }));
  expectOk(await approve(last(asked)));
  expect(await teamOf()).not.toContain(left);
});

test('a visit that is over when the change is decided keeps the team that made it', async () => {
  const [left = '', stays = ''] = await teamOf();
  const asked = expectOk(await ask(left));
  const found = await system.deps.records.find('visit', visit.id);
  if (!found) throw new Error('no visit');
  const over = { ...found.value, status: 'completed' as const, completedOn: '2026-12-02' };
  const done = await system.deps.work.commit([replaceRecord('visit', visit.id, found, over, anEvent())]);
  expect(done.ok).toBe(true);
  const refused = await approve(last(asked));
  expect(kindOf(refused)).toBe('not-ready');
  expect(refused.ok || refused.error.detail).toContain('该检查已结束');
  expect(await teamOf()).toEqual([left, stays]);
});

describe('whose team it is', () => {
  test('another participant neither asks for a change in it nor decides one', async () => {
    const [left = ''] = await teamOf();
    expect(kindOf(await ask(left, {}, person('WJW', 'officer')))).toBe('foreign-department');
    const asked = expectOk(await ask(left));
    expect(kindOf(await approve(last(asked), person('WJW', 'department-admin')))).toBe('foreign-department');
    const params = { id: batch.id, requestId: last(asked) };
    const refuse = system.as(person('WJW', 'department-admin'))('refuseRequest', {
      params,
      body: { reason: '不同意' },
    });
    expect(kindOf(await refuse)).toBe('foreign-department');
  });

  test('a participant that does not lead the batch changes its own with its own second person', async () => {
    const [left = ''] = await teamOf('WJW');
    const asked = expectOk(await ask(left, { department: 'WJW' }, person('WJW', 'officer')));
    expect(kindOf(await approve(last(asked), second))).toBe('foreign-department');
    expectOk(await approve(last(asked), person('WJW', 'department-admin')));
    expect(await teamOf('WJW')).not.toContain(left);
  });

  test('what the lead asks for in another department’s team only the office approves', async () => {
    const [left = ''] = await teamOf('WJW');
    const asked = expectOk(await ask(left, { department: 'WJW' }, second));
    expect(kindOf(await approve(last(asked), person('SCJG', 'department-admin', '乙')))).toBe('foreign-department');
    expect(kindOf(await approve(last(asked), person('WJW', 'department-admin')))).toBe('foreign-department');
    expectOk(await approve(last(asked), office));
    expect(await teamOf('WJW')).not.toContain(left);
  });

  test('a change that was refused may be asked for again, one that was made is not withdrawn', async () => {
    const [left = ''] = await teamOf();
    const asked = expectOk(await ask(left));
    const params = { id: batch.id, requestId: last(asked) };
    expectOk(await system.as(second)('refuseRequest', { params, body: { reason: '可以参加' } }));
    expect(kindOf(await approve(last(asked)))).toBe('not-ready');
    const again = expectOk(await ask(left));
    expectOk(await approve(last(again)));
    const late = { params: { id: batch.id, requestId: last(again) } };
    expect(kindOf(await system.as(member)('withdrawRequest', late))).toBe('not-ready');
  });
});

/** A county of its own, whose batch is drawn and not dispatched. */
async function drawnAgain(): Promise<BatchAnswer> {
  system = await systemForTest();
  await settleCounty();
  return drawnBatch(system);
}

describe('between the draw and its dispatch', () => {
  let drawn: BatchAnswer;
  let team: readonly string[];
  let object: string;
  beforeEach(async () => {
    drawn = await drawnAgain();
    const selection = JSON.parse(system.deps.blobs.files.get(`draws/${drawn.id}/selection.json`)?.toString() ?? '');
    const [{ visit: sent }] = selection.visits as [{ visit: Pick<Visit, 'object' | 'parts'> }];
    object = sent.object.id;
    team = sent.parts.find(({ department }) => department === 'SCJG')?.team.map(({ id }) => id) ?? [];
  });

  const dispatch = async () =>
    expectOk(await system.as(lead)('dispatchBatch', { params: { id: drawn.id } })).teamChanges.map(
      ({ inspectorId, reason, requestedBy, department }) => [inspectorId, reason, requestedBy, department],
    );

  test.each<readonly [string, (inspector: Inspector) => Partial<Inspector>, string]>([
    ['has got a recusal', () => ({ recusals: [{ objectId: object, ground: '亲属关系' }] }), '回避'],
    [
      'has a certificate that ends in the window',
      ({ certificate }) => ({ certificate: { ...certificate, validTo: drawn.window.from } }),
      '证件失效',
    ],
    ['may no longer inspect these items', () => ({ itemScope: ['SCJG-999'] }), '其他'],
    ['is no longer active', () => ({ status: '失效' }), '其他'],
  ])('who %s is not sent: the dispatch asks for a change of the team', async (_, changed, reason) => {
    const [left = ''] = team;
    await register(left, (inspector) => ({ ...inspector, ...changed(inspector) }));
    expect(await dispatch()).toEqual([[left, reason, 'system', 'SCJG']]);
  });

  test('who was only edited goes as drawn', async () => {
    const [stays = ''] = team;
    await register(stays, (inspector) => ({ ...inspector, expertise: ['食品'] }));
    expect(await dispatch()).toEqual([]);
  });

  test('a whole team may have become unlawful; each is replaced, by two people of the department', async () => {
    for (const id of team) await register(id, (inspector) => ({ ...inspector, status: '失效' }));
    expect((await dispatch()).map(([id]) => id).toSorted()).toEqual(team.toSorted());
    const { teamChanges } = expectOk(await system.as(member)('getBatch', { params: { id: drawn.id } }));
    for (const { id } of teamChanges) {
      expectOk(await system.as(second)('approveTeamChange', { params: { id: drawn.id, requestId: id } }));
    }
    const { items } = await system.deps.records.list({
      kind: 'visit',
      in: 'ofBatch',
      of: drawn.id,
      page: { limit: 9 },
    });
    const now = items[0]?.value.parts.find(({ department }) => department === 'SCJG')?.team.map(({ id }) => id) ?? [];
    expect(now).toHaveLength(team.length);
    expect(now.filter((id) => team.includes(id))).toEqual([]);
  });
});

test('a batch with room for one request opens one, and the audit says whom it could not ask about', async () => {
  const drawn = await drawnAgain();
  // One open request takes some 400 bytes and the 1,024 that its decision will add; two take more than 2,800. What is there
  // ends less than 700 bytes below the size that is asked for.
  await grownTo(drawn.id, 320 * 1024 - 1_600, true);
  for (const id of everybody) await register(id, (inspector) => ({ ...inspector, status: '失效' }));

  expectOk(await system.as(lead)('dispatchBatch', { params: { id: drawn.id } }));
  const after = (await system.deps.records.find('batch', drawn.id))?.value.teamChanges ?? [];
  expect(after.filter(({ requestedBy }) => requestedBy === 'system')).toHaveLength(1);
  const event = (await system.deps.audit.events('batch', drawn.id)).find(({ action }) => action === 'dispatch');
  expect(event?.facts).toMatchObject({ unlawful: 2, notAsked: 1 });
});

describe('a frozen file of the draw that the store has lost or damaged', () => {
  const frozenInspectors = async () => {
    const found = await system.deps.records.find('batch', batch.id);
    const file = found?.value.inspectors?.book;
    if (file === undefined) throw new Error('no frame of inspectors');
    return file;
  };
  const damaged = {
    lost: () => undefined,
    'cut short': (file: Buffer) => file.subarray(0, file.length - 3),
    'changed in one byte': (file: Buffer) => Buffer.from(file.toString().replace('SCJG', 'SCJX')),
    'no text': () => Buffer.from([0xff, 0xfe, 0x0a]),
  } as const;

  test.each(Object.entries(damaged))('%s: is named, changes nothing, and other work goes on', async (_, damage) => {
    const [left = '', stays] = await teamOf();
    const asked = expectOk(await ask(left));
    const file = await frozenInspectors();
    const whole = system.deps.blobs.files.get(file) ?? Buffer.alloc(0);
    const broken = damage(whole);
    if (broken) system.deps.blobs.files.set(file, broken);
    else system.deps.blobs.files.delete(file);
    expect(kindOf(await approve(last(asked)))).toBe('file-unusable');
    expect(await teamOf()).toEqual([left, stays]);
    expectOk(await system.as(member)('getBatch', { params: { id: batch.id } }));

    system.deps.blobs.files.set(file, whole);
    expectOk(await approve(last(asked)));
    expect(await teamOf()).not.toContain(left);
  });
});
