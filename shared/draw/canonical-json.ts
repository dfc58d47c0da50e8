import { err, ok, type Result } from '../base/result.ts';

export interface NotCanonical {
  readonly kind: 'not-canonical';
  /** Path of the value, e.g. `/frames/0/size`; empty for the value itself. */
  readonly path: string;
  readonly reason: 'not-an-integer' | 'lone-surrogate' | 'unsupported-type';
}

/**
 * RFC 8785 for the data of a draw: strings, integers, booleans, null, arrays and plain objects. Everything else
 * (fractions, integers above 2^53, undefined, dates) is refused, never dropped or rounded.
 */
export function tryCanonicalJson(value: unknown, path = ''): Result<string, NotCanonical> {
  if (value === null || typeof value === 'boolean') return ok(String(value));
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? ok(String(value)) : refuse('not-an-integer', path);
  if (typeof value === 'string')
    return value.isWellFormed() ? ok(JSON.stringify(value)) : refuse('lone-surrogate', path);
  if (Array.isArray(value)) return canonicalArray(value, path);
  if (isPlainObject(value)) return canonicalObject(value, path);
  return refuse('unsupported-type', path);
}

/** The canonical JSON of a value whose type allows nothing else; a refusal here is a bug in the caller. */
export function canonicalJson(value: unknown): string {
  const text = tryCanonicalJson(value);
  if (!text.ok) throw new TypeError(`not canonical at "${text.error.path}": ${text.error.reason}`);
  return text.value;
}

function canonicalArray(values: readonly unknown[], path: string): Result<string, NotCanonical> {
  const parts: string[] = [];
  for (const [index, value] of values.entries()) {
    const part = tryCanonicalJson(value, `${path}/${index}`);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok(`[${parts.join(',')}]`);
}

function canonicalObject(value: object, path: string): Result<string, NotCanonical> {
  const parts: string[] = [];
  // RFC 8785 §3.2.3 orders keys by UTF-16 units, which is JavaScript's own order.
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = tryCanonicalJson(key, `${path}/${key}`);
    if (!name.ok) return name;
    const part = tryCanonicalJson(member, `${path}/${key}`);
    if (!part.ok) return part;
    parts.push(`${name.value}:${part.value}`);
  }
  return ok(`{${parts.join(',')}}`);
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const refuse = (reason: NotCanonical['reason'], path: string): Result<string, NotCanonical> =>
  err({ kind: 'not-canonical', path, reason });
