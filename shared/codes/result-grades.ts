import type { publicTerms } from './public-terms.ts';
import type { ResultCode } from './results.ts';

type Grade = keyof typeof publicTerms;

/**
 * How grave what a result code reports is (失信程度), which says how long it may stay public. `with-listing`: it stays as
 * long as the entry of the list of abnormal operations that it led to; `with-outcome`: as long as the decision that came
 * of it. Without a grade it is no negative information and has no term.
 */
const grades = {
  '1': { grade: undefined },
  '7': { grade: undefined },
  '5': { grade: 'light', confirm: '由县市场监督管理局依总局分类标准核定' },
  '2': { grade: 'with-listing', confirm: '随经营异常名录移出一并停止公示，由县市场监督管理局核定' },
  '2a': { grade: 'with-listing', confirm: '随经营异常名录移出一并停止公示，由县市场监督管理局核定' },
  '2b': { grade: 'with-listing', confirm: '随经营异常名录移出一并停止公示，由县市场监督管理局核定' },
  '4': { grade: 'with-listing', confirm: '随经营异常名录移出一并停止公示，由县市场监督管理局核定' },
  '3': { grade: 'general', confirm: '由县市场监督管理局依总局分类标准核定；可能并列严重失信' },
  '6': { grade: 'general', confirm: '由县市场监督管理局依总局分类标准核定' },
  '8': { grade: 'with-outcome', confirm: '处理结果公示或停止公示时联动，由县市场监督管理局核定' },
} as const satisfies Readonly<Record<ResultCode, ResultGrade>>;

export interface ResultGrade {
  readonly grade: Grade | 'with-listing' | 'with-outcome' | undefined;
  /** What the county must still confirm before anyone relies on it. */
  readonly confirm?: string;
}

export const resultGrades: Readonly<Record<ResultCode, ResultGrade>> = grades;
