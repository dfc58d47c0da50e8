import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId } from '../../base/primitives.ts';
import { Window } from '../plan/window.ts';
import type { Visit } from './visit.ts';

/**
 * 检查期调整: a published adjustment of a plan gives visits that are drawn and not over a new window. Adjusted by one
 * person and approved by another with the plan (R5, R12).
 */
export const WindowChange = z.strictObject({
  id: PlainId,
  planId: PlainId,
  planNumber: z.string(),
  edition: z.int(),
  department: DepartmentCode,
  reason: LineText,
  tasks: z.array(z.strictObject({ taskId: PlainId, window: Window })).readonly(),
  submittedBy: z.string().optional(),
  approvedBy: z.string().optional(),
  publishedAt: Instant,
  /** Whether every visit has its new window and every team has been told. */
  done: z.boolean(),
});
export type WindowChange = z.infer<typeof WindowChange>;

export const windowChangeIdOf = (planId: string, edition: number): string => `${planId}.${edition}`;

/**
 * The window of a visit by those of its tasks: what they have in common, or all of them if that is nothing. It begins no
 * later than what has been inspected already.
 *
 * @param windows At least one.
 */
export function commonWindow(windows: readonly Window[], begunOn?: string): Visit['window'] {
  const froms = windows.map(({ from }) => from).toSorted();
  const tos = windows.map(({ to }) => to).toSorted();
  const [first = '', last = ''] = [froms[0], froms.at(-1)];
  const [earliest = '', latest = ''] = [tos[0], tos.at(-1)];
  const { from, to } = last <= earliest ? { from: last, to: earliest } : { from: first, to: latest };
  return { from: begunOn !== undefined && begunOn < from ? begunOn : from, to };
}
