/** The name that shares most characters with a text, if that is at least half of both together; for a hint, never for a decision. */
export function nearestOf(text: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let best = 0.5;
  for (const name of names) {
    const likeness = shared(text, name);
    if (likeness < best || (likeness === best && nearest !== undefined)) continue;
    best = likeness;
    nearest = name;
  }
  return nearest;
}

/** The Dice coefficient over characters, 0 to 1. */
function shared(a: string, b: string): number {
  const left = new Map<string, number>();
  for (const character of a) left.set(character, (left.get(character) ?? 0) + 1);
  let common = 0;
  for (const character of b) {
    const count = left.get(character) ?? 0;
    if (count > 0) common += 1;
    left.set(character, count - 1);
  }
  return (2 * common) / (Array.from(a).length + Array.from(b).length || 1);
}
