import type { PhysicalNames } from '../../local/create-tables.ts';
import { type TableName, tableNames } from '../../shared/platform/tables.ts';
import type { Io } from '../command.ts';
import type { ControlPlane } from './control-plane.ts';

/** A drill's tables have the live names with this suffix, so that no other table is ever mistaken for them. */
export const drillSuffix = /^drill-\d{12}$/;

/** `drill-202603020300`: its start time, in UTC. */
export const suffixAt = (now: Date): string => `drill-${now.toISOString().replaceAll(/\D/g, '').slice(0, 12)}`;

export function namesOfDrill(live: PhysicalNames, suffix: string): PhysicalNames {
  if (!drillSuffix.test(suffix)) throw new Error(`${suffix} is no suffix of a drill`);
  // Object.fromEntries loses the type of its keys.
  return Object.fromEntries(tableNames.map((table) => [table, `${live[table]}-${suffix}`])) as Record<
    TableName,
    string
  >;
}

/** The latest time to which all tables can be restored together; names the tables without recovery. */
export async function latestMoment(
  plane: ControlPlane,
  live: PhysicalNames,
): Promise<{ readonly moment: Date | undefined; readonly without: readonly TableName[] }> {
  const found = await Promise.all(
    tableNames.map(async (table) => [table, await plane.latestRestorable(live[table])] as const),
  );
  const without = found.filter(([, latest]) => latest === undefined).map(([table]) => table);
  const times = found.flatMap(([, latest]) => latest?.getTime() ?? []);
  return { moment: times.length > 0 ? new Date(Math.min(...times)) : undefined, without };
}

export interface Waiting {
  readonly pause: () => Promise<void>;
  /** How many times to poll the tables before giving up. */
  readonly looks: number;
}

/** Restores every table as of a time and waits until all exist. The live tables are only read. */
export async function restoreTables(
  plane: ControlPlane,
  live: PhysicalNames,
  suffix: string,
  at: Date,
  { pause, looks }: Waiting,
  { say }: Pick<Io, 'say'>,
): Promise<PhysicalNames> {
  const names = namesOfDrill(live, suffix);
  for (const table of tableNames) {
    if ((await plane.status(names[table])) !== 'absent') throw new Error(`table ${names[table]} is there already`);
  }
  for (const table of tableNames) {
    await plane.restore(live[table], names[table], at);
    say(`恢复中 (restoring): ${live[table]} → ${names[table]}`);
  }
  for (let look = 0; look < looks; look += 1) {
    const states = await Promise.all(tableNames.map((table) => plane.status(names[table])));
    if (states.every((state) => state === 'ready')) return names;
    say(`已就绪 (ready): ${states.filter((state) => state === 'ready').length} / ${states.length}`);
    await pause();
  }
  throw new Error(
    `the tables are not there after ${looks} looks; they go on being restored: remove them with --remove ${suffix}`,
  );
}

/** Removes the tables of a drill, and no others. */
export async function removeDrill(
  plane: ControlPlane,
  live: PhysicalNames,
  suffix: string,
): Promise<readonly string[]> {
  const inUse = new Set(Object.values(live));
  const removed: string[] = [];
  for (const name of Object.values(namesOfDrill(live, suffix))) {
    if (inUse.has(name)) throw new Error(`table ${name} is in use`);
    if ((await plane.status(name)) === 'absent') continue;
    await plane.remove(name);
    removed.push(name);
  }
  return removed;
}
