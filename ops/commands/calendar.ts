import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import * as z from 'zod';
import { wordsOf } from '../../shared/base/failure-words.ts';
import {
  type CalendarYear,
  calendarProblemTexts,
  parseCalendarYear,
} from '../../shared/calendar/parse-calendar-year.ts';
import { county } from '../../shared/codes/county.ts';
import { findCalendarYear, listCalendarYears } from '../../shared/use-cases/calendar/calendar.ts';
import { loadCalendarYear } from '../../shared/use-cases/calendar/load-year.ts';
import { defineCommand, exits, UsageError } from '../command.ts';
import { jobsOf } from '../jobs.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';

/** The system administrators' department; their loads are recorded under it. */
const administration = county.systemDepartment;

export const calendar = defineCommand({
  name: 'calendar',
  summary: { zh: '查看工作日历，或载入一个年度', en: 'shows the working-day calendar, or loads a year' },
  help: `${targetHelp}

  calendar show            已有的年度 (the years in force)
  calendar load 文件       检查文件并说明将作的变动 (checks the file and shows what would change)
      --run                载入，并重算未公示结果的期限 (loads it and recomputes open deadlines)
      --by 姓名            经办人，记入审计 (operator, for the audit trail)

文件为 JSON (the file)：{"year": 2027, "notice": "国办发明电…", "off": [["2027-01-01", "2027-01-03"]], "workdays": []}`,
  options: { ...targetOptions, run: { type: 'boolean' }, by: { type: 'string' } },
  schema: z.strictObject({
    ...targetShape,
    arguments: z.union([z.tuple([z.literal('show')]), z.tuple([z.literal('load'), z.string()])], {
      error: '应为 calendar show 或 calendar load 文件 (show, or load FILE)',
    }),
    run: z.boolean().default(false),
    by: z.string().min(1).max(60).default(userInfo().username),
  }),
  run: async ({ arguments: [act, file], run, by, ...target }, io) => {
    const year = act === 'load' ? calendarIn(file) : undefined;
    return withStore(target, io, async (store, { clock }) => {
      if (!year) {
        for (const each of await listCalendarYears(store)) io.say(`${summaryOf(each.calendar)}  v${each.version}`);
        return exits.well;
      }
      const before = await findCalendarYear(store, year.year);
      io.say(
        `现行 (in force): ${before ? summaryOf(before.calendar) : '无 (none)'}\n新的 (new):     ${summaryOf(year)}`,
      );
      if (!run) {
        io.say('未作任何变动；加 --run 载入 (nothing was changed; --run loads it)');
        return exits.well;
      }
      const actor = { id: `ops:${by}`, name: by, department: administration, scope: 'any' } as const;
      const deps = { ...store, jobs: jobsOf(target, store, clock) };
      const loaded = await loadCalendarYear(deps, { document: year, seen: before?.version ?? 0 }, actor, clock());
      if (!loaded.ok) {
        io.say(`未载入 (not loaded): ${wordsOf(loaded.error).detail}`);
        return exits.failed;
      }
      io.say(`已载入第 ${loaded.value.version} 版 (loaded); 期限已重算或交由任务重算 (deadlines are being recomputed)`);
      return exits.well;
    });
  },
});

function calendarIn(file: string | undefined): CalendarYear {
  const parsed = parseCalendarYear(jsonIn(file ?? ''));
  if (parsed.ok) return parsed.value;
  const wrong = parsed.error.problems.map(({ path, reason }) => `${path || '文件'}：${calendarProblemTexts[reason]}`);
  throw new UsageError(`${file} 不能使用 (the file cannot be used):\n  ${wrong.join('\n  ')}`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} 无法读取 (cannot be read): ${error instanceof Error ? error.message : error}`);
  }
}

const summaryOf = ({ year, notice, off, workdays }: CalendarYear): string =>
  `${year}  ${notice}  放假 ${off.map(([from, to]) => `${from}…${to}`).join('、')}  调休上班 ${workdays.join('、') || '无'}`;
