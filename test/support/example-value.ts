import fc from 'fast-check';
import * as z from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A value with every field that a schema knows, the optional ones too and one item in every list: for tests that have to
 * touch all there is. Of alternatives it has the first. What fields have to do with one another it does not know.
 */
export function exampleOf(schema: z.ZodType): unknown {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return example(root, $defs, 'value');
}

function example(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, name: string): unknown {
  const into = (inner: unknown, called = name) => example((inner ?? {}) as JsonSchema, defs, called);
  if (typeof schema.$ref === 'string') return into(defs[schema.$ref.split('/').at(-1) ?? '']);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choices = (schema.anyOf ?? schema.oneOf) as unknown[] | undefined;
  if (choices) return into(choices[0]);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map((each) => into(each)));
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>);
      if (properties.length > 0) return Object.fromEntries(properties.map(([key, inner]) => [key, into(inner, key)]));
      return schema.additionalProperties === false ? {} : { key: into(schema.additionalProperties, 'key') };
    }
    case 'array':
      if (Array.isArray(schema.prefixItems)) return schema.prefixItems.map((each) => into(each));
      return Array.from({ length: Math.max(Number(schema.minItems ?? 1), 1) }, () => into(schema.items));
    case 'integer':
      return Math.max(Number(schema.minimum ?? 3), 3);
    case 'number':
      return 0.25;
    case 'boolean':
      return true;
    default:
      return textOf(schema, name);
  }
}

function textOf({ format, pattern, maxLength = Number.POSITIVE_INFINITY }: JsonSchema, name: string): string {
  if (format === 'date') return '2026-11-23';
  if (format === 'date-time') return '2026-11-23T08:00:00.000Z';
  if (typeof pattern !== 'string') return `${name} 之值`.slice(-Number(maxLength));
  const [text = ''] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 512 }), {
    numRuns: 1,
    seed: 7,
  });
  return text;
}

/** Everything that can be done to one attribute of a row: each leaf changed, each member taken away, each list grown. */
export function* editsOf(value: unknown, path: readonly string[] = []): Generator<Edit> {
  const say = (what: string) => `${path.join('.')} ${what}`;
  if (Array.isArray(value)) {
    yield { what: say('one more'), at: path, to: [...value, 'one more'] };
    if (value.length > 0) yield { what: say('one less'), at: path, to: value.slice(1) };
    for (const [index, each] of value.entries()) yield* editsOf(each, [...path, String(index)]);
  } else if (typeof value === 'object' && value !== null) {
    yield { what: say('a foreign field'), at: [...path, 'foreign'], to: 'put in' };
    for (const [name, member] of Object.entries(value)) {
      yield { what: say(`without ${name}`), at: [...path, name], to: undefined };
      yield* editsOf(member, [...path, name]);
    }
  } else if (typeof value === 'number') {
    yield { what: say('one more'), at: path, to: value + 1 };
    yield { what: say('as a text'), at: path, to: String(value) };
  } else if (typeof value === 'boolean') yield { what: say('turned'), at: path, to: !value };
  else if (typeof value === 'string') yield { what: say('lengthened'), at: path, to: `${value}改` };
}

export interface Edit {
  readonly what: string;
  readonly at: readonly string[];
  /** Absent from then on where undefined. */
  readonly to: unknown;
}

/** The row after an edit; the row itself stays as it was. */
export function edited<T extends object>(row: T, { at, to }: Edit): T {
  const copy = structuredClone(row);
  const last = at.at(-1) ?? '';
  const parent = at.slice(0, -1).reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), copy);
  if (to === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, to);
  return copy;
}
