import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../shared/base/result.ts';
import { LogDocument } from '../shared/domain/audit/audit-log.ts';
import { portalAt } from '../shared/verification/fetch-draw.ts';
import { type LogFault, verifyLog } from '../shared/verification/verify-log.ts';

const pageDays = 100;

/** Downloads the published roots, a file for each day; what was downloaded before is never replaced by something else. */
export async function fetchLog(
  { url, folder }: { readonly url: string; readonly folder: string },
  tell: (line: string) => void,
): Promise<Result<{ readonly days: number }, string>> {
  mkdirSync(folder, { recursive: true });
  const call = portalAt(url);
  let days = 0;
  let cursor: string | undefined;
  do {
    const page = await call('listPublicLog', { query: { limit: pageDays, ...(cursor !== undefined && { cursor }) } });
    if (!page.ok) return err(page.error.detail);
    for (const document of page.value.items) {
      const path = join(folder, `${LogDocument.parse(document).day}.json`);
      const text = `${JSON.stringify(document, undefined, 2)}\n`;
      if (existsSync(path) && readFileSync(path, 'utf8') !== text)
        return err(`${path} 与网站现在公布的不同：公布过的根被改动，请保留该文件作为证据。`);
      writeFileSync(path, text);
      days += 1;
    }
    cursor = page.value.next;
  } while (cursor !== undefined);
  tell(`✓ ${folder}  ${days} 天`);
  return ok({ days });
}

/** The downloaded days, by date. */
function readDays(folder: string): Result<ReadonlyMap<string, LogDocument>, string> {
  if (!existsSync(folder)) return err(`找不到 ${folder}。`);
  const days = new Map<string, LogDocument>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const read = parsed(readFileSync(join(folder, name), 'utf8'));
    if (!read) return err(`${join(folder, name)} 不是审计日志的每日根。`);
    days.set(read.day, read);
  }
  return ok(days);
}

function parsed(text: string): LogDocument | undefined {
  try {
    return LogDocument.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The verification as lines, and whether it held. */
export function reportLog({
  from,
  to,
  folder,
}: {
  readonly from: string;
  readonly to: string;
  readonly folder: string;
}): Result<{ readonly holds: boolean; readonly lines: readonly string[] }, string> {
  const days = readDays(folder);
  if (!days.ok) return days;
  const verified = verifyLog(days.value, from, to);
  if (!verified.ok) {
    if (verified.error.why === 'missing') return err(faultInWords(verified.error));
    return ok({ holds: false, lines: [`✗ ${faultInWords(verified.error)}`] });
  }
  const { size, root, days: count } = verified.value;
  return ok({
    holds: true,
    lines: [
      `✓ ${from} 至 ${to}：${count} 天的根前后一致，日志只增不改`,
      `  ${to} 日志共 ${size} 条，根 ${root}`,
      '请与他人下载的同一天的根比对：相同，才说明网站对大家公布的是同一份日志。',
    ],
  });
}

function faultInWords({ day, why, after }: LogFault): string {
  switch (why) {
    case 'missing':
      return `没有 ${day} 的根，请先下载：npm run verify -- fetch-log 网址`;
    case 'other-root':
      return `${day} 所接续的不是 ${after} 公布的根：公布过的日志被换掉了`;
    case 'not-consistent':
      return `${day} 的日志不是 ${after} 的日志增加而成：以前的记录被改动、删除或调换了`;
  }
}
