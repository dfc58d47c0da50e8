import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { type Miscount, recountDeadlines } from '../../shared/use-cases/deadline/count-results.ts';
import { defineCommand, exits } from '../command.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';

/** Milliseconds after which an index has what was committed before. */
const settling = 2000;

export const deadlineFigures = defineCommand({
  name: 'deadline-figures',
  summary: {
    zh: '核对公示期限统计的计数，或重新计数',
    en: 'checks the counters behind the figures of deadlines, or counts anew',
  },
  help: `${targetHelp}

  deadline-figures verify     逐份重数检查结果，与计数核对 (counts every result and compares)
  deadline-figures rebuild    并改正不符的计数 (and corrects what differs)

可与日常办理同时进行 (may run beside everybody's work)。有不符的，退出码为 ${exits.found} (exit status where something differed)。`,
  options: targetOptions,
  schema: z.strictObject({
    ...targetShape,
    arguments: z.tuple([z.enum(['verify', 'rebuild'])], {
      error: '应为 deadline-figures verify 或 deadline-figures rebuild (verify or rebuild)',
    }),
  }),
  run: async ({ arguments: [act], ...target }, io) =>
    withStore(target, io, async (store) => {
      const deps = { ...store, settled: () => wait(settling) };
      const { rows, miscounts } = await recountDeadlines(deps, act === 'rebuild');
      for (const miscount of miscounts) io.say(lineOf(miscount));
      if (act === 'rebuild') await store.deadlineCounts.complete();
      const done = act === 'rebuild' ? '已改正 (corrected)' : '不符 (differ)';
      io.say(`核对计数 ${rows} 行 (rows)；${done} ${miscounts.length} 行`);
      return miscounts.length > 0 && act === 'verify' ? exits.found : exits.well;
    }),
});

/** What differs, cell by cell: a department, what it is counted as, and a day. */
function lineOf({ name, kept, counted }: Miscount): string {
  const cells = [...new Set([...Object.keys(kept), ...Object.keys(counted)])].toSorted();
  const wrong = cells.filter((cell) => kept[cell] !== counted[cell]);
  const texts = wrong.map((cell) => `${cell} ${kept[cell] ?? 0} → ${counted[cell] ?? 0}`);
  return `${name}: ${texts.length > 0 ? texts.join(', ') : '作废标记 (void)'}`;
}
