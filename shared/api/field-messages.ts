import type * as z from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';

/** Messages about wrong fields, worded for officials; the library's own Chinese is worded for programmers. */
const inPlainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === ''
        ? '必填'
        : typeWords[issue.expected];
    case 'invalid_format':
      return formatWords[issue.format] ?? '格式不正确';
    case 'unrecognized_keys':
      return `没有这个字段：${issue.keys.slice(0, 5).join('、')}`;
    case 'invalid_value':
      return `应为${issue.values.length > 30 ? '规定的代码' : `以下之一：${issue.values.join('、')}`}`;
    case 'too_small':
      return smallWords(issue.origin, Number(issue.minimum));
    case 'too_big':
      return bigWords(issue.origin, Number(issue.maximum));
    case 'invalid_union':
      return '内容不符合要求的几种填法中的任何一种';
    default:
      return undefined;
  }
};

const typeWords: Readonly<Record<string, string>> = {
  string: '应为文字',
  number: '应为数字',
  int: '应为整数',
  boolean: '应为是或否（true 或 false）',
  array: '应为列表',
  object: '应为一组字段',
};

const formatWords: Readonly<Record<string, string>> = {
  date: '日期应写作 2026-11-23',
  datetime: '时间应写作 2026-11-23T08:00:00Z',
};

function smallWords(origin: string, minimum: number): string {
  if (origin === 'string') return minimum <= 1 ? '不能为空' : `不得少于 ${minimum} 个字`;
  if (origin === 'array' || origin === 'set') return `至少要有 ${minimum} 项`;
  return `不得小于 ${minimum}`;
}

function bigWords(origin: string, maximum: number): string {
  if (origin === 'string') return `不得超过 ${maximum} 个字`;
  if (origin === 'array' || origin === 'set') return `不得超过 ${maximum} 项`;
  return `不得大于 ${maximum}`;
}

const fallback = zhCN().localeError;

/** Zod's configuration for every schema that reads human input. A schema's own message takes precedence. */
export const fieldMessages: z.core.$ZodConfig = { localeError: (issue) => inPlainWords(issue) ?? fallback(issue) };
