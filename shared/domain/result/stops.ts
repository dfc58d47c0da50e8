import * as z from 'zod';
import { Instant, LineText, PlainId } from '../../base/primitives.ts';

/** Why rows of a published result are shown no longer (信用修复的方式), except by a correction, which makes an edition. */
export const stopWays = {
  w1: '依申请修复',
  w2: '期满或关联信息停止公示',
  w4: '破产重整、和解期间暂时屏蔽',
} as const;
export const stopWayCodes = ['w1', 'w2', 'w4'] as const satisfies readonly (keyof typeof stopWays)[];
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
export const Stop = z.strictObject({ ...stop, at: Instant, by: z.string() });
export type Stop = z.infer<typeof Stop>;

/** A stop that one person asked for and another decides (R5). */
export const StopRequest = z.strictObject({
  ...stop,
  document: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
});

/** Why rows are shown again. */
export const resumeGrounds = {
  'repair-cancelled': '信用修复被撤销',
  'reorganisation-failed': '重整或和解未成功',
} as const;
export const resumeGroundCodes = ['repair-cancelled', 'reorganisation-failed'] as const;
export type ResumeGround = (typeof resumeGroundCodes)[number];
/** The stops that a ground ends. A term that is over does not begin again. */
export const endedBy: Readonly<Record<ResumeGround, StopWay>> = {
  'repair-cancelled': 'w1',
  'reorganisation-failed': 'w4',
};
