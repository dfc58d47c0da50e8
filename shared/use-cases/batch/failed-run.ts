import * as z from 'zod';
import { processTaskWords } from '../../domain/batch/process-tasks.ts';
import { refusedName, taskOfFailureKey, transientName } from '../../platform/draw-process.ts';
import { settings } from '../../platform/settings.ts';
import type { FailedRun } from './process.ts';

/** What `record-failure` is given: the input of the process and, under the name of the task that failed, its error. */
const FailureInput = z.object({
  batchId: z.string(),
  attempt: z.int().min(1),
  failure: z.record(z.string(), z.object({ Error: z.string(), Cause: z.string().default('') })),
});

/** Lambda gives the error as JSON, one machine as plain text. */
const LambdaCause = z.object({ errorMessage: z.string() });

/**
 * What is to be written on the batch. The words of a named failure were made for people; those of any other error speak of the
 * inside of the system and stay in the log.
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

/** As long as a line of text may be. */
const longestReason = 300;

function messageIn(cause: string): string {
  try {
    return LambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return cause;
  }
}
