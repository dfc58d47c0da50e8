import * as z from 'zod';
import { departmentCodes } from '../codes/departments.ts';

/** One of the departments of the joint meeting, e.g. `SCJG` for 市场监督管理局. */
export const DepartmentCode = z.enum(departmentCodes);
export type DepartmentCode = z.infer<typeof DepartmentCode>;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z.iso.date();

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

/** A share in ten-thousandths (300 = 3 %): integers, so that quotas never depend on floating point. */
export const BasisPoints = z.int().min(1).max(10_000);

/** Ids appear in paths, file names and digests, so they are plain: letters, digits, `-`, `_`, `.`. */
export const PlainId = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/);

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

const text = (max: number) => z.string().trim().min(1).max(max);
export const ShortText = text(100);
export const LineText = text(300);
export const LongText = text(4000);

export const Tag = z.string().trim().min(1).max(20);
export const CreditClass = z.enum(['A', 'B', 'C', 'D']);
export type CreditClass = z.infer<typeof CreditClass>;
