import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import type { BatchStatus } from '../../shared/domain/batch/states.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { keys } from '../../shared/platform/tables.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { every } from '../../shared/use-cases/every.ts';
import { alone, dispatchedBatch, lead, office, parties, secretOf, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvent } from '../support/stored-rows.ts';
import { person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let complete: Batch;

beforeAll(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  const { id } = await dispatchedBatch(system);
  const batch = await system.deps.records.find('batch', id);
  if (!batch) throw new Error('no batch');
  complete = batch.value;
});

const wish = { category: '其他', reason: '试验', document: '睢联席办〔2026〕9号' } as const;
type Act = 'commit' | 'state a commitment' | 'reveal' | 'draw' | 'dispatch' | 'ask to void' | 'void';

/** What each state answers to each act: `done` when it happens, `kept` when it had happened and changes nothing. */
const answers: Readonly<Record<BatchStatus, Readonly<Record<Act, string>>>> = {
  freezing: row(
    'illegal-transition',
    'foreign-department',
    'foreign-department',
    'illegal-transition',
    'illegal-transition',
    'done',
    'done',
  ),
  frozen: row(
    'done',
    'foreign-department',
    'foreign-department',
    'illegal-transition',
    'illegal-transition',
    'done',
    'done',
  ),
  committed: row('illegal-transition', 'done', 'done', 'illegal-transition', 'illegal-transition', 'done', 'done'),
  revealed: row(
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'done',
    'illegal-transition',
    'not-ready',
    'not-ready',
  ),
  drawn: row('illegal-transition', 'illegal-transition', 'illegal-transition', 'kept', 'done', 'done', 'done'),
  'match-failed': row(
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'kept',
    'illegal-transition',
    'done',
    'done',
  ),
  dispatched: row('illegal-transition', 'illegal-transition', 'illegal-transition', 'kept', 'kept', 'done', 'done'),
  voided: row(
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
    'illegal-transition',
  ),
};

function row(...all: readonly [string, string, string, string, string, string, string]): Record<Act, string> {
  const [commit, state, reveal, draw, dispatch, ask, approve] = all;
  return { commit, 'state a commitment': state, reveal, draw, dispatch, 'ask to void': ask, void: approve };
}

const cells = Object.entries(answers).flatMap(([status, acts]) =>
  Object.entries(acts).map(([act, answer]) => [status as BatchStatus, act as Act, answer] as const),
);

describe('every state of a batch, asked for every act', () => {
  test.each(cells)('%s, asked to %s: %s', async (status, act, answer) => {
    await forgetNotices();
    await bring(status, act);
    const before = await stored();
    const result = await perform(act, before.meta.version);
    const after = await stored();
    const written = after.meta.version - before.meta.version;
    const happened = result.ok ? (written === 0 ? 'kept' : 'done') : result.error.kind;
    expect([happened, written]).toEqual([answer, answer === 'done' ? 1 : 0]);
  });
});

/** A batch is dispatched and voided once; here it is again and again, and each time tells the same people the same. */
async function forgetNotices(): Promise<void> {
  const { records, db } = system.store;
  const pending = every((page) => records.list({ kind: 'notice', in: 'pending', page }), 1000);
  for (const { value } of await Array.fromAsync(pending)) {
    const Key = keys.record('notice', value.id);
    await db.client.send(new DeleteCommand({ TableName: db.names.workflow, Key }));
    const event = keys.auditEvent('notice', value.id, 1);
    await db.client.send(new DeleteCommand({ TableName: db.names.audit, Key: event }));
  }
}

async function stored() {
  const batch = await system.deps.records.find('batch', complete.id);
  if (!batch) throw new Error('no batch');
  return batch;
}

/** Puts the batch, with all its facts, into a state; the ceremony lacks what the first party is about to say. */
async function bring(status: BatchStatus, act: Act): Promise<void> {
  const { ceremony, ...others } = complete;
  const [first, second] = ceremony?.parts ?? [];
  if (!ceremony || !first || !second) throw new Error('no ceremony');
  const { commitment, committedBy, committedAt } = first;
  const silent = act === 'state a commitment' || status !== 'committed';
  // Once a secret is public nobody may void before the time is over; here nobody has spoken yet.
  const { secret: _, revealedBy, revealedAt, ...sealed } = second;
  const other = act === 'void' ? sealed : second;
  const party = { party: first.party, ...(!silent && { commitment, committedBy, committedAt }) };
  const value = {
    ...others,
    status,
    ...(act === 'void' && {
      voidRequest: { id: 'void', requestedBy: 'X', requestedAt: times.draw, ...wish } as const,
    }),
    ...(!['freezing', 'frozen'].includes(status) && { ceremony: { ...ceremony, parts: [party, other] } }),
  };
  const change = replaceRecord('batch', complete.id, await stored(), value, anEvent('test'));
  const done = await system.deps.work.commit([change]);
  if (!done.ok) throw new Error(done.error.kind);
  system.at(act === 'state a commitment' || act === 'commit' ? times.freeze : times.reveal);
}

function perform(act: Act, version: number) {
  const params = { id: complete.id };
  const [party] = parties;
  const speaker = system.as(person(party, 'officer'));
  const { commitBy, revealBy } = times;
  switch (act) {
    case 'commit':
      return system.as(lead)('commitBatch', { params, version, body: { ...alone, commitBy, revealBy } });
    case 'state a commitment':
      return speaker('submitCommitment', { params, body: { commitment: commitmentOf(secretOf(party)) } });
    case 'reveal':
      return speaker('revealSecret', { params, body: { secret: secretOf(party) } });
    case 'draw':
      return system.as(lead)('drawBatch', { params });
    case 'dispatch':
      return system.as(lead)('dispatchBatch', { params });
    case 'ask to void':
      return system.as(lead)('requestVoid', {
        params,
        key: `void-${version}-key`,
        body: wish,
      });
    case 'void':
      return system.as(office)('approveVoid', { params: { ...params, requestId: 'void' } });
  }
}
