import { holdsIdentityNumber, looksLikeIdentityNumber } from '../../base/identity-number.ts';
import { LineText, ShortText } from '../../base/primitives.ts';
import { inOneLine, tidyCode, tidyWord } from '../../base/typed-text.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { DishonestyList } from '../../codes/dishonesty-lists.ts';
import { type Cell, cellText, type DateSystem, isBlank, isError } from '../import/cells.ts';
import { columnsIn, type FoundColumns, type NamedColumns } from '../import/named-columns.ts';
import { asDate, lostDigits } from '../import/values.ts';
import { isCreditCode } from '../registry/credit-code.ts';
import { lastsUntil } from './entry-term.ts';
import type { ListedRow, ListFileProblem } from './list-file.ts';

/** The columns that are read, by the headers of the courts, 税务, 财政 and the provincial platform. */
const listColumns = {
  name: [
    ...(['名称', '主体名称', '企业名称', '单位名称', '被执行人名称', '被执行人姓名/名称', '纳税人名称'] as const),
    ...(['供应商名称', '失信主体名称', '当事人名称'] as const),
  ],
  creditCode: [
    ...(['统一社会信用代码', '代码', '证件号', '纳税人识别号/统一社会信用代码', '纳税人识别号'] as const),
    ...(['统一社会信用代码/注册号', '组织机构代码'] as const),
  ],
  number: ['案号', '文号', '决定文书号', '决定书文号', '处罚决定书文号', '列入决定文号', '文书号', 'dedocnum'],
  on: ['公布日期', '发布时间', '发布日期', '公布时间', '列入日期', '决定日期', 'abntime'],
  until: ['截止日期', '禁止期截止日期', '处罚截止日期', '公布截止日期'],
  reason: [
    ...([
      '列入原因',
      '失信行为具体情形',
      '主要违法事实',
      '违法事实',
      '处罚结果',
      '处罚结果（禁止期）',
      '事由',
    ] as const),
    ...(['处罚依据', 'speCause_CN', 'serILLRea_CN'] as const),
  ],
  authority: [
    ...(['作出决定机关', '决定机关', '执行法院', '公布机关', '认定机关', '作出机关', '处罚单位', '税务机关'] as const),
    'decOrg_CN',
  ],
} as const satisfies NamedColumns<string>;
type ListField = keyof typeof listColumns;
export type ListHeader = FoundColumns<ListField>;

/** R43: without these an entry has no source. */
const source: readonly ListField[] = ['number', 'on', 'authority'];
const required: readonly ListField[] = ['name', 'creditCode', 'reason', ...source];

export const listHeader = (cells: readonly Cell[]): ListHeader => columnsIn(listColumns, cells);

export const missingListColumns = (header: ListHeader): readonly string[] =>
  required.filter((field) => !header.has(field)).map((field) => listColumns[field][0]);

type Problem = Omit<ListFileProblem, 'line'>;

/** The cells of a row, tidied, and what is wrong with it. A number of a natural person is repeated nowhere. */
export interface ReadListRow {
  readonly values: Readonly<Partial<Record<ListField, string>>>;
  readonly problems: readonly Problem[];
}

const person = '自然人不列入（含有身份证号），请只保留法人和非法人组织';

export function readListRow(header: ListHeader, cells: readonly Cell[], dates: DateSystem): ReadListRow {
  // Also in columns that nobody reads: the file goes on to somebody who looks at it.
  const code = cells[header.get('creditCode') ?? -1];
  const named = cells.some((cell) => !isBlank(cell) && holdsIdentityNumber(cellText(cell)));
  if (named || (code !== undefined && !isBlank(code) && isPersonsCode(tidyCode(cellText(code)))))
    return { values: {}, problems: [{ column: '', rule: 'not-supported', reason: person }] };
  const values: Partial<Record<ListField, string>> = {};
  const problems: Problem[] = [];
  const problem = (field: ListField, reason: string, rule: Problem['rule'] = 'unusable') =>
    problems.push({ column: listColumns[field][0], rule, reason });
  for (const [field, at] of header) {
    const cell = cells[at];
    if (cell === undefined || isBlank(cell)) {
      if (source.includes(field)) problem(field, '没有公文来源（机关、文号、日期）', 'source-required');
      else if (required.includes(field)) problem(field, '必填');
      continue;
    }
    const lost = field === 'creditCode' ? lostDigits(cell) : undefined;
    if (isError(cell) || lost !== undefined) problem(field, lost ?? '单元格里是公式错误');
    else if (field === 'on' || field === 'until') {
      const day = asDate(cellText(cell), dates);
      if (day.ok) values[field] = String(day.value);
      else problem(field, day.error);
    } else values[field] = tidied(field, cellText(cell));
  }
  return { values, problems };
}

/** A mistyped one still tells who somebody is. */
const isPersonsCode = (code: string): boolean => looksLikeIdentityNumber(code) && !isCreditCode(code.toUpperCase());

const tidied = (field: ListField, text: string): string =>
  field === 'creditCode' ? tidyCode(text).toUpperCase() : field === 'number' ? tidyWord(text) : inOneLine(text).trim();

/** A row as an entry of the list as of a day, or what is wrong with it. */
export function listedRow(
  list: DishonestyList,
  asOf: LocalDate,
  { values, problems }: ReadListRow,
): { readonly row: ListedRow } | { readonly problems: readonly Problem[] } {
  if (problems.length > 0) return { problems };
  const { name = '', creditCode = '', number = '', on = '', until, reason = '', authority = '' } = values;
  const wrong: Problem[] = [];
  const problem = (field: ListField, text: string) =>
    wrong.push({ column: listColumns[field][0], rule: 'unusable', reason: text });
  if (!isCreditCode(creditCode)) problem('creditCode', '不是有效的统一社会信用代码（18位，含校验码）');
  if (!LineText.safeParse(name).success) problem('name', '名称过长或含有不能使用的字符');
  if (!ShortText.safeParse(number).success) problem('number', '文号过长或含有不能使用的字符');
  if (!LineText.safeParse(reason).success) problem('reason', '不得超过300字，且为一行');
  if (!LineText.safeParse(authority).success) problem('authority', '机关名称过长或含有不能使用的字符');
  if (on > asOf) problem('on', '不得晚于文件的截至日期');
  if (until === undefined && list === 'procurement') problem('until', '必填：禁止期的截止日期');
  if (until !== undefined && until <= on) problem('until', '应晚于公布日期');
  if (wrong.length > 0) return { problems: wrong };
  const row: ListedRow = { name, creditCode, number, on, ...(until !== undefined && { until }), reason, authority };
  const ends = lastsUntil({
    list,
    status: 'listed',
    decision: { number, on, by: '' },
    outside: { file: '', authority, reason, until },
  });
  if (ends !== undefined && ends <= asOf) {
    problem(until === undefined ? 'on' : 'until', '到文件的截至日期已期满，请删去');
    return { problems: wrong };
  }
  return { row };
}
