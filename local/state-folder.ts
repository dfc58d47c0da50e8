import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import * as z from 'zod';
import { resetCommand } from './hints.ts';
import { errorCode, StartError } from './start-error.ts';

/** The folder of everything that must survive a restart. One running system locks it at a time. */
export interface StateFolder {
  readonly path: (name: string) => string;
  readonly release: () => void;
}

const Lock = z.object({ pid: z.int(), startedAt: z.string(), url: z.string() });
type Lock = z.infer<typeof Lock>;

/** Opens the folder for this process alone. `url` is shown to anyone who tries to open it in the meantime. */
export function openStateFolder(folder: string, url: string): StateFolder {
  const root = resolve(folder);
  const path = (name: string) => join(root, name);
  makeFolder(root);
  const lock = path('lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), url } satisfies Lock);
  try {
    writeFileSync(lock, mine, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw unusable(root, error);
    refuseIfRunning(lock, root);
    writeFileSync(lock, mine, { mode: 0o600 });
  }
  return { path, release: () => rmSync(lock, { force: true }) };
}

/** Refuses while another process holds the lock; the lock of a killed process does not count. */
export function refuseIfRunning(lock: string, root: string): void {
  const holder = readState(lock, Lock.optional(), undefined, { broken: 'ignored' });
  if (!holder || holder.startedAt === '' || startOf(holder.pid) !== holder.startedAt) return;
  throw new StartError(
    `状态目录 ${root} 正被另一套运行中的系统使用（进程 ${holder.pid}，${holder.url}）。`,
    '请直接使用该系统，或先在其窗口按 Ctrl+C 停止；如需并行再启动一套，请加 --port 和 --state 参数另选端口和目录。',
  );
}

/** The start time of a process, in ticks since boot, so that a reused id is not mistaken for it; '' if it is gone. */
function startOf(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return afterName.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Records, keys and files are nobody else's on this machine, also those that the emulator writes or an earlier start left. */
function makeFolder(root: string): void {
  try {
    if (isMainThread) process.umask(0o077);
    mkdirSync(root, { recursive: true, mode: 0o700 });
    chmodSync(root, 0o700);
    const probe = join(root, '.writable');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw unusable(root, error);
  }
}

const unusable = (root: string, cause: unknown): StartError =>
  new StartError(
    `状态目录 ${root} 不可用（${errorCode(cause) ?? cause}）。`,
    '请确认它是一个目录、磁盘未满且当前用户可以写入，或用 --state 另选目录。',
    cause,
  );

/** A small JSON file of the state folder; absent = `initial`. An unreadable file stops the start. */
export function readState<T>(
  file: string,
  schema: z.ZodType<T>,
  initial: T,
  { broken }: { readonly broken: 'refused' | 'ignored' } = { broken: 'refused' },
): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || broken === 'ignored') return initial;
    throw new StartError(
      `状态文件 ${file} 已损坏，无法读取。`,
      `如不需要保留本机数据，请执行 ${resetCommand(dirname(file))} 清空后重新启动；否则请从备份恢复该文件。`,
      error,
    );
  }
}

/** Replaces the file atomically, so that a crash leaves the old or the new one. */
export function writeState(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
