import * as z from 'zod';
import { processTaskWords } from '../../domain/batch/process-tasks.ts';
import { refusedName, taskOfFailureKey, transientName } from '../../platform/draw-process.ts';
import { settings } from '../../platform/settings.ts';
import type { FailedRun } from './draw-attempts.ts';

/** The input of `record-failure`: the input of the process and, under the name of the failed task, its error. */
const FailureInput = z.object({
  batchId: z.string(),
  attempt: z.int().min(1),
  failure: z.record(z.string(), z.object({ Error: z.string(), Cause: z.string().default('') })),
});

/** Lambda passes the error as JSON, the one-machine system as plain text. */
const LambdaCause = z.object({ errorMessage: z.string() });

/**
 * What to record on the batch. A named failure is worded for people; any other error reveals internals and stays in the
 * log.
 *
 * @throws when the input names no task.
 */
export function failedRunOf(input: unknown): FailedRun {
  const { batchId, attempt, failure } = FailureInput.parse(input);
  for (const [key, { Error: name, Cause }] of Object.entries(failure)) {
    const task = taskOfFailureKey(key);
    if (!task) continue;
    const transient = name !== refusedName;
    const known = [refusedName, transientName].includes(name);
    const reason = known
      ? messageIn(Cause).slice(0, longestReason).toWellFormed()
      : `系统故障，未能完成“${processTaskWords[task]}”，${whatFollows(attempt)}。`;
    return { id: batchId, attempt, task, reason, transient };
  }
  throw new Error(`no task of the process has failed: ${Object.keys(failure).join(' ')}`);
}

const whatFollows = (attempt: number): string =>
  attempt < settings.drawAttempts.value ? '系统将自动重试' : '系统不再自动重试，请排除故障后重新启动抽取流程';

/** The longest line of text. */
const longestReason = 300;

function messageIn(cause: string): string {
  try {
    return LambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return cause;
  }
}
