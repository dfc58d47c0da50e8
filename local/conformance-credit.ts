import * as z from 'zod';
import { creditClasses, directLists } from '../shared/codes/credit-classes.ts';
import { creditDimensions, creditIndicators, creditModel, indicatorOf } from '../shared/codes/credit-model.ts';
import { scoreOf } from '../shared/domain/credit/score.ts';
import { quotaOf } from '../shared/draw/quota.ts';
import { type Difference, differences } from './differences.ts';

const codesOf = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
const Class = z.enum(codesOf(creditClasses));
const Indicator = z.enum(codesOf(creditIndicators));
const List = z.enum(codesOf(directLists));
const Day = z.iso.date();

const Event = z.strictObject({
  indicator: Indicator,
  on: Day,
  until: Day.optional(),
  repairedOn: Day.optional(),
  case: z.string().optional(),
});
const Entry = z.strictObject({ list: List, on: Day, until: Day.optional() });
const points = z.record(z.string(), z.int());

const Example = z.strictObject({
  name: z.string(),
  events: z.array(z.union([Event, Entry])),
  asOf: Day,
  answer: z.strictObject({
    score: z.int(),
    dimensions: points,
    uncapped: points,
    lines: z.array(
      z.strictObject({
        indicator: Indicator,
        on: Day,
        points: z.int(),
        why: z.string(),
        case: z.string().optional(),
      }),
    ),
    direct: z.array(List),
    class: Class,
  }),
});
const QuotaExample = z.strictObject({
  objects: z.record(Class, z.int().min(0)),
  /** In ten-thousandths. */
  ratios: z.record(Class, z.int().min(0)),
  quotas: z.record(Class, z.int()),
  n: z.int(),
});

const Model = z.strictObject({
  version: z.string(),
  max: z.int(),
  bands: z.array(z.tuple([Class, z.int(), z.int()])),
  dimensions: z.array(z.strictObject({ code: z.string(), name: z.string(), cap: z.int() })),
  indicators: z.array(
    z.strictObject({
      code: z.string(),
      dim: z.string(),
      name: z.string(),
      points: z.int(),
      state: z.literal(true).optional(),
      full: z.int().optional(),
      half: z.int().optional(),
    }),
  ),
  directD: z.array(z.strictObject({ code: z.string(), name: z.string() })),
});

/** The format of a file of the credit model, examples of its score, and of what each class gives a draw. */
export const CreditExamples = z.object({
  model: Model,
  examples: z.array(Example).min(1),
  quotaExamples: z.array(QuotaExample).optional(),
});
export type CreditExamples = z.infer<typeof CreditExamples>;

/** The product's model in the form of the file. */
function ownModel(): z.infer<typeof Model> {
  const lowest = Object.values(creditModel.bands);
  return {
    version: creditModel.version,
    max: creditModel.most,
    bands: codesOf(creditModel.bands).map((code, at) => [
      code,
      creditModel.bands[code],
      (lowest[at + 1] ?? creditModel.most + 1) - 1,
    ]),
    dimensions: codesOf(creditDimensions).map((code) => ({ code, ...creditDimensions[code] })),
    indicators: codesOf(creditIndicators).map((code) => {
      const { dimension: dim, name, points, months } = indicatorOf(code);
      return { code, dim, name, points, ...(months ?? { state: true as const }) };
    }),
    directD: codesOf(directLists).map((code) => ({ code, name: directLists[code] })),
  };
}

/** Compares the model, and answers every example by it and by the quotas that frames are drawn with. */
export function checkCreditExamples({ model, examples, quotaExamples = [] }: CreditExamples): readonly Difference[] {
  const scores = examples.flatMap(({ events, asOf, answer }, at) => {
    const given = {
      events: events.flatMap((event) => ('indicator' in event ? [event] : [])),
      direct: events.flatMap((event) => ('list' in event ? [event] : [])),
    };
    return differences(`/examples/${at}/answer`, answer, scoreOf(given, asOf));
  });
  const quotas = quotaExamples.flatMap((example, at) => {
    const found = Object.keys(creditClasses).map((code) => {
      const { objects, ratios } = example;
      const name = Class.parse(code);
      return [name, quotaOf({ ratio: ratios[name] ?? 0 }, objects[name] ?? 0)] as const;
    });
    const n = found.reduce((sum, [, quota]) => sum + quota, 0);
    return [
      ...differences(`/quotaExamples/${at}/quotas`, example.quotas, Object.fromEntries(found)),
      ...differences(`/quotaExamples/${at}/n`, example.n, n),
    ];
  });
  return [...differences('/model', model, ownModel()), ...scores, ...quotas];
}
