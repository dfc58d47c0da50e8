/**
 * The files of test/integration that run a second time behind a network that fails. Together with the demonstration they
 * call every operation that writes; a test holds them to it.
 */
export const actsOnRecords: readonly string[] = [
  ...['registries', 'experts', 'public-items', 'object-departments', 'import-updates', 'exports', 'stale-versions'],
  ...['registry-changes', 'import-takes-out'],
  ...[
    'plans',
    'plan-ways-back',
    'plan-consultation',
    'calendar',
    'audit-acts-planning',
    'draw-ceremony',
    'draw-combined',
    'draw-beacon',
    'draw-beacon-faults',
    'keys',
  ],
  ...[
    'draw-amendments',
    'draw-refusals',
    'draw-repeats',
    'second-person',
    'visit',
    'evidence',
    'result-*',
    'deadline',
    'reminder',
  ],
  ...[
    'notice',
    'accounts',
    'settings',
    'leads',
    'informants',
    'lead-imports',
    'direct-checks',
    'objections',
    'recognition',
    'subject-codes',
    'follow-ups',
    'rectification',
    'exemptions',
    'criminal-transfers',
    'sharing',
    'unlicensed',
  ],
];
