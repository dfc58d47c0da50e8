import { statfsSync } from 'node:fs';
import { problem } from '../functions/chain/problem.ts';
import type { HttpAnswer } from '../functions/chain/responses.ts';

/** What is wrong with this machine, in words: a title, and what to do. */
export interface Ailment {
  readonly title: string;
  readonly detail: string;
}

export const diskFull: Ailment = {
  title: '磁盘已满',
  detail: '本机磁盘已满，未能保存。请清理状态目录所在的磁盘，然后重试；已办结的事项不受影响。',
};

/** Below so many free bytes the database can no longer be relied on to write. */
const leastFreeBytes = 16 * 1024 * 1024;

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Why this machine fails to answer, if it can tell: its disk is full, or its database has ended. */
export function diagnose(folder: string, isDatabaseDown: boolean, free = freeBytes): Ailment | undefined {
  if (free(folder) < leastFreeBytes) return diskFull;
  return isDatabaseDown
    ? {
        title: '数据库进程已退出',
        detail: '本机的数据库进程已退出，系统正在重新启动它，请稍候重试；已办结的事项不受影响。',
      }
    : undefined;
}

/** How long (s) until trying again makes sense. */
const retryAfterSeconds = 5;

/** An answer that says what is wrong with this machine. */
export function ailing({ title, detail }: Ailment): HttpAnswer {
  const answer = problem({ kind: 'busy', retryAfterSeconds });
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), title, detail }) };
}
