const [quote, backslash] = [0x22, 0x5c];
const opens = (code: number): boolean => code === 0x7b || code === 0x5b;
const closes = (code: number): boolean => code === 0x7d || code === 0x5d;
/** The file is an object, the list one of its fields, the item what stands in the list. */
const itemDepth = 3;

/**
 * The texts of the objects in the lists of a JSON object that arrives in pieces, one by one, so that memory holds an item and
 * a piece. Whether the whole is JSON is for others to know; each item is parsed by who takes it.
 */
export async function* jsonItems(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let depth = 0;
  let [quoted, escaped] = [false, false];
  /** What earlier pieces hold of an item that has begun. */
  let begun = '';
  for await (const piece of pieces) {
    let from = depth >= itemDepth ? 0 : -1;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (quoted) {
        if (escaped) escaped = false;
        else if (code === backslash) escaped = true;
        else if (code === quote) quoted = false;
      } else if (code === quote) quoted = true;
      else if (opens(code)) {
        depth += 1;
        if (depth === itemDepth) from = at;
      } else if (closes(code)) {
        if (depth === itemDepth) {
          yield begun + piece.slice(from, at + 1);
          begun = '';
          from = -1;
        }
        depth -= 1;
      }
    }
    if (from >= 0) begun += piece.slice(from);
  }
}
