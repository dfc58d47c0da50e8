import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { tidyCode } from '../../base/typed-text.ts';
import { creditCodeFault, creditCodeFaultWords, tidyObjectId } from './credit-code.ts';

/** The id of an inspection object: its credit code where it has one, else a number of the department that keeps it. */
export const ObjectId = PlainId.overwrite(tidyObjectId);

/** What objects are searched by: the beginning of a number or code, without regard to case. */
export const CodePart = z
  .string()
  .overwrite((text) => tidyCode(text).toUpperCase())
  .regex(/^[0-9A-Z][0-9A-Z._-]{0,63}$/, '请输入编号或统一社会信用代码开头的几位');

/** 统一社会信用代码 as typed by people: full-width and lower case are put right, anything else is named. */
export const CreditCode = z
  .string()
  .overwrite((text) => tidyCode(text).toUpperCase())
  .check(({ value, issues }) => {
    const fault = creditCodeFault(value);
    if (fault) issues.push({ code: 'custom', message: creditCodeFaultWords(value)[fault], input: value });
  });
