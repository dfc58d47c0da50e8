import * as z from 'zod';
import { departmentCodes } from '../codes/departments.ts';
import { partsOf, showsSomething, tidyCode, tidyPhone, tidyText, tidyWord } from './typed-text.ts';

/** One of the departments of the joint meeting, e.g. `SCJG` for 市场监督管理局. */
export const DepartmentCode = z.enum(departmentCodes);
export type DepartmentCode = z.infer<typeof DepartmentCode>;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date < '2200-01-01', { message: '日期应在 1900 年至 2199 年之间' });

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

const inUtc = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());
/** An instant as people state it, with their offset, e.g. `2026-11-23T10:00:00+08:00` for 10:00 in Shanghai; read as UTC. */
export const StatedInstant = z.iso
  .datetime({ offset: true, error: '时间须写明时区，如 2026-11-23T10:00:00+08:00（北京时间10时）' })
  .overwrite(inUtc);

/** A share in ten-thousandths (300 = 3 %): integers, so that quotas never depend on floating point. */
export const BasisPoints = z.int().min(1).max(10_000);

/** Ids appear in paths, file names and digests, so they are plain: letters, digits, `-`, `_`, `.`. */
export const PlainId = z
  .string()
  .overwrite(tidyCode)
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, '编号只能用字母、数字和 - _ .，以字母或数字开头，不超过 64 位');

export const Phone = z
  .string()
  .overwrite(tidyPhone)
  .regex(/^[0-9+ -]{5,20}$/);

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** Lone surrogates cannot be stored; control and direction marks make a text appear different from what it is. */
export const isReadable = (text: string): boolean =>
  text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/[\n\t]/g, ''));

const text = (max: number, tidy = tidyText) =>
  z
    .string()
    .overwrite(tidy)
    .min(1)
    .max(max)
    .refine((value) => value === '' || showsSomething(value), { message: '没有可见的文字' })
    .refine(isReadable, { message: '含有无法显示的字符，请删除后重新填写' })
    .refine((value) => !value.includes('\ufffd'), { message: '有文字已损坏（显示为"\ufffd"），请对照证照改正' })
    .refine((value) => !/\p{Co}/u.test(value), {
      message: '含有本机自造的字，在别的电脑上显示不出来，请改用标准汉字',
    });
const line = (max: number, tidy = tidyText) =>
  text(max, tidy).refine((value) => !/[\n\t]/.test(value), { message: '只能写成一行，不能换行或用制表符' });
export const ShortText = line(100);
/** The longest line, in UTF-16 code units. */
export const longestLine = 300;
export const LineText = line(longestLine);
/** Several lines, parted by LF. */
export const LongText = text(4000);

/** What a list is searched by: a part of a name, as tidy as the names are. */
export const NamePart = z
  .string()
  .overwrite(tidyText)
  .min(1)
  .max(50)
  .refine((value) => value === '' || showsSomething(value), { message: '没有可见的文字' });

/** A name of a field (领域) that records elsewhere name as well. */
export const FieldName = line(100, tidyWord);

const word = (max: number) =>
  line(max, tidyWord).refine((value) => partsOf(value).length <= 1, { message: '一处只填一个词，不能含有；、，' });
/** A word that is matched with the same word elsewhere: a qualification, a speciality, a field of experts. */
export const Word = word(100);
export const Tag = word(20);

/** 2026-05. */
export const Month = z.string().regex(/^2\d{3}-(?:0[1-9]|1[0-2])$/);

export const CreditClass = z.enum(['A', 'B', 'C', 'D']);
export type CreditClass = z.infer<typeof CreditClass>;
