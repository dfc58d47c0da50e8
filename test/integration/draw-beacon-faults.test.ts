import { beforeEach, describe, expect, test } from 'vitest';
import {
  at,
  committed,
  countyForTest,
  drand,
  frozen,
  kindOf,
  otherSignature,
  publicDraw,
  signature,
  take,
} from '../support/draw-beacon.ts';
import { askVoid, lead, office, voidBatch } from '../support/draw-ceremony.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const silence = { 'one.example': '超时', 'two.example': '无法连接' } as const;
const minutesAfter = (minutes: number) => new Date(Date.parse(at.due) + minutes * 60_000).toISOString();
const handIn = (id: string, given: string, who = lead) =>
  system.as(who)('submitBeacon', { params: { id }, body: { signature: given } });

beforeEach(async () => {
  system = await countyForTest();
});

describe('a beacon that no relay gives', () => {
  test('leaves the batch waiting, with what each relay did, for officials and the public to see', async () => {
    const { id, number } = await committed(system);
    system.deps.beacons.relays = silence;
    system.at(at.due);
    const missed = await take(system, id);
    expect(kindOf(missed)).toBe('beacon-unavailable');
    system.at(minutesAfter(5));
    expect(kindOf(await take(system, id))).toBe('beacon-unavailable');
    const beaconFaults = {
      since: at.due,
      last: minutesAfter(5),
      times: 2,
      relays: [
        { relay: 'one.example', reason: '超时' },
        { relay: 'two.example', reason: '无法连接' },
      ],
    };
    const seen = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(seen).toMatchObject({ status: 'committed', awaiting: '等待公共随机数', beaconFaults });
    expect(await publicDraw(system, number)).toMatchObject({ awaiting: '等待公共随机数', beaconFaults });
  });

  test('is awaited in public from the time of its round on, though nobody has asked for it', async () => {
    const { number } = await committed(system);
    system.at(at.before);
    expect((await publicDraw(system, number)).awaiting).toBeUndefined();
    system.at(at.due);
    expect((await publicDraw(system, number)).awaiting).toBe('等待公共随机数');
  });

  test('is taken as soon as one gives it, and the waiting stays on record', async () => {
    const { id, number } = await committed(system);
    system.deps.beacons.relays = silence;
    system.at(at.due);
    await take(system, id);
    system.deps.beacons.relays = { ...silence, 'two.example': 'sound' };
    system.at(at.later);
    expect(expectOk(await take(system, id))).toMatchObject({ status: 'revealed', beacon: { relay: 'two.example' } });
    const document = await publicDraw(system, number);
    expect([document.awaiting, document.beaconFaults?.times]).toEqual([undefined, 1]);
  });

  test('is not taken from a relay that lies, and the relay is named', async () => {
    const { id } = await committed(system);
    system.deps.beacons.relays = { 'liar.example': { signature: otherSignature }, 'two.example': 'sound' };
    system.at(at.due);
    expect(expectOk(await take(system, id)).beacon).toMatchObject({ signature, relay: 'two.example' });
  });

  test('is not taken where every relay lies', async () => {
    const { id } = await committed(system);
    const garbage = { signature: 'f'.repeat(96) };
    system.deps.beacons.relays = { 'liar.example': { signature: otherSignature }, 'fool.example': garbage };
    system.at(at.due);
    expect(kindOf(await take(system, id))).toBe('beacon-unavailable');
    const { beaconFaults } = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(beaconFaults?.relays).toEqual([
      { relay: 'liar.example', reason: '签名无效' },
      { relay: 'fool.example', reason: '签名无效' },
    ]);
  });
});

describe('a signature that is handed in', () => {
  test('is verified like any other and takes the place of the relays', async () => {
    const { id, number } = await committed(system);
    system.at(at.due);
    const done = expectOk(await handIn(id, signature));
    expect([done.status, done.beacon?.signature, done.beacon?.relay]).toEqual(['revealed', signature, undefined]);
    expect(expectOk(await handIn(id, signature)).version).toBe(done.version);
    expect(kindOf(await handIn(id, otherSignature))).toBe('already-exists');
    expect((await publicDraw(system, number)).beacon?.signature).toBe(signature);
  });

  test.each([
    ['of another round', otherSignature, 'beacon-invalid', '与该轮次和公钥不符'],
    ['that is no point', 'f'.repeat(96), 'beacon-invalid', '不是曲线群中的点'],
    ['that is cut short', signature.slice(1), 'invalid-input', '1 处'],
  ])('%s is refused by name', async (_, given, kind, words) => {
    const { id } = await committed(system);
    system.at(at.due);
    const refused = await handIn(id, given);
    expect(kindOf(refused)).toBe(kind);
    expect(refused.ok || refused.error.detail).toContain(words);
  });

  test('is refused before the round, and from whoever does not lead the draw', async () => {
    const { id } = await committed(system);
    system.at(at.before);
    expect(kindOf(await handIn(id, signature))).toBe('beacon-too-early');
    expect(kindOf(await handIn(id, signature, person('SCJG', 'officer')))).toBe('forbidden');
  });
});

describe('a void of a draw whose round is over', () => {
  const body = { category: '计划调整', reason: '结果不理想' } as const;
  /** Asks at the round's time and every five minutes after. */
  const askInVain = async (id: string, minutes: number, relays: typeof system.deps.beacons.relays = silence) => {
    system.deps.beacons.relays = relays;
    for (let minute = 0; minute <= minutes; minute += 5) {
      system.at(minutesAfter(minute));
      expect(kindOf(await take(system, id))).toBe('beacon-unavailable');
    }
  };

  test('is no way out of an outcome that is fixed', async () => {
    const { id } = await committed(system);
    system.at(at.due);
    const refused = await voidBatch(system, id, body);
    expect(kindOf(refused)).toBe('not-ready');
    expect(refused.ok || refused.error.detail).toContain('结果已经确定');
  });

  test('that was asked for before the round is judged when it is approved', async () => {
    const { id } = await committed(system);
    const requestId = await askVoid(system, id);
    system.at(at.due);
    expect(kindOf(await system.as(office)('approveVoid', { params: { id, requestId } }))).toBe('not-ready');
  });

  test('is free before the round', async () => {
    const { id, number } = await committed(system);
    system.at(at.before);
    expectOk(await voidBatch(system, id, body));
    const { voided } = await publicDraw(system, number);
    expect([voided?.category, voided?.beaconLost]).toEqual(['计划调整', undefined]);
  });

  test('needs an hour of asking in vain, and then everybody can compute what would have come out', async () => {
    const { id, number } = await committed(system);
    await askInVain(id, 55);
    expect(kindOf(await voidBatch(system, id, body))).toBe('not-ready');
    await system.as(lead)('withdrawRequest', { params: { id, requestId: await pendingVoid(id) } });
    await askInVain(id, 60);
    expectOk(await voidBatch(system, id, body));
    const { document, frames } = await readPublicDraw(system.deps.published, number);
    expect(document.voided).toMatchObject({ category: '随机源未完成', beaconLost: true, notCommitted: [] });
    expect(document.rowsPublishedAt).toBeDefined();
    expect([...frames.values()].every((lines) => lines.length > 0)).toBe(true);
  });

  test('does not live on asking that has stopped', async () => {
    const { id } = await committed(system);
    await askInVain(id, 60);
    system.at(minutesAfter(71));
    expect(kindOf(await voidBatch(system, id, body))).toBe('not-ready');
  });

  test('is granted up to ten minutes after the last time that was asked', async () => {
    const { id } = await committed(system);
    await askInVain(id, 60);
    system.at(minutesAfter(70));
    expect(kindOf(await voidBatch(system, id, body))).toBe('ok');
  });

  test('waits for the frames to be laid, without which nobody could compute what would have come out', async () => {
    const { id, version } = await frozen(system);
    expectOk(await system.as(lead)('commitBatch', { params: { id }, version, body: drand }));
    await askInVain(id, 60);
    const refused = await voidBatch(system, id, body);
    expect(refused).toMatchObject({ error: { kind: 'not-ready', detail: expect.stringContaining('抽样框尚未登记') } });
    await system.runJob('stage-public-frames', { batchId: id });
    const requestId = await pendingVoid(id);
    expect(kindOf(await system.as(office)('approveVoid', { params: { id, requestId } }))).toBe('ok');
  });

  test('needs relays that were asked: having none is no loss of the beacon', async () => {
    const { id } = await committed(system);
    await askInVain(id, 60, {});
    expect(kindOf(await voidBatch(system, id, body))).toBe('not-ready');
    expectOk(await handIn(id, signature));
  });

  const pendingVoid = async (id: string) =>
    expectOk(await system.as(lead)('getBatch', { params: { id } })).voidRequest?.id ?? '';
});
