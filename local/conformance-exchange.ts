import * as z from 'zod';
import type { Field } from '../shared/codes/exchange/fields.ts';
import { isLayoutCode, layouts } from '../shared/codes/exchange/layouts.ts';
import { Row } from '../shared/domain/exchange/row.ts';
import { validateRow } from '../shared/domain/exchange/validate-row.ts';
import { type Difference, differences } from './differences.ts';

const LayoutName = z.string().refine(isLayoutCode, { error: 'no such layout' });

/** The format of a file of rows of one layout, each with what keeps it from leaving (R88). */
export const ExchangeExamples = z.object({
  layout: LayoutName,
  examples: z
    .array(
      z.strictObject({
        name: z.string(),
        row: Row,
        errors: z.array(z.strictObject({ field: z.string(), message: z.string() })),
      }),
    )
    .min(1),
});
export type ExchangeExamples = z.infer<typeof ExchangeExamples>;

/** Judges every row by the rules that rows leave by. */
export const checkExchangeExamples = ({ layout, examples }: ExchangeExamples): readonly Difference[] =>
  examples.flatMap(({ row, errors }, at) =>
    differences(`/examples/${at}/errors`, errors, isLayoutCode(layout) ? validateRow(layouts[layout], row) : []),
  );

const Fields = z.array(z.looseObject({ name: z.string(), label: z.string(), type: z.string() }));

/** The format of a file of the layouts themselves. */
export const ExchangeLayouts = z.object({
  layouts: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      /** Whether its columns were found, inferred or recalled, with what is said about it. */
      mark: z.string(),
      confirm: z.union([z.string(), z.literal(true)]).optional(),
      fields: Fields,
    }),
  ),
});
export type ExchangeLayouts = z.infer<typeof ExchangeLayouts>;

/** What the sources say of a field; what holds between fields stands in its name there. */
function statedOf({ name, label, type, required, max, pattern, codes, min, notBefore, of }: Field): object {
  const rules = { max, pattern: pattern?.source, codes, min, notBefore, of: of?.map(statedOf) };
  return {
    ...{ name, label, type, required },
    ...Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined)),
  };
}

/** Compares the product's layouts with those of a file, field by field. */
export function checkExchangeLayouts({ layouts: stated }: ExchangeLayouts): readonly Difference[] {
  const expected = Object.entries(stated).map(([code, { mark, confirm, ...layout }]) => [
    code,
    { ...layout, mark: /^\w*/.exec(mark)?.[0], confirm: confirm !== undefined },
  ]);
  const got = Object.entries(layouts).map(([code, { title, mark, confirm, fields }]) => [
    code,
    { title, mark, confirm: confirm !== undefined, fields: fields.map(statedOf) },
  ]);
  return differences('/layouts', Object.fromEntries(expected), Object.fromEntries(got));
}
