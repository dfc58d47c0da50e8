import { err, ok, type Result } from '../../base/result.ts';
import { isCreditCode } from '../registry/credit-code.ts';
import { type Cell, type DateSystem, isBlank } from './cells.ts';

/** Turns the text of a cell, or of one of its `；`-separated parts, into a value; the failure says what is wrong, the column's hint what may stand there. */
export type ReadValue = (text: string, dates: DateSystem) => Result<unknown, string>;

export const asText: ReadValue = (text) => ok(text);

/** Full-width letters, digits and signs (ＡＢ１２) to half-width, and every blank or invisible character removed. */
export const halfWidth = (text: string): string =>
  text
    .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s\u200b-\u200f\u2060\ufeff]/g, '');

export const asCode: ReadValue = (text) => ok(halfWidth(text));
export const asUpperCode: ReadValue = (text) => ok(halfWidth(text).toUpperCase());

/** 统一社会信用代码 as typed by people: full-width and lower case are put right, anything else is named. */
export const asCreditCode: ReadValue = (text) => {
  const code = halfWidth(text).toUpperCase();
  if (isCreditCode(code)) return ok(code);
  if (code.length !== 18) return err(`统一社会信用代码应为18位，现为${code.length}位，请核对`);
  if (/[^0-9A-HJ-NP-RTUWXY]/.test(code))
    return err('统一社会信用代码只含数字和除 I、O、S、V、Z 以外的大写字母，请核对是否混淆');
  return err('统一社会信用代码的校验位不正确，请对照证照核对每一位');
};

/** One of a list of codes, by its code or by any of the names officials use for it. */
export function oneOf<Code extends string>(names: Iterable<readonly [name: string, code: Code]>): ReadValue {
  const codes = new Map(names);
  return (text) => {
    const code = codes.get(text) ?? codes.get(halfWidth(text).toUpperCase());
    return code === undefined ? err('不在代码表内') : ok(code);
  };
}

const datePattern = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?$/;
const dayMs = 86_400_000;

/** `2019-05-20`, `2019/5/20`, `2019年5月20日`, `20190520`, or a spreadsheet's serial number, as an ISO date. */
export const asDate: ReadValue = (text, dates) => {
  const iso = writtenDate(halfWidth(text.replace(/ (?=\d?\d:)/, 'T'))) ?? serialDate(text, dates);
  return iso === undefined ? err('不是有效日期，请核对月、日是否存在') : ok(iso);
};

function writtenDate(text: string): string | undefined {
  const match = datePattern.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year = '', month = '', day = ''] = match.slice(1);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return year >= '1900' && !Number.isNaN(ms) && isoDate(ms) === iso ? iso : undefined;
}

/** Serials of other years are far more often a mistyped year or month (2019, 201905) than a date. */
function serialDate(text: string, dates: DateSystem): string | undefined {
  if (!/^\d{5,7}(?:\.\d+)?$/.test(text)) return undefined;
  const epoch = dates === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const iso = isoDate(epoch + Math.floor(Number(text)) * dayMs);
  return (iso >= '1950-01-01' && iso < '2200-01-01') || iso === '9999-12-31' ? iso : undefined;
}

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A percentage as ten-thousandths, in integers throughout: `5`, `5%`, `5.5`, `5.25％`. */
export const asBasisPoints: ReadValue = (text) => {
  const match = /^(\d{1,3})(?:\.(\d{1,2})0*)?%?$/.exec(halfWidth(text));
  if (!match) return err('应为百分数，最多两位小数');
  const [whole = '', fraction = ''] = match.slice(1);
  const points = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return points >= 1 && points <= 10_000 ? ok(points) : err('应大于0且不超过100');
};

/** Why the digits of an id cell cannot be trusted; undefined when they can. */
export function lostDigits(cell: Cell): string | undefined {
  if (isBlank(cell)) return undefined;
  if (typeof cell !== 'string' && cell.formula)
    return '此列不能用公式，请复制后"选择性粘贴为数值"，并把整列设为"文本"格式';
  if (typeof cell !== 'string' && cell.type !== 'text')
    return '单元格是数字格式，长号码的末几位和开头的0可能已丢失；请把整列设为"文本"格式后重新填写';
  const text = typeof cell === 'string' ? cell : cell.value;
  return /^\s*\d\.\d+E\+?\d+\s*$/i.test(text)
    ? '号码已被表格软件改成科学计数法，后几位已丢失；请把整列设为"文本"格式后重新填写'
    : undefined;
}
