import * as z from 'zod';
import { drawTasks } from './draw-tasks.ts';
import type { JobDefinition } from './job-definition.ts';

const ofImport = z.object({ importId: z.string() });

/** Each job is functions/jobs/<name>.ts, one Lambda. */
export const jobs = {
  ...drawTasks,
  'remind-deadlines': {
    summary: { zh: '到期提醒', en: 'Flags results that are due soon or overdue and reminds their departments' },
    schedules: ['0 8 * * ? *', '0 14 * * ? *'],
    input: z.object({ asOf: z.string().optional() }),
    uses: { results: 'read', workflow: 'write', audit: 'append' },
    notifies: true,
    minutes: 5,
  },
  'recompute-deadlines': {
    summary: {
      zh: '重算期限',
      en: 'Recomputes deadlines, and verdicts on published results, after a calendar year was loaded, and daily any missed',
    },
    schedules: ['30 7 * * ? *'],
    input: z.object({ year: z.string().optional() }),
    uses: { results: 'write', workflow: 'write', audit: 'append' },
    minutes: 15,
  },
  'stop-ended-rows': {
    summary: { zh: '公示期满停止公示', en: 'Stops the publication of rows of results whose longest term is over' },
    schedules: ['10 0 * * ? *'],
    input: z.object({}),
    uses: { results: 'write', workflow: 'write', public: 'write', audit: 'append' },
    minutes: 15,
  },
  'expire-listings': {
    summary: { zh: '名单条目期满移出', en: 'Takes off their lists the entries whose longest term is over' },
    // Before the rows of results are stopped that end with them.
    schedules: ['5 0 * * ? *'],
    input: z.object({}),
    uses: { results: 'write', workflow: 'write', registry: 'read', audit: 'append' },
    minutes: 5,
  },
  'expire-records': {
    summary: { zh: '信用记录期满', en: 'Ends the credit records of decisions whose longest term is over' },
    schedules: ['20 0 * * ? *'],
    input: z.object({}),
    uses: { workflow: 'write', audit: 'append' },
    minutes: 5,
  },
  'warn-of-scores': {
    summary: {
      zh: '信用风险预警',
      en: 'Tells departments, once for each month, of subjects whose score rose much by the end of the last one',
    },
    schedules: ['40 6 * * ? *'],
    input: z.object({}),
    uses: { registry: 'read', workflow: 'write', audit: 'append' },
    minutes: 15,
  },
  'unwind-listings': {
    summary: {
      zh: '解除依据已不存在的惩戒，告知核查过的部门',
      en: 'Lifts what was applied by entries that are off their lists, and tells who was told of those that were revoked',
    },
    schedules: ['20 * * * ? *'],
    input: z.object({}),
    uses: { workflow: 'write', registry: 'read', audit: 'append' },
    minutes: 15,
  },
  'end-trust-periods': {
    summary: { zh: '观察期期满', en: 'Ends periods of trust whose last day has passed' },
    schedules: ['15 0 * * ? *'],
    input: z.object({}),
    uses: { workflow: 'write', audit: 'append' },
    minutes: 5,
  },
  'change-windows': {
    summary: { zh: '变更检查期', en: 'Gives drawn visits the windows of adjusted plans, and tells their teams' },
    schedules: ['20 7 * * ? *'],
    input: z.object({}),
    uses: { workflow: 'write', results: 'write', audit: 'append' },
    minutes: 15,
  },
  'seal-log': {
    summary: {
      zh: '封存审计日志',
      en: 'Seals the heads of all audit chains that grew, and publishes the root of the log',
    },
    schedules: ['0 2 * * ? *'],
    uses: { audit: 'extend', workflow: 'write', public: 'write' },
    blobs: { log: 'write' },
    minutes: 15,
  },
  'verify-audit': {
    summary: {
      zh: '核验审计链与数据',
      en: 'Compares what changed yesterday, and in turn everything else, with the audit trail and the sealed log',
    },
    schedules: ['40 2 * * ? *'],
    input: z.object({ day: z.string().optional() }),
    uses: { audit: 'read', workflow: 'read', results: 'read', informants: 'read', registry: 'read', public: 'read' },
    blobs: { log: 'read' },
    minutes: 15,
  },
  'publish-draw-lists': {
    summary: { zh: '到期公示抽查名单', en: 'Publishes the lists of draws whose inspection window has closed' },
    schedules: ['10 0 * * ? *'],
    uses: { registry: 'read', workflow: 'write', public: 'write', audit: 'append' },
    blobs: { draws: 'read' },
    minutes: 15,
  },
  'resume-draws': {
    summary: {
      zh: '续办抽取',
      en: 'Resumes draws whose process never started, died or failed, and counts stuck ones',
    },
    schedules: ['*/15 * * * ? *'],
    uses: { workflow: 'write', public: 'write', audit: 'append' },
    startsDraws: true,
    minutes: 5,
  },
  'remind-parties': {
    summary: {
      zh: '提醒仪式参与方和限时事项',
      en: 'Reminds the parties of ceremonies of what is due, and by the hour of what has to be done within hours',
    },
    schedules: ['*/5 * * * ? *'],
    uses: { workflow: 'write', audit: 'append' },
    notifies: true,
    minutes: 5,
  },
  'resume-imports': {
    summary: {
      zh: '续办导入，办结逾期的名录变更申请',
      en: 'Resumes imports that died, and ends imports and requests for changes that nobody decided in time',
    },
    schedules: ['*/10 * * * ? *'],
    uses: { registry: 'write', workflow: 'write', public: 'write', audit: 'append' },
    blobs: { imports: 'write' },
    minutes: 15,
  },
  'mend-imports': {
    summary: {
      zh: '核查导入标记',
      en: 'Proves that no import which is done has left a mark on a row, and mends those it finds',
    },
    schedules: ['10 3 * * ? *'],
    uses: { registry: 'write', workflow: 'read' },
    minutes: 15,
  },
  'index-search': {
    summary: {
      zh: '补建检索和统计',
      en: 'Puts what earlier versions wrote into the search index and the counts of deadlines; afterwards does nothing',
    },
    schedules: ['50 * * * ? *'],
    uses: { registry: 'write', public: 'write', workflow: 'write', results: 'write' },
    minutes: 15,
  },
  'stage-import': {
    summary: { zh: '校验导入', en: 'Reads an import file and stages its rows; resumes after a failed run' },
    schedules: [],
    input: ofImport,
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    blobs: { imports: 'write' },
    minutes: 15,
  },
  'settle-import': {
    summary: {
      zh: '整理导入',
      en: 'Moves rows that an activated import superseded into the history; publishes a list of items',
    },
    schedules: [],
    input: ofImport,
    uses: { registry: 'write', workflow: 'write', public: 'write', audit: 'append' },
    minutes: 15,
  },
  'export-registry': {
    summary: {
      zh: '导出名录',
      en: 'Writes a registry of a department as files in the form of an import, and hourly those whose run was lost',
    },
    schedules: ['25 * * * ? *'],
    input: z.object({ exportId: z.string().optional() }),
    uses: { registry: 'read', workflow: 'write', audit: 'append' },
    blobs: { exports: 'write' },
    minutes: 15,
  },
  'import-leads': {
    summary: {
      zh: '登记导入的线索，放弃逾期未办的导入',
      en: 'Registers the leads of a complaints platform’s file, hourly those whose run was lost, and gives up files that nobody started',
    },
    schedules: ['45 * * * ? *'],
    input: z.object({ importId: z.string().optional() }),
    uses: { registry: 'read', workflow: 'write', informants: 'write', audit: 'append' },
    blobs: { uploads: 'write' },
    minutes: 15,
  },
  'import-lists': {
    summary: {
      zh: '校验、写入名单文件，放弃逾期未办的文件',
      en: 'Compares files of lists and writes those that were applied, hourly those whose run was lost, and gives up what nobody carried on',
    },
    schedules: ['50 * * * ? *'],
    input: z.object({ fileId: z.string().optional() }),
    uses: { workflow: 'write', audit: 'append' },
    blobs: { uploads: 'write' },
    minutes: 15,
  },
  'discard-import': {
    summary: { zh: '放弃导入', en: 'Removes what a discarded import staged' },
    schedules: [],
    input: ofImport,
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    minutes: 15,
  },
  'simulate-plan': {
    summary: { zh: '抽取演练', en: 'Rehearses a plan over dry seeds: visits, loads and whether teams exist' },
    schedules: [],
    input: z.object({ rehearsalId: z.string(), run: z.string() }),
    uses: { registry: 'read', workflow: 'write', audit: 'append' },
    blobs: { draws: 'read', books: 'read' },
    minutes: 15,
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobs;
export const jobNames = Object.keys(jobs) as readonly JobName[];

type Jobs = typeof jobs;
type JobInputs = {
  readonly [J in JobName]: Jobs[J] extends { readonly input: infer I extends z.ZodType } ? z.output<I> : object;
};
/** The input of a run of the job. */
export type JobInput<J extends JobName> = JobInputs[J];

/** The jobs that can be started, for steps to declare which ones their operations start. */
export type StartableJob = {
  [J in JobName]: Jobs[J] extends { readonly input: z.ZodType } ? J : never;
}[JobName];
/** A job with its input, as a caller starts it. */
export type JobStart = { [J in StartableJob]: [job: J, input: JobInput<J>] }[StartableJob];

/**
 * Parses a job's input by its own schema.
 *
 * @throws for invalid input, which is a bug of the caller.
 */
export function readInput<J extends JobName>(job: J, given: unknown): JobInput<J> {
  const { input = z.object({}) }: JobDefinition = jobs[job];
  // The type was derived from this schema.
  return input.parse(given) as JobInput<J>;
}

/** The jobs that are tasks of the draw process. */
export type TaskName = keyof typeof drawTasks;
export const taskNames = Object.keys(drawTasks) as readonly TaskName[];
