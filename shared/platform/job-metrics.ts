/**
 * Job metrics in CloudWatch, defined once: functions/chain/job-meter.ts writes them, the alarms read them. `Completed` is
 * a job's heartbeat: one for each completed run. Of a job's counts only those that an alarm watches become metrics,
 * because each costs money by the month.
 */
export const jobMetrics = {
  namespace: 'Suiji',
  service: 'suiji',
  dimension: 'FunctionName',
  completed: 'Completed',
  /** Results past their deadline, and broken audit chains. */
  watched: ['overdue', 'broken'],
  /** Calls at which the identity provider's keys could not be had or used, or old ones had to do. */
  providerFaults: 'providerFaults',
} as const;
