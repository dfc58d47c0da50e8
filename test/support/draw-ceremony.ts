import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { VoidCategory } from '../../shared/codes/draws.ts';
import type { MatchingWish } from '../../shared/domain/match/rules.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { expectOk, person, type TestSystem } from './system.ts';

export const lead = person('SCJG', 'department-admin');
export const office = person('SCJG', 'office', '联席办');

/** Departments that do not take part in the inspections. */
export const parties = ['CZJ', 'FGW', 'SFJ'] as const;
/** The ceremony without a beacon, and why. */
export const alone = {
  source: 'ceremony',
  reason: '本县未开通外网',
  parties: [...parties],
} satisfies CallOf<'commitBatch'>['body'];
export const secretOf = (party: string): string => commitmentOf(`secret of ${party}`);

export const times = {
  freeze: '2026-11-23T01:00:00.000Z',
  commitBy: '2026-11-23T02:00:00.000Z',
  revealBy: '2026-11-23T03:00:00.000Z',
  reveal: '2026-11-23T02:30:00.000Z',
  draw: '2026-11-23T04:00:00.000Z',
} as const;

export type BatchAnswer = AnswerOf<'getBatch'>;

/** Ids of the plan's entries that are drawn together, in one batch. */
type Entries = string | readonly string[];

export async function frozenBatch(
  system: TestSystem,
  entryId: Entries = 'E1',
  key = 'freeze-0001',
  matching?: MatchingWish,
): Promise<BatchAnswer> {
  system.at(times.freeze);
  return expectOk(
    await system.as(lead)('freezeBatch', {
      key,
      body: {
        title: '年末联合抽查',
        entries: [entryId].flat().map((id) => ({ planId: 'P1', entryId: id })),
        ...(matching && { matching }),
      },
    }),
  );
}

/** Names the ceremony for a batch that is frozen. */
export async function commitFrozen(
  system: TestSystem,
  { id, version }: Pick<BatchAnswer, 'id' | 'version'>,
): Promise<BatchAnswer> {
  const { commitBy, revealBy } = times;
  const body = { ...alone, commitBy, revealBy };
  return expectOk(await system.as(lead)('commitBatch', { params: { id }, version, body }));
}

/** `unlaid` leaves out the first task of the process. */
export async function committedBatch(
  system: TestSystem,
  entryId?: Entries,
  key?: string,
  laid: 'laid' | 'unlaid' = 'laid',
  matching?: MatchingWish,
): Promise<BatchAnswer> {
  const { id } = await commitFrozen(system, await frozenBatch(system, entryId, key, matching));
  // The first thing the process does, moments after the commitment.
  if (laid === 'laid') await system.runJob('stage-public-frames', { batchId: id });
  return expectOk(await system.as(lead)('getBatch', { params: { id } }));
}

export async function revealedBatch(
  system: TestSystem,
  entryId?: Entries,
  key?: string,
  laid: 'laid' | 'unlaid' = 'laid',
  matching?: MatchingWish,
): Promise<BatchAnswer> {
  const { id } = await committedBatch(system, entryId, key, laid, matching);
  return revealCommitted(system, id);
}

/** All parties commit and reveal in their time; afterwards it is the time of the draw. */
export async function revealCommitted(system: TestSystem, id: string): Promise<BatchAnswer> {
  for (const party of parties) {
    const commitment = commitmentOf(secretOf(party));
    expectOk(await system.as(person(party, 'officer'))('submitCommitment', { params: { id }, body: { commitment } }));
  }
  system.at(times.reveal);
  for (const party of parties) {
    const body = { secret: secretOf(party) };
    expectOk(await system.as(person(party, 'officer'))('revealSecret', { params: { id }, body }));
  }
  system.at(times.draw);
  return expectOk(await system.as(lead)('getBatch', { params: { id } }));
}

export async function drawnBatch(
  system: TestSystem,
  entryId?: Entries,
  key?: string,
  matching?: MatchingWish,
): Promise<BatchAnswer> {
  const { id } = await revealedBatch(system, entryId, key, 'laid', matching);
  return expectOk(await system.as(lead)('drawBatch', { params: { id } }));
}

export async function dispatchedBatch(
  system: TestSystem,
  entryId?: Entries,
  key?: string,
  matching?: MatchingWish,
): Promise<BatchAnswer> {
  const { id } = await drawnBatch(system, entryId, key, matching);
  return expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
}

/** What a void rests on that comes after the digest. */
const document = '睢联席办〔2026〕9号《关于作废有关抽取批次的函》';
let voids = 0;

/** The void as two people bring it about: one asks, another approves what was asked. */
export async function voidBatch(
  system: TestSystem,
  id: string,
  body: { category: VoidCategory; reason: string; document?: string },
  approver: Principal = office,
) {
  const requestId = await askVoid(system, id, body);
  return system.as(approver)('approveVoid', { params: { id, requestId } });
}

export async function askVoid(
  system: TestSystem,
  id: string,
  body: { category: VoidCategory; reason: string; document?: string } = { category: '其他', reason: '误操作' },
  asker: Principal = lead,
): Promise<string> {
  voids += 1;
  const asked = expectOk(
    await system.as(asker)('requestVoid', { params: { id }, key: `void-key-${voids}`, body: { document, ...body } }),
  );
  return asked.voidRequest?.id ?? '';
}
