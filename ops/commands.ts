import type { Command } from './command.ts';
import { calendar } from './commands/calendar.ts';
import { deadlineFigures } from './commands/deadline-figures.ts';
import { exportRecords } from './commands/export.ts';
import { redrive } from './commands/redrive.ts';
import { reminders } from './commands/reminders.ts';
import { restoreDrill } from './commands/restore-drill.ts';
import { smoke } from './commands/smoke.ts';
import { stateDigests } from './commands/state-digests.ts';
import { verifyAudit } from './commands/verify-audit.ts';

/** The commands of `npm run ops`, in the order of its help. */
export const commands: readonly Command[] = [
  smoke,
  redrive,
  verifyAudit,
  stateDigests,
  restoreDrill,
  reminders,
  calendar,
  deadlineFigures,
  exportRecords,
];
