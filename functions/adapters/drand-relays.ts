import * as z from 'zod';
import type { RelayFault } from '../../shared/codes/draws.ts';
import { quicknet } from '../../shared/draw/quicknet.ts';
import type { Beacons, RelayAnswer } from '../../shared/use-cases/ports/beacons.ts';

/** What every relay answers to a round; they say more, which nobody here believes. */
const RoundAnswer = z.object({ round: z.int(), signature: z.string().max(200) });

/** A round is 300 bytes; whoever sends much more is no relay. */
const mostBytes = 4096;

/**
 * Asks relays of the public beacon over HTTP, all at once, and hands on what they say in the order in which they say it.
 * Nothing is verified here. The address is the one that every relay serves, `{relay}/{chain}/public/{round}`; a
 * redirect is not followed. Whoever stops reading hangs up on the relays that are still thinking.
 */
export const drandRelays = (relays: readonly string[], timeoutMilliseconds = 5000): Beacons => ({
  async *fetch(round) {
    const stopped = new AbortController();
    const open = new Map(
      relays.map((relay) => {
        const answer = ask(relay, round, AbortSignal.any([stopped.signal, AbortSignal.timeout(timeoutMilliseconds)]));
        return [relay, answer.then((value) => ({ relay, value }))] as const;
      }),
    );
    try {
      while (open.size > 0) {
        const { relay, value } = await Promise.race(open.values());
        open.delete(relay);
        yield value;
      }
    } finally {
      stopped.abort();
    }
  },
});

async function ask(address: string, round: number, signal: AbortSignal): Promise<RelayAnswer> {
  const relay = new URL(address).host;
  const fault = (name: RelayFault): RelayAnswer => ({ relay, fault: name });
  try {
    const url = `${address.replace(/\/+$/, '')}/${quicknet.chain}/public/${round}`;
    const response = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json' }, signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      return fault(response.status >= 300 && response.status < 400 ? '转向其他地址' : '拒绝应答');
    }
    const text = await textOf(response);
    if (text === undefined) return fault('应答过大');
    const answer = RoundAnswer.safeParse(jsonOf(text));
    if (!answer.success) return fault('格式有误');
    return answer.data.round === round ? { relay, signature: answer.data.signature } : fault('轮次不符');
  } catch {
    return fault(signal.aborted ? '超时' : '无法连接');
  }
}

/** The body as far as a round may go; undefined when there is more. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
