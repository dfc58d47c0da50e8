import * as z from 'zod';
import { Instant, LineText, PlainId } from '../../base/primitives.ts';
import { type resumeGroundCodes, stopWayCodes } from '../../codes/published-results.ts';

export type StopWay = (typeof stopWayCodes)[number];

const stop = {
  /** The rows, by their items. */
  items: z.array(PlainId).min(1).max(600).readonly(),
  way: z.enum(stopWayCodes),
  reason: LineText,
  /** 依据文书. Absent when the term ended by itself. */
  document: LineText.optional(),
};

/** 停止公示: rows of a result, in all its editions, left out of what is public. */
export const Stop = z.strictObject({
  ...stop,
  at: Instant,
  by: z.string(),
  /** The repair that it executes, with which alone it ends. */
  repair: PlainId.optional(),
});
export type Stop = z.infer<typeof Stop>;

/** A stop that one person asked for and another decides (R5). */
export const StopRequest = z.strictObject({
  ...stop,
  document: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
});

export type ResumeGround = (typeof resumeGroundCodes)[number];
/** The stops that a ground ends. A term that is over does not begin again. */
export const endedBy: Readonly<Record<ResumeGround, StopWay>> = {
  'repair-cancelled': 'w1',
  'reorganisation-failed': 'w4',
};
