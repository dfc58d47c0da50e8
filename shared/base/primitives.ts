import * as z from 'zod';
import { departmentCodes } from '../codes/departments.ts';

/** One of the departments of the joint meeting, e.g. `SCJG` for 市场监督管理局. */
export const DepartmentCode = z.enum(departmentCodes);
export type DepartmentCode = z.infer<typeof DepartmentCode>;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date < '2200-01-01', { message: '日期应在 1900 年至 2199 年之间' });

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

/** A share in ten-thousandths (300 = 3 %): integers, so that quotas never depend on floating point. */
export const BasisPoints = z.int().min(1).max(10_000);

/** Ids appear in paths, file names and digests, so they are plain: letters, digits, `-`, `_`, `.`. */
export const PlainId = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, '编号只能用字母、数字和 - _ .，以字母或数字开头，不超过 64 位');

/** Whether a text looks like a resident identity number (15 or 18 digits). Ids are public, so none may. */
export const looksLikeIdentityNumber = (text: string): boolean => /^\d{15}$|^\d{17}[\dXx]$/.test(text);

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** Lone surrogates cannot be stored; control and direction marks make a text appear different from what it is. */
const readable = (text: string): boolean =>
  text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/[\n\t]/g, ''));

const text = (max: number) =>
  z.string().trim().min(1).max(max).refine(readable, { message: '含有无法显示的字符，请删除后重新填写' });
export const ShortText = text(100);
export const LineText = text(300);
export const LongText = text(4000);

export const Tag = text(20);
export const CreditClass = z.enum(['A', 'B', 'C', 'D']);
export type CreditClass = z.infer<typeof CreditClass>;
