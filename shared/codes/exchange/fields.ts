/** What a value of a field may be. `rows` holds rows of its own, `list` one text for each person. */
export type FieldType =
  | 'text'
  | 'code'
  | 'credit-code'
  | 'date'
  | 'datetime'
  /** Two dates, `2026-03-01至2026-05-31`. */
  | 'window'
  | 'int'
  /** 万元. */
  | 'decimal'
  /** 万元, with six decimal places at most. */
  | 'decimal6'
  /** 是 or 否. */
  | 'bool'
  | 'list'
  /** A number of an identity card or the like. */
  | 'secret'
  | 'rows';

interface FieldRules {
  /** The longest value, in characters (code points): the sources state no unit, which is part of what is to be confirmed. */
  readonly max?: number;
  readonly pattern?: RegExp;
  /** The receiver's codes and their names, where its list is known. */
  readonly codes?: Readonly<Record<string, string>>;
  /** The fewest persons of a list. */
  readonly min?: number;
  /** The field whose day this one is not before. */
  readonly notBefore?: string;
  /** The list to whose persons this one belongs, one to one. */
  readonly pairs?: string;
  /** Nobody has two of them. */
  readonly distinct?: true;
  /** The value is a credit code where another field says so. */
  readonly creditCodeWhere?: { readonly field: string; readonly is: string };
  /** A number that a system gave: it may look like one of an identity card without being one. */
  readonly number?: true;
  /** The layout asks for the identity number of a citizen here (R92). */
  readonly identity?: true;
}

/** One field (字段) of a layout. */
export interface Field extends FieldRules {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** The fields of the rows within. */
  readonly of?: readonly Field[];
}

/** 版式: what one kind of row has to look like for another system, its fields in order. */
export interface Layout {
  readonly title: string;
  readonly version: string;
  /** `recalled`: its name is known and its columns are not, so that nothing is written by it. */
  readonly mark: 'found' | 'inferred' | 'recalled';
  readonly confirm?: string;
  /** Whether what leaves by it becomes public; `incoming`: it comes from outside. */
  readonly channel: 'public' | 'internal' | 'incoming';
  /** What a table is headed by: the names of the fields, unless it is one that people read. */
  readonly header?: 'label';
  readonly fields: readonly Field[];
}

function fieldsThat(required: boolean) {
  const of =
    (type: FieldType) =>
    (name: string, label: string, rules: FieldRules = {}): Field => ({ name, label, type, required, ...rules });
  return {
    text: of('text'),
    number: (name: string, label: string, rules: FieldRules = {}): Field => ({
      ...{ name, label, type: 'text', required, number: true },
      ...rules,
    }),
    code: of('code'),
    creditCode: of('credit-code'),
    date: of('date'),
    datetime: of('datetime'),
    window: of('window'),
    int: of('int'),
    decimal: of('decimal'),
    decimal6: of('decimal6'),
    bool: of('bool'),
    list: of('list'),
    secret: of('secret'),
    rows: (name: string, label: string, rows: readonly Field[]): Field => ({
      ...{ name, label, type: 'rows', required },
      of: rows,
    }),
  };
}

/** Fields that every row fills in. */
export const must = fieldsThat(true);
/** Fields that may stay empty. */
export const may = fieldsThat(false);
