import fc from 'fast-check';
import * as z from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Values that break things: wrong types, empty and huge texts, prototype names, control characters, deep nesting. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    1e300,
    '',
    ' ',
    '\u0000',
    '__proto__',
    '𠮷野家',
    "' OR 1=1 --",
    '=1+1',
    '../..',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.constant('长'.repeat(5000)),
  fc.object({ maxDepth: 3, maxKeys: 4 }),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
);

/** What a schema describes, most of the time; now and then a field is hostile, missing or too much. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return fromJson(root, $defs, 0);
}

function fromJson(
  schema: JsonSchema,
  defs: Readonly<Record<string, JsonSchema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: fitting(schema, defs, depth) }, { weight: 1, arbitrary: hostile });
}

function fitting(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, depth: number): fc.Arbitrary<unknown> {
  const into = (inner: unknown) => fromJson((inner ?? {}) as JsonSchema, defs, depth + 1);
  if (typeof schema.$ref === 'string') return into(defs[schema.$ref.split('/').at(-1) ?? '']);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map(into));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, into);
    case 'array':
      if (Array.isArray(schema.prefixItems)) return fc.tuple(...schema.prefixItems.map(into));
      return fc.array(into(schema.items), {
        minLength: Math.min(Number(schema.minItems ?? 0), 3),
        maxLength: Math.max(Number(schema.minItems ?? 0), 3),
      });
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(Number(schema.minimum ?? 0), -1e6),
        max: Math.min(Number(schema.maximum ?? 5000), 1e6),
      });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function objectOf(schema: JsonSchema, into: (inner: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>);
  const required = new Set((schema.required ?? []) as string[]);
  const model = Object.fromEntries(properties.map(([name, inner]) => [name, into(inner)]));
  return fc.record(model, { requiredKeys: properties.map(([name]) => name).filter((name) => required.has(name)) });
}

function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format === 'date') return fc.constantFrom('2026-11-23', '2026-02-28', '2027-01-01');
  if (schema.format === 'date-time') return fc.constant('2026-11-23T08:00:00.000Z');
  if (typeof schema.pattern === 'string') return patterned(new RegExp(schema.pattern, 'u'));
  return fc.constantFrom('甲', '一般检查', 'SCJG-001', '91411422MA10000120', 'A'.repeat(Number(schema.minLength ?? 1)));
}

const patterned = (pattern: RegExp): fc.Arbitrary<string> =>
  fc.stringMatching(pattern, { maxLength: 128 }).map((text) => text.slice(0, 128));
