import { beforeEach, describe, expect, test } from 'vitest';
import { askVoid, committedBatch, frozenBatch, lead, office, times, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const convener = person('SCJG', 'convener', '召集人');
const entries = [{ planId: 'P1', entryId: 'E1' }];
const wrong = { category: '程序违规', reason: '参数有误' } as const;
const reason = '更正参数后再抽';
let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
const freeze = (key: string) => system.as(lead)('freezeBatch', { key, body: { title: '再次抽取', entries } });
const consent = (id: string, who = convener) => system.as(who)('consentToRepeat', { params: { id }, body: { reason } });
const takeBack = (id: string) => system.as(convener)('withdrawRepeatConsent', { params: { id } });
const recordOf = async (number: string) => (await readPublicDraw(system.deps.published, number)).document;

async function committedAndVoided(key: string) {
  const batch = await committedBatch(system, 'E1', key);
  expectOk(await voidBatch(system, batch.id, wrong));
  return batch;
}

describe('a voided draw', () => {
  test('says why in public, in words and with the document', async () => {
    const { number } = await committedAndVoided('freeze-0001');
    expect((await recordOf(number)).voided).toMatchObject({
      ...wrong,
      document: '睢联席办〔2026〕9号《关于作废有关抽取批次的函》',
    });
  });

  test('is not asked for in words that tell who somebody is or whom to call', async () => {
    const { id } = await committedBatch(system);
    for (const told of ['因张某（411422199003071233）举报', '请拨13812345678'].map((text) => ({
      ...wrong,
      reason: text,
    }))) {
      const asked = await system.as(lead)('requestVoid', {
        params: { id },
        key: `void-key-${told.reason.length}`,
        body: told,
      });
      expect([told.reason, kindOf(asked)]).toEqual([told.reason, 'invalid-input']);
    }
  });

  test('is not decided for a reason that has passed since it was asked for', async () => {
    const batch = await frozenBatch(system);
    const requestId = await askVoid(system, batch.id, { ...wrong, document: undefined });
    const { commitBy, revealBy } = times;
    const body = {
      source: 'ceremony',
      reason: '未开通外网',
      parties: ['CZJ', 'FGW', 'SFJ'],
      commitBy,
      revealBy,
    } as const;
    const { version } = expectOk(await system.as(lead)('getBatch', { params: { id: batch.id } }));
    expectOk(
      await system.as(lead)('commitBatch', {
        params: { id: batch.id },
        version,
        body: { ...body, parties: [...body.parties] },
      }),
    );
    const decided = await system.as(office)('approveVoid', { params: { id: batch.id, requestId } });
    expect(kindOf(decided)).toBe('not-ready');
    expect(decided.ok || decided.error.detail).toContain('摘要已经公布');
  });

  test('is not blamed on a source of randomness that can still be completed', async () => {
    const { id } = await committedBatch(system);
    const requestId = await askVoid(system, id, { category: '随机源未完成', reason: '未按时提交' });
    expect(kindOf(await system.as(office)('approveVoid', { params: { id, requestId } }))).toBe('not-ready');
  });
});

describe('an entry that is drawn again', () => {
  test('is named by both records, each with the other', async () => {
    const first = await committedAndVoided('freeze-0001');
    const second = await committedBatch(system, 'E1', 'freeze-0002');
    expect((await recordOf(second.number)).repeats).toEqual([first.number]);
    expect((await recordOf(first.number)).repeatedBy).toEqual([second.number]);
  });

  test('is not named before the digest of the repeat is public', async () => {
    const first = await committedAndVoided('freeze-0001');
    const second = await frozenBatch(system, 'E1', 'freeze-0002');
    expect((await recordOf(first.number)).repeatedBy).toBeUndefined();
    expectOk(await voidBatch(system, second.id, wrong));
    expect((await recordOf(first.number)).repeatedBy).toEqual([second.number]);
  });

  test('needs the convener for the second time in a year, and is refused by name without', async () => {
    await committedAndVoided('freeze-0001');
    const second = await committedAndVoided('freeze-0002');
    const refused = await freeze('freeze-0003');
    expect(kindOf(refused)).toBe('repeat-needs-consent');
    expect(refused.ok || refused.error.detail).toContain(`召集人先对已作废的批次 ${second.number} 表示同意`);
    expectOk(await consent(second.id));
    expect((await recordOf(second.number)).repeatConsent).toEqual({ at: times.freeze, reason });
    expectOk(await freeze('freeze-0004'));
  });

  test('may be frozen anew as often as needed while no digest is public', async () => {
    for (const key of ['freeze-0001', 'freeze-0002', 'freeze-0003']) {
      const { id } = await frozenBatch(system, 'E1', key);
      expectOk(await voidBatch(system, id, { category: '录入错误', reason: '名录有误' }));
    }
    expectOk(await freeze('freeze-0004'));
  });

  test('needs a consent of its own each time', async () => {
    await committedAndVoided('freeze-0001');
    const second = await committedAndVoided('freeze-0002');
    expectOk(await consent(second.id));
    const third = await committedAndVoided('freeze-0003');
    expect(third.repeats).toHaveLength(2);
    expect(kindOf(await freeze('freeze-0004'))).toBe('repeat-needs-consent');
  });
});

describe('the convener’s consent', () => {
  test('is not given by who asked for the void or approved it', async () => {
    const { id } = await committedAndVoided('freeze-0001');
    for (const { id: one } of [lead, office]) {
      const both = { ...person('SCJG', 'convener'), id: one };
      expect(kindOf(await consent(id, both))).toBe('same-person');
    }
  });

  test('is given to what was voided in public alone, and once', async () => {
    const { id } = await committedBatch(system);
    expect(kindOf(await consent(id))).toBe('not-ready');
    expectOk(await voidBatch(system, id, wrong));
    expectOk(await consent(id));
    expectOk(await consent(id));
    expect(kindOf(await consent(id, person('SFJ', 'convener', '另一召集人')))).toBe('not-ready');
  });

  test('is not given to what was voided before its digest was public, which needs none', async () => {
    const { id } = await frozenBatch(system);
    expectOk(await voidBatch(system, id, { category: '录入错误', reason: '名录有误' }));
    const refused = await consent(id);
    expect(kindOf(refused)).toBe('not-ready');
    expect(refused.ok || refused.error.detail).toContain('摘要公布后');
  });

  test('is taken back by any convener, where there is one to take back', async () => {
    const { id } = await committedAndVoided('freeze-0001');
    const nothing = await takeBack(id);
    expect(nothing.ok || nothing.error.detail).toContain('没有可以撤回的同意');
    expectOk(await consent(id));
    expectOk(await system.as(person('SFJ', 'convener', '另一召集人'))('withdrawRepeatConsent', { params: { id } }));
    expect(
      (await recordOf((await system.as(convener)('getBatch', { params: { id } }).then(expectOk)).number)).repeatConsent,
    ).toBe(undefined);
  });

  test('is taken back until a batch rests on it, and not after', async () => {
    await committedAndVoided('freeze-0001');
    const second = await committedAndVoided('freeze-0002');
    expectOk(await consent(second.id));
    expectOk(await takeBack(second.id));
    expect((await recordOf(second.number)).repeatConsent).toBeUndefined();
    expect(kindOf(await freeze('freeze-0003'))).toBe('repeat-needs-consent');
    expectOk(await consent(second.id));
    expectOk(await freeze('freeze-0004'));
    expect(kindOf(await takeBack(second.id))).toBe('not-ready');
  });

  test('is either taken back or used, whoever comes first', async () => {
    await committedAndVoided('freeze-0001');
    const second = await committedAndVoided('freeze-0002');
    expectOk(await consent(second.id));
    const [frozen, back] = await Promise.all([freeze('freeze-0003'), takeBack(second.id)]);
    expect([kindOf(frozen), kindOf(back)].filter((kind) => kind === 'ok')).toHaveLength(1);
    const left = expectOk(await system.as(convener)('getBatch', { params: { id: second.id } }));
    expect(left.repeatConsent?.usedBy !== undefined).toBe(frozen.ok);
  });
});
