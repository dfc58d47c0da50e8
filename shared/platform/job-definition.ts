import type * as z from 'zod';
import type { BlobUse } from './kept-files.ts';
import type { TableName, TableUse } from './tables.ts';

/**
 * Work without a caller: scheduled (in Asia/Shanghai), started with an input by an operation or an operator, or a task of
 * the draw process. Each job may run twice.
 */
export interface JobDefinition {
  readonly summary: { readonly zh: string; readonly en: string };
  /** EventBridge Scheduler cron fields `minute hour day month weekday year`. */
  readonly schedules: readonly string[];
  /** The input of a start. A schedule passes none; a job without it cannot be started otherwise. */
  readonly input?: z.ZodObject;
  readonly uses: Readonly<Partial<Record<TableName, TableUse>>>;
  readonly blobs?: BlobUse;
  readonly notifies?: true;
  /** A task of the draw process (shared/platform/draw-process.ts), which starts it and waits for its result. */
  readonly task?: true;
  /** Starts the draw process. */
  readonly startsDraws?: true;
  /** Opens the keys of batches. */
  readonly opensKeys?: true;
  readonly minutes: number;
}
