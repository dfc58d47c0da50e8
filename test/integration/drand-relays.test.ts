import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { drandRelays } from '../../functions/adapters/drand-relays.ts';
import { quicknet } from '../../shared/draw/quicknet.ts';
import type { RelayAnswer } from '../../shared/use-cases/ports/beacons.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

const [, , known] = vectors.rounds;
const { round, signature, randomness } = known ?? { round: 0, signature: '', randomness: '' };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A relay on this machine that answers as it is told to. */
async function relay(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const sound = json({ round, randomness, signature });
async function ask(relays: readonly string[], timeout?: number): Promise<readonly RelayAnswer[]> {
  const answers: RelayAnswer[] = [];
  for await (const answer of drandRelays(relays, timeout).fetch(round)) answers.push(answer);
  return answers;
}
const hostOf = (address: string) => new URL(address).host;

describe('a relay of the public beacon', () => {
  test('is asked for the round of the pinned chain and answers its signature', async () => {
    const asked: (string | undefined)[] = [];
    const address = await relay((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      sound(request, response);
    });
    expect(await ask([`${address}/`])).toEqual([{ relay: hostOf(address), signature }]);
    expect(asked).toEqual([`GET /${quicknet.chain}/public/${round}`]);
  });

  const faults: readonly (readonly [string, RequestListener, string])[] = [
    ['has no such round', json({ error: 'not found' }, 404), '拒绝应答'],
    ['is out of order', json({}, 503), '拒绝应答'],
    ['answers nonsense', (_, response) => void response.end('<html>'), '格式有误'],
    ['answers without a signature', json({ round }), '格式有误'],
    ['answers a number for a signature', json({ round, signature: 7 }), '格式有误'],
    ['answers another round', json({ round: round + 1, signature }), '轮次不符'],
    [
      'sends elsewhere',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      '转向其他地址',
    ],
    ['answers too much', json({ round, signature, more: 'x'.repeat(5000) }), '应答过大'],
    ['hangs up', (request) => void request.socket.destroy(), '无法连接'],
    ['says nothing', () => undefined, '超时'],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('{"round":'), '超时'],
  ];
  test.each(faults)('that %s is named with its fault', async (_, answer, fault) => {
    const address = await relay(answer);
    expect(await ask([address], 300)).toEqual([{ relay: hostOf(address), fault }]);
  });

  test('that never stops sending is not listened to for long', async () => {
    let sent = 0;
    const address = await relay((_, response) => {
      const more = () => {
        sent += 1;
        if (!response.destroyed) response.write('x'.repeat(1024), () => setImmediate(more));
      };
      more();
    });
    expect(await ask([address])).toEqual([{ relay: hostOf(address), fault: '应答过大' }]);
    expect(sent).toBeLessThan(2000);
  });

  test('that nobody listens at cannot be reached', async () => {
    const address = await relay(sound);
    servers.splice(0).map((server) => server.close());
    expect(await ask([address])).toEqual([{ relay: hostOf(address), fault: '无法连接' }]);
  });
});

describe('several relays', () => {
  test('are asked at once, and the first to answer is heard first', async () => {
    const slow = await relay((request, response) => void setTimeout(() => sound(request, response), 200));
    const broken = await relay(json({}, 500));
    const quick = await relay(sound);
    const answers = await ask([slow, broken, quick]);
    expect(answers.at(-1)).toEqual({ relay: hostOf(slow), signature });
    expect(answers).toHaveLength(3);
    expect(answers).toContainEqual({ relay: hostOf(broken), fault: '拒绝应答' });
  });

  test('that are not needed any more are hung up on', async () => {
    let hungUp: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const silent = await relay((_, response) => void response.on('close', hungUp));
    const quick = await relay(sound);
    for await (const answer of drandRelays([silent, quick], 60_000).fetch(round)) {
      expect(answer).toEqual({ relay: hostOf(quick), signature });
      break;
    }
    await gone;
  });

  test('may be none', async () => {
    expect(await ask([])).toEqual([]);
  });
});
