export interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every text, number and null of a document, with where it stands. */
export function places(value: unknown, path: readonly string[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]));
}

/** The document with one bit of one value flipped: the last bit of a text's middle character, or of a number. */
export const flipped = (text: string, at: readonly string[]): string => {
  const along = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return flip(value);
    if (Array.isArray(value))
      return value.map((member: unknown, index) => (String(index) === key ? along(member, rest) : member));
    if (typeof value !== 'object' || value === null) throw new Error(`nothing at ${key}`);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, name === key ? along(member, rest) : member]),
    );
  };
  return JSON.stringify(along(JSON.parse(text), at));
};

export function flip(value: unknown): unknown {
  if (typeof value === 'number') return value ^ 1;
  if (typeof value !== 'string') return '2027-01-04';
  const middle = Math.floor(value.length / 2);
  return `${value.slice(0, middle)}${String.fromCharCode(value.charCodeAt(middle) ^ 1)}${value.slice(middle + 1)}`;
}
