import { inOneLine, tidyCode, tidyPhone } from '../../base/typed-text.ts';
import type { LeadKind } from '../../codes/case-sources.ts';
import { type Cell, cellText, type DateSystem, isBlank, isError } from '../import/cells.ts';
import { columnsIn, type FoundColumns, type NamedColumns } from '../import/named-columns.ts';
import { asDate, lostDigits } from '../import/values.ts';

/** The columns of a platform's file that are read, by the headers that its versions give them; every other one is left out. */
export const leadColumns = {
  externalNumber: ['登记编号', '编号', '工单编号', '投诉举报编号'],
  kind: ['业务类型', '类型', '工单类型', '登记类型'],
  receivedOn: ['登记时间', '接收时间', '受理时间', '收到日期'],
  subject: ['涉及主体', '被投诉举报主体', '企业名称', '涉及主体名称', '被投诉举报方'],
  creditCode: ['统一社会信用代码', '注册号', '统一社会信用代码/注册号'],
  place: ['主体地址', '涉及主体地址', '事发地', '发生地址'],
  matter: ['问题描述', '诉求内容', '投诉举报内容', '内容', '事项描述'],
  name: ['提供方姓名', '投诉举报人', '姓名', '来电人'],
  phone: ['联系电话', '提供方电话', '来电号码'],
  address: ['联系地址', '提供方地址'],
  realName: ['是否实名', '实名'],
} as const satisfies NamedColumns<string>;
export type LeadField = keyof typeof leadColumns;

const required: readonly LeadField[] = ['externalNumber', 'kind', 'receivedOn', 'subject', 'matter'];
/** Whatever stood in these cells may tell who complained: a report does not repeat it. */
const told: ReadonlySet<LeadField> = new Set(['externalNumber', 'kind', 'receivedOn']);

/** Where each column stands in a file. */
export type LeadHeader = FoundColumns<LeadField>;

/** The columns that a row names; the one that names most is the header. */
export const leadHeader = (cells: readonly Cell[]): LeadHeader => columnsIn(leadColumns, cells);

/** The columns without which no row can be registered, as the platform calls them. */
export const missingColumns = (header: LeadHeader): readonly string[] =>
  required.filter((field) => !header.has(field)).map((field) => leadColumns[field][0]);

export interface LeadCellProblem {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A row in the system's terms; what was wrong with its cells stands in `problems`. */
export interface LeadRow {
  readonly values: Readonly<Partial<Record<Exclude<LeadField, 'kind'>, string>>>;
  readonly kinds: readonly LeadKind[];
  readonly problems: readonly LeadCellProblem[];
}

const kindsOf = (text: string): readonly LeadKind[] => [
  ...(text.includes('投诉') ? (['complaint'] as const) : []),
  ...(text.includes('举报') ? (['report'] as const) : []),
];

/** Reads the cells of a row; whether the lead may be registered is judged as of any other. */
export function readLeadRow(header: LeadHeader, cells: readonly Cell[], dates: DateSystem): LeadRow {
  const values: Partial<Record<LeadField, string>> = {};
  const problems: LeadCellProblem[] = [];
  const problem = (field: LeadField, text: string, reason: string) =>
    problems.push({ column: leadColumns[field][0], value: told.has(field) ? text.slice(0, 60) : '', reason });
  for (const [field, at] of header) {
    const cell = cells[at];
    if (cell === undefined || isBlank(cell)) {
      if (required.includes(field)) problem(field, '', '必填');
      continue;
    }
    const text = cellText(cell);
    const lost = ['externalNumber', 'creditCode'].includes(field) ? lostDigits(cell) : undefined;
    if (isError(cell) || lost !== undefined) problem(field, text, lost ?? '单元格里是公式错误');
    else if (field === 'receivedOn') {
      const day = asDate(text, dates);
      if (day.ok) values.receivedOn = String(day.value);
      else problem(field, text, day.error);
    } else values[field] = tidied(field, text);
  }
  const { kind = '', ...rest } = values;
  const kinds = kindsOf(kind);
  if (kind !== '' && kinds.length === 0) problem('kind', kind, '应为投诉或举报');
  return { values: rest, kinds, problems };
}

function tidied(field: LeadField, text: string): string {
  if (field === 'externalNumber' || field === 'creditCode') return tidyCode(text);
  if (field === 'phone') return tidyPhone(text);
  return field === 'matter' ? text : inOneLine(text);
}
