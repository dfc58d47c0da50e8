import { quicknet } from '../shared/draw/quicknet.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import type { Sendable } from './http-server.ts';
import { knownRound, knownRoundDue } from './known-round.ts';

/** Answers the paths of a relay; undefined for other paths. */
export type Relay = (path: string) => Sendable | undefined;

/** The path of the relay on a server. */
export const relayPath = '/relay';

/**
 * A relay of the public beacon that has only the one known round, and, like any relay, not before its time by the local
 * clock. The relay's own path lists the rounds it will have later.
 */
export const createRelay =
  (clock: Clock): Relay =>
  (path) => {
    const { round, signature } = knownRound;
    const isMade = clock() >= knownRoundDue;
    if (path === relayPath) return json(200, isMade ? [] : [{ round, due: knownRoundDue.toISOString() }]);
    if (path !== `${relayPath}/${quicknet.chain}/public/${round}`) return undefined;
    return isMade ? json(200, { round, signature }) : json(425, { error: '这一轮公共随机数尚未产生。' });
  };

const json = (statusCode: number, body: unknown): Sendable => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
