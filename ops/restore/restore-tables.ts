import type { PhysicalNames } from '../../local/create-tables.ts';
import { type TableName, tableNames } from '../../shared/platform/tables.ts';
import type { Io } from '../command.ts';
import type { ControlPlane } from './control-plane.ts';

/** A drill's tables are called as the live ones with this behind, so that nothing else is ever mistaken for them. */
export const drillSuffix = /^drill-\d{12}$/;

/** `drill-202603020300`: when it was begun, in UTC. */
export const suffixAt = (now: Date): string => `drill-${now.toISOString().replaceAll(/\D/g, '').slice(0, 12)}`;

export function namesOfDrill(live: PhysicalNames, suffix: string): PhysicalNames {
  if (!drillSuffix.test(suffix)) throw new Error(`${suffix} is no suffix of a drill`);
  // Object.fromEntries forgets which names it was given.
  return Object.fromEntries(tableNames.map((table) => [table, `${live[table]}-${suffix}`])) as Record<
    TableName,
    string
  >;
}

/** The latest moment all tables can be set back to together; names the tables that keep no past. */
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
  /** Looks at the tables so often before it is given up. */
  readonly looks: number;
}

/** Makes every table anew as it was at a moment and waits until all are there. The live tables are only read. */
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
