import * as z from 'zod';

/** A value of a row as its file holds it: one text, one for each person, or rows of its own. */
export type RowValue = string | readonly string[] | readonly Row[];
/** A row (行) of a layout: its values by the names of the fields. A field that is left out is empty. */
export interface Row {
  readonly [field: string]: RowValue;
}

/** What is wrong with one field of a row, in words for officials (R88). */
export interface RowError {
  readonly field: string;
  readonly message: string;
}

const Scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform((yes) => (yes ? '是' : '否'))]);

/** A row as JSON states it: numbers and yes or no become the texts that a table would hold. */
export const Row: z.ZodType<Row> = z.record(
  z.string(),
  z.union([Scalar, z.array(z.string()), z.array(z.lazy(() => Row))]),
);

/** Whether nothing is filled in. */
export const isBlank = (value: RowValue | undefined): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
