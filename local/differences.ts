/** One place where a published vector and the product's own result differ. */
export interface Difference {
  /** Path in the file, e.g. `/cases/0/seed`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Compares two JSON values and lists every difference, including keys and lengths. */
export function differences(path: string, expected: unknown, got: unknown): readonly Difference[] {
  const [left, right] = [membersOf(expected), membersOf(got)];
  if (!left || !right || Array.isArray(expected) !== Array.isArray(got)) {
    const [shownExpected, shownGot] = [shown(expected), shown(got)];
    return shownExpected === shownGot ? [] : [{ path, expected: shownExpected, got: shownGot }];
  }
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => differences(`${path}/${key}`, left.get(key), right.get(key)));
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
