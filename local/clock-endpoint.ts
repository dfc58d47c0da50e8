import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { DevelopmentClock } from './clock.ts';
import { readBody, type Sendable } from './http-server.ts';

export interface ClockControl {
  readonly clock: DevelopmentClock;
  /** Runs the due jobs and returns which ones ran. */
  readonly whenMoved: () => Promise<readonly string[]>;
}

const Change = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceDays: z.number().min(0).max(3660) }),
]);

/** Development only: `GET` returns the time, `PUT` moves it forward and waits for the schedules that became due. */
export async function answerClock({ clock, whenMoved }: ClockControl, request: IncomingMessage): Promise<Sendable> {
  const shown = () => ({ now: clock.now().toISOString(), shanghai: shanghaiText(clock.now()) });
  if (request.method === 'GET') return answer(200, shown());

  const change = Change.safeParse(parsed(await readBody(request, 1000)));
  if (!change.success)
    return answer(400, { detail: '请提供 {"now": "2026-03-02T08:00:00+08:00"} 或 {"advanceDays": 5}。' });
  const target =
    'now' in change.data
      ? new Date(change.data.now)
      : new Date(clock.now().getTime() + change.data.advanceDays * 24 * 3600_000);
  if (!clock.forwardTo(target))
    return answer(409, { detail: '时钟只能向前拨；如需从头开始，请停止系统，用启动时提示的命令清空数据目录。' });
  return answer(200, { ...shown(), ran: await whenMoved() });
}

const shanghaiText = (time: Date): string =>
  time.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'full', timeStyle: 'short' });

const parsed = (body: Buffer | undefined): unknown => {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
};

const answer = (statusCode: number, body: unknown): Sendable => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
