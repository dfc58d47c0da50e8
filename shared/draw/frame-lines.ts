/**
 * The lines of a frame file from its bytes; memory holds one chunk and one line. Invalid input (bytes that are not
 * UTF-8, or a tail without LF) yields an empty line, which is never a row, so reading stops there.
 */
export function* frameFileLines(chunks: Iterable<Uint8Array>): Iterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decoded = (chunk?: Uint8Array): string | undefined => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
  let rest = '';
  for (const chunk of chunks) {
    const text = decoded(chunk);
    if (text === undefined) return yield '';
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (decoded() === undefined || rest !== '') yield '';
}
