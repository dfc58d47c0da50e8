import { holdsIdentityNumber } from '../../base/identity-number.ts';
import { isReadable, StatedInstant } from '../../base/primitives.ts';
import { isLocalDate } from '../../calendar/local-date.ts';
import type { Field, FieldType, Layout } from '../../codes/exchange/fields.ts';
import { isCreditCode } from '../registry/credit-code.ts';
import { isBlank, type Row, type RowError, type RowValue } from './row.ts';

/**
 * R88: what keeps a row from leaving by a layout: each field that is wrong, in the layout's order, with its reason.
 * Nothing is put right here: what is wrong is told to whoever keeps the record.
 */
export function validateRow(layout: Pick<Layout, 'fields' | 'channel'>, row: Row): readonly RowError[] {
  const known = new Set(layout.fields.map(({ name }) => name));
  // What others add to their files is theirs; what we add would leave.
  const strange = layout.channel === 'incoming' ? [] : Object.keys(row).filter((name) => !known.has(name));
  return [
    ...layout.fields.flatMap((field) => errorsOf(field, row, layout)),
    ...strange.map((field) => ({ field, message: '版式中没有此字段' })),
  ];
}

function errorsOf(field: Field, row: Row, layout: Pick<Layout, 'fields' | 'channel'>): readonly RowError[] {
  const value = row[field.name];
  if (value === undefined || isBlank(value)) return field.required ? [{ field: field.name, message: '必填' }] : [];
  if (field.of) return rowsErrors(field.name, field.of, value, layout.channel);
  const message =
    (field.type === 'list' ? listFault(field, value) : scalarFault(field, value)) ??
    disclosureFault(field, value, layout.channel) ??
    crossFault(field, value, row, layout.fields);
  return message === undefined ? [] : [{ field: field.name, message }];
}

/** Rows within are named by their place, the first as 1. */
function rowsErrors(name: string, fields: readonly Field[], value: RowValue, channel: Layout['channel']) {
  if (typeof value === 'string') return [{ field: name, message: '格式' }];
  return value.flatMap((part, at) =>
    typeof part === 'string'
      ? [{ field: name, message: '格式' }]
      : validateRow({ fields, channel }, part).map((error) => ({
          ...error,
          field: `${name}[${at + 1}].${error.field}`,
        })),
  );
}

function scalarFault({ type, max, pattern, codes }: Field, value: RowValue): string | undefined {
  if (typeof value !== 'string') return '格式';
  if (!isReadable(value)) return '含有无法显示的字符';
  const shape = shapes[type];
  if (shape && !shape.fits(value)) return shape.message;
  if (pattern && !pattern.test(value)) return '格式';
  if (max !== undefined && [...value].length > max) return `超过${max}字`;
  return codes && !Object.hasOwn(codes, value) ? '代码' : undefined;
}

interface Shape {
  readonly fits: (text: string) => boolean;
  readonly message: string;
}

const like = (pattern: RegExp, message: string): Shape => ({ fits: (text) => pattern.test(text), message });

const shapes: Readonly<Partial<Record<FieldType, Shape>>> = {
  'credit-code': { fits: isCreditCode, message: '统一社会信用代码' },
  date: { fits: isLocalDate, message: '日期' },
  datetime: { fits: (text) => StatedInstant.safeParse(text).success, message: '时间' },
  window: { fits: isWindow, message: '起止时间' },
  int: like(/^(0|[1-9]\d{0,14})$/, '整数'),
  decimal: like(/^(0|[1-9]\d{0,11})(\.\d{1,8})?$/, '数值'),
  decimal6: like(/^(0|[1-9]\d{0,11})(\.\d{1,6})?$/, '数值'),
  bool: like(/^[是否]$/, '是或否'),
};

function isWindow(text: string): boolean {
  const [from = '', to = '', ...more] = text.split('至');
  return more.length === 0 && isLocalDate(from) && isLocalDate(to) && from <= to;
}

/** A list is written with commas between its parts, so that none of them may hold one. */
function listFault({ min = 0, distinct }: Field, value: RowValue): string | undefined {
  if (typeof value === 'string') return '格式';
  const parts = value.map((part) => (typeof part === 'string' ? part : ''));
  if (parts.some((part) => part.trim() === '' || /[,，]/.test(part))) return '格式';
  if (!parts.every(isReadable)) return '含有无法显示的字符';
  if (parts.length < min) return `不少于${min}人`;
  return distinct && new Set(parts).size < parts.length ? '重复' : undefined;
}

/** R92: identity numbers leave only where the layout asks for them, and never to what is public. */
function disclosureFault(
  { type, required, identity, number }: Field,
  value: RowValue,
  channel: Layout['channel'],
): string | undefined {
  if (channel === 'incoming') return undefined;
  if (type === 'secret') return channel === 'internal' && required ? undefined : '不得报送';
  const free = type === 'list' || (type === 'text' && number !== true);
  if (!free || (identity === true && channel === 'internal')) return undefined;
  const parts = typeof value === 'string' ? [value] : value.filter((part) => typeof part === 'string');
  return parts.some(holdsIdentityNumber) ? '含有身份证号码' : undefined;
}

function crossFault(field: Field, value: RowValue, row: Row, fields: readonly Field[]): string | undefined {
  const { notBefore, pairs, creditCodeWhere } = field;
  if (notBefore !== undefined) {
    const earlier = row[notBefore];
    // A day that is none is told where it stands.
    if (typeof value === 'string' && typeof earlier === 'string' && isLocalDate(earlier) && value < earlier)
      return `早于${fields.find(({ name }) => name === notBefore)?.label ?? notBefore}`;
  }
  if (pairs !== undefined && row[pairs]?.length !== value.length) return '与人员不一一对应';
  if (creditCodeWhere && row[creditCodeWhere.field] === creditCodeWhere.is)
    return typeof value === 'string' && isCreditCode(value) ? undefined : '统一社会信用代码';
  return undefined;
}
