/** One object may have several numbers over time: a shop that gets its credit code, an old registration number. */
export interface ObjectLinks {
  /** Every number of the object that has this one, itself included. */
  all(id: string): readonly string[];
}

/** How many numbers an object may have had before the one it has now. */
export const mostFormerIds = 20;

/** Links from pairs of numbers that belong to the same object. */
export function linksOf(pairs: Iterable<readonly [former: string, current: string]>): ObjectLinks {
  const groups = new Map<string, readonly string[]>();
  for (const [former, current] of pairs) {
    const joined = [...new Set([...(groups.get(former) ?? [former]), ...(groups.get(current) ?? [current])])];
    for (const id of joined) groups.set(id, joined);
  }
  return { all: (id) => groups.get(id) ?? [id] };
}

/** The same of rows as they were frozen, which name their former numbers. */
export const linksIn = (
  objects: Iterable<{ readonly id: string; readonly formerIds?: readonly string[] | undefined }>,
) => linksOf([...objects].flatMap(({ id, formerIds = [] }) => formerIds.map((former) => [former, id] as const)));
