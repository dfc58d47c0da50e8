import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const listening = '0A';
/** 127.0.0.1 and ::1 as the kernel writes them. */
const loopback = ['0100007F', '00000000000000000000000001000000'];

/**
 * The TCP sockets of a process that other machines could reach, as `address:port` in the kernel's hexadecimal; empty
 * where there is no /proc to ask.
 */
export function reachableFromOutside(pid: number): readonly string[] {
  const own = socketsOf(pid);
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(linesOf).flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [address = ''] = local.split(':');
    return state === listening && own.has(inode) && !loopback.includes(address) ? [local] : [];
  });
}

function socketsOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const inodes = namesIn(folder).map((name) => /^socket:\[(\d+)\]$/.exec(linkOf(join(folder, name)))?.[1]);
  return new Set(inodes.filter((inode) => inode !== undefined));
}

const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    // No such process, no such file, or a descriptor that was closed meanwhile.
    return otherwise;
  }
};
const namesIn = (folder: string): readonly string[] => attempt(() => readdirSync(folder), []);
const linkOf = (path: string): string => attempt(() => readlinkSync(path), '');
const linesOf = (path: string): readonly string[] => attempt(() => readFileSync(path, 'utf8').split('\n').slice(1), []);
