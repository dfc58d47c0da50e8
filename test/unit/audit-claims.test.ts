import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../shared/domain/audit/audit-chain.ts';
import { rowName } from '../../shared/domain/audit/content.ts';
import { type Entry, type SealedList, sealList } from '../../shared/domain/audit/sealed-list.ts';
import { baselineChain } from '../../shared/use-cases/audit/baseline.ts';
import { claimsOf } from '../../shared/use-cases/audit/claims.ts';
import type { AuditTrail } from '../../shared/use-cases/ports/audit-trail.ts';
import type { StoredContent } from '../../shared/use-cases/ports/contents.ts';

const digestOf = (digit: string) => digit.repeat(64);
const object = { entity: 'object', id: 'O1' };
const source = { entity: 'import', id: 'I1' } as const;
const name = rowName('object', 'O1', 2);
const other: Entry = [rowName('object', 'O2', 1), digestOf('9')];

type Said = Pick<AuditEvent, 'action'> & Partial<Pick<AuditEvent, 'wrote'>> & { readonly lists?: readonly Entry[] };

/** The trail of what has happened, by chain; its lists are kept as they are in the database. */
function trail(chains: Readonly<Record<string, readonly Said[]>>) {
  const kept = new Map<string, ReturnType<typeof sealList>['blocks']>();
  const sealed = (entries: readonly Entry[]): SealedList => {
    const { list, blocks } = sealList(entries);
    kept.set(list.root, blocks);
    return list;
  };
  const events = new Map(
    Object.entries(chains).map(([chain, said]) => [
      chain,
      said.map(({ action, wrote, lists }, index) => ({
        ...{ action, entity: '', id: '', seq: index + 1, at: '2026-11-23T01:00:00Z', actor: 'P1', department: 'SCJG' },
        ...{ facts: {}, previous: '', hash: '' },
        ...(wrote && { wrote }),
        ...(lists && { rows: sealed(lists) }),
      })),
    ]),
  );
  const audit: Pick<AuditTrail, 'chain' | 'blocks' | 'block'> = {
    chain: async (entity, id) => events.get(`${entity}#${id}`) ?? [],
    blocks: async (root) => (kept.get(root) ?? []).map(({ first, root: own }) => ({ first, root: own })),
    block: async (root, index) => kept.get(root)?.[index]?.entries ?? [],
  };
  return { claims: claimsOf(audit as AuditTrail), own: events.get('object#O1') ?? [] };
}

const baseline = `${baselineChain.entity}#${baselineChain.id}`;
const claimIn = (
  chains: Readonly<Record<string, readonly Said[]>>,
  content: Partial<Pick<StoredContent, 'chain' | 'broughtBy'>> = {},
) => {
  const { claims, own } = trail(chains);
  const row = { version: 2, digest: digestOf('a'), misplaced: [], chain: { seq: 0, hash: '' }, broughtBy: undefined };
  return claims.ofVersion(object, own, { ...row, ...content });
};

describe('what the audit trail says of a version that an act wrote', () => {
  test('is the digest that the last event about it states', async () => {
    const wrote = (version: number, digit: string): Said => ({
      action: 'change',
      wrote: { version, digest: digestOf(digit) },
    });
    const own = [wrote(1, '1'), wrote(2, '2'), wrote(2, '3'), wrote(3, '4')];
    expect(await claimIn({ 'object#O1': own })).toEqual({ digest: digestOf('3') });
  });

  test('is nothing where its events state others, unless the statement of earlier records names it', async () => {
    const own: Said[] = [{ action: 'create', wrote: { version: 1, digest: digestOf('1') } }];
    expect(await claimIn({ 'object#O1': own })).toBe('none');
    expect(await claimIn({ 'object#O1': own, [baseline]: [{ action: 'state', lists: [other] }] })).toBe('none');
    const stated: Said[] = [{ action: 'state', lists: [[name, digestOf('5')]] }];
    expect(await claimIn({ 'object#O1': own, [baseline]: stated })).toEqual({ digest: digestOf('5') });
  });

  test('is that it is old where its events are from before they said so, until all earlier records were stated', async () => {
    const own: Said[] = [{ action: 'create' }];
    expect(await claimIn({ 'object#O1': own })).toBe('old');
    expect(await claimIn({ 'object#O1': own, [baseline]: [{ action: 'begin' }] })).toBe('old');
    expect(await claimIn({ 'object#O1': own, [baseline]: [{ action: 'state', lists: [other] }] })).toBe('none');
  });
});

describe('what it says of a version that an import brought', () => {
  const brought = { broughtBy: source };
  const activated: Said = { action: 'activate', lists: [[name, digestOf('6')]] };

  test('is what the last list of the import states', async () => {
    const earlier: Said = { action: 'stage', lists: [[name, digestOf('7')]] };
    expect(await claimIn({ 'import#I1': [earlier, activated] }, brought)).toEqual({ digest: digestOf('6') });
    expect(await claimIn({ 'import#I1': [earlier, { action: 'activate' }] }, brought)).toEqual({
      digest: digestOf('7'),
    });
  });

  test('is that nobody sees it while the import is not active, if nothing else has happened to the row', async () => {
    const open = { 'import#I1': [{ action: 'open' }] };
    expect(await claimIn(open, brought)).toBe('unseen');
    expect(await claimIn(open, { ...brought, chain: { seq: 3, hash: digestOf('b') } })).toBe('old');
  });

  test.each(['activate', 'dispatch'])(
    'is nothing where the event that made rows visible (%s) does not list it',
    async (action) => {
      const chains = { 'import#I1': [{ action, lists: [other] }] };
      expect(await claimIn(chains, brought)).toBe('none');
      expect(
        await claimIn({ ...chains, [baseline]: [{ action: 'state', lists: [[name, digestOf('8')]] }] }, brought),
      ).toEqual({
        digest: digestOf('8'),
      });
    },
  );

  test('is that it is old where the import is from before events listed rows', async () => {
    expect(await claimIn({ 'import#I1': [{ action: 'activate' }] }, brought)).toBe('old');
  });

  test('is nothing where there is no such import', async () => {
    expect(await claimIn({}, brought)).toBe('none');
  });
});

test('an earlier document is old until all of them were stated, and then what the latest statement says, or nothing', async () => {
  const document = 'document draw 41142220261123-1';
  const said = (...lists: readonly (readonly Entry[])[]) =>
    trail({ [baseline]: lists.map((list) => ({ action: 'state', lists: list })) }).claims.ofOldDocument(document);
  expect(await said()).toBe('old');
  expect(await said([other])).toBe('none');
  expect(await said([[document, digestOf('1')]], [[document, digestOf('2')]], [other])).toEqual({
    digest: digestOf('2'),
  });
});
