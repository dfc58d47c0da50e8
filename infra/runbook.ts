/** The sections of docs/runbook.md for alarms. Every alarm has one, and every section an alarm that leads to it. */
export const runbookSections = [
  'function-errors',
  'job-errors',
  'throttled',
  'identity-provider',
  'api-faults',
  'api-slow',
  'dead-letters',
  'dead-letters-old',
  'job-waits',
  'job-did-not-finish',
  'draw-failed',
  'draw-stuck',
  'overdue-results',
  'audit-broken',
  'table-throttled',
] as const;
export type RunbookSection = (typeof runbookSections)[number];

/** The heading `## Alarm: NAME` as the address that readers of Markdown make of it. */
export const runbookLink = (runbook: string, section: RunbookSection): string => `${runbook}#alarm-${section}`;
