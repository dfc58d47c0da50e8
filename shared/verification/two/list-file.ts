/** The lines of a list file, as often as they are asked for; what is no text is an empty line, at which reading stops. */
export const listFile = (chunks: () => Iterable<Uint8Array>): Iterable<string> => ({
  [Symbol.iterator]: () => linesOf(chunks())[Symbol.iterator](),
});

function* linesOf(chunks: Iterable<Uint8Array>): Iterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  try {
    for (const chunk of chunks) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield '';
    return;
  }
  if (rest !== '') yield rest;
}
