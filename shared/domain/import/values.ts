import { err, ok, type Result } from '../../base/result.ts';
import { tidyCode, tidyWord } from '../../base/typed-text.ts';
import { isLocalDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { creditCodeFault, creditCodeFaultWords, tidyObjectId } from '../registry/credit-code.ts';
import { tidyIndustry } from '../registry/industry.ts';
import { type Cell, type DateSystem, dayOfSerial, isBlank, shownNumber } from './cells.ts';
import { nearestOf } from './nearest-word.ts';

/** Turns the text of a cell, or of one of the parts of a list in it, into a value; the failure says what is wrong, the column's hint what may stand there. */
export type ReadValue = (text: string, dates: DateSystem) => Result<unknown, string>;

export const asText: ReadValue = (text) => ok(text);
export const asCode: ReadValue = (text) => ok(tidyCode(text));
export const asObjectId: ReadValue = (text) => ok(tidyObjectId(text));
export const asIndustry: ReadValue = (text) => ok(tidyIndustry(text));

/** 统一社会信用代码 as typed by people: full-width and lower case are put right, anything else is named. */
export const asCreditCode: ReadValue = (text) => {
  const code = tidyCode(text).toUpperCase();
  const fault = creditCodeFault(code);
  return fault === undefined ? ok(code) : err(creditCodeFaultWords(code)[fault]);
};

/** One of a list of codes, by its code or by any of the names people and other systems use for it. */
export function oneOf<Code extends string>(
  names: Iterable<readonly [name: string, code: Code]>,
  /** What may stand around a name and says nothing: a county before it, an office behind it. */
  bare: (text: string) => string = (text) => text,
): ReadValue {
  const known = [...names];
  const codes = new Map(known.map(([name, code]) => [wordKey(name), code]));
  const shown = new Map<string, string>();
  for (const [name, code] of known) if (/\p{Script=Han}/u.test(name) && !shown.has(code)) shown.set(code, name);
  return (text) => {
    const word = wordKey(text);
    const code = codes.get(word) ?? codes.get(wordKey(bare(word)));
    if (code !== undefined) return ok(code);
    const nearest = nearestOf(
      bare(word),
      known.map(([name]) => name),
    );
    const meant = nearest && shown.get(codes.get(wordKey(nearest)) ?? '');
    return err(meant ? `不在代码表内，是否应为"${meant}"` : '不在代码表内');
  };
}

/** Names are the same whatever their width, punctuation and capitals. */
const wordKey = (text: string): string =>
  tidyWord(text)
    .replaceAll(/[\p{P}\s]/gu, '')
    .toUpperCase();

const datePattern = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})(?:日|号)?$/;
/** The time of a day, and a zone where a program wrote one. */
const timePattern =
  /(?:(?<=\d)T|(?<=[\d日号])\s+|(?<=[\d日号])(?=上午|下午)|(?<=[日号]))(?:上午|下午|AM|PM)?\s*\d{1,2}(?::|时)\d{1,2}(?:(?::|分)\d{1,2}(?:\.\d+)?秒?|分)?\s*(?:AM|PM)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** `2019-05-20`, `2019/5/20`, `2019年5月20日`, `20190520`, each also with a time, or a spreadsheet's serial number, as an ISO date. */
export const asDate: ReadValue = (text, dates) => {
  const plain = text.normalize('NFKC').trim();
  const iso = zonedDate(plain) ?? writtenDate(tidyCode(plain.replace(timePattern, ''))) ?? serialDate(plain, dates);
  return iso === undefined ? err('不是有效日期，请核对月、日是否存在') : ok(iso);
};

/** An instant with its zone is the day it was here; midnight in Shanghai is often stored as 16:00 of the day before. */
function zonedDate(text: string): LocalDate | undefined {
  const zone = timePattern.exec(text)?.[1];
  const day = writtenDate(text.slice(0, 10));
  const ms = zone === undefined || day === undefined ? Number.NaN : Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(ms) ? undefined : localDateOf(new Date(ms));
}

function writtenDate(text: string): LocalDate | undefined {
  const match = datePattern.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year = '', month = '', day = ''] = match.slice(1);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year >= '1900' && isLocalDate(iso) ? iso : undefined;
}

/** Of a number that is not shown as a date, serials of other years are far more often a mistyped year or month (2019, 201905) than a date. */
function serialDate(text: string, dates: DateSystem): LocalDate | undefined {
  if (!/^\d{5,7}(?:\.\d+)?$/.test(text)) return undefined;
  const iso = dayOfSerial(Number(text), dates) ?? '';
  return (iso >= '1950-01-01' && iso < '2200-01-01') || iso === '9999-12-31' ? iso : undefined;
}

/** A percentage as ten-thousandths, in integers throughout: `5`, `5%`, `5.5`, `5.25％`. */
export const asBasisPoints: ReadValue = (text) => {
  const match = /^(\d{1,3})(?:\.(\d{1,2})0*)?%?$/.exec(tidyCode(text));
  if (!match) return err('应为百分数，最多两位小数');
  const [whole = '', fraction = ''] = match.slice(1);
  const points = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return points >= 1 && points <= 10_000 ? ok(points) : err('应大于0且不超过100');
};

/** Why the digits of an id cell cannot be trusted; undefined when they can, as those of a number of the form `kept`. */
export function lostDigits(cell: Cell, kept?: RegExp): string | undefined {
  if (isBlank(cell)) return undefined;
  if (typeof cell !== 'string' && cell.formula)
    return '此列不能用公式，请复制后"选择性粘贴为数值"，并把整列设为"文本"格式';
  if (typeof cell !== 'string' && cell.type !== 'text') {
    return cell.type === 'number' && kept?.test(String(shownNumber(cell.value)))
      ? undefined
      : '单元格是数字格式，长号码的末几位和开头的0可能已丢失；请把整列设为"文本"格式后重新填写';
  }
  const text = typeof cell === 'string' ? cell : cell.value;
  return /^\s*\d(?:\.\d+)?E\+?\d+\s*$/i.test(text)
    ? '号码已被表格软件改成科学计数法，后几位已丢失；请把整列设为"文本"格式后重新填写'
    : undefined;
}
