import type { TableUse } from './api/route.ts';
import type { TableName } from './tables.ts';

/** Work without a caller. A schedule is in Asia/Shanghai; a job without one is started by an operation. Each may run twice. */
export interface JobDefinition {
  readonly summary: { readonly zh: string; readonly en: string };
  /** EventBridge Scheduler cron fields `minute hour day month weekday year`. */
  readonly schedules: readonly string[];
  readonly uses: Readonly<Partial<Record<TableName, TableUse>>>;
  readonly blobs?: 'read' | 'write';
  readonly notifies?: true;
  readonly minutes: number;
}

/** Each job is functions/jobs/<name>.ts, one Lambda. */
export const jobs = {
  'remind-deadlines': {
    summary: { zh: '到期提醒', en: 'Flags results that are due soon or overdue and reminds their departments' },
    schedules: ['0 8 * * ? *', '0 14 * * ? *'],
    uses: { results: 'read', workflow: 'write', audit: 'append' },
    notifies: true,
    minutes: 5,
  },
  'recompute-deadlines': {
    summary: {
      zh: '重算期限',
      en: 'Recomputes open deadlines after a calendar year was loaded, and daily what that missed',
    },
    schedules: ['30 7 * * ? *'],
    uses: { results: 'write', workflow: 'read', audit: 'append' },
    minutes: 15,
  },
  'verify-audit': {
    summary: { zh: '核验审计链', en: 'Recomputes the audit chains of everything that changed yesterday' },
    schedules: ['40 2 * * ? *'],
    uses: { audit: 'read', workflow: 'read', results: 'read', registry: 'read' },
    minutes: 15,
  },
  'publish-draw-lists': {
    summary: { zh: '到期公示抽查名单', en: 'Publishes lists and frames of draws whose inspection window has closed' },
    schedules: ['10 0 * * ? *'],
    uses: { workflow: 'write', public: 'write', audit: 'append' },
    blobs: 'read',
    minutes: 15,
  },
  'resume-imports': {
    summary: { zh: '续办导入', en: 'Takes up imports whose staging, settling or discarding died' },
    schedules: ['20 * * * ? *'],
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    blobs: 'write',
    minutes: 15,
  },
  'stage-import': {
    summary: { zh: '校验导入', en: 'Reads an import file and stages its rows; again, when a run died' },
    schedules: [],
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    blobs: 'write',
    minutes: 15,
  },
  'settle-import': {
    summary: { zh: '整理导入', en: 'Moves rows that an activated import superseded into the history' },
    schedules: [],
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    minutes: 15,
  },
  'discard-import': {
    summary: { zh: '放弃导入', en: 'Removes what a discarded import staged' },
    schedules: [],
    uses: { registry: 'write', workflow: 'write', audit: 'append' },
    minutes: 15,
  },
} as const satisfies Record<string, JobDefinition>;

/**
 * Figures of jobs in CloudWatch, once: functions/job-meter.ts writes them, the alarms read them. `Completed` is the
 * heartbeat of a job: one for each run that came to its end. Of what a job counts only what an alarm watches becomes a
 * figure, since each costs money by the month.
 */
export const jobMetrics = {
  namespace: 'Suiji',
  service: 'suiji',
  dimension: 'FunctionName',
  completed: 'Completed',
  /** Results past their deadline, and audit chains that do not hold. */
  watched: ['overdue', 'broken'],
} as const;

export type JobName = keyof typeof jobs;
export const jobNames = Object.keys(jobs) as readonly JobName[];
