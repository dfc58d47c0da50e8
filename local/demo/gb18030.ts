/** The first and last four-byte code of the basic plane, and the first beyond it (GB 18030-2022). */
const firstOfPlane = 0;
const lastOfPlane = 39_419;
const firstBeyond = 189_000;

let table: ReadonlyMap<string, Uint8Array> | undefined;

/** Encodes text as GB18030, which the platform can only decode: the table is what its own decoder says. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= decoderTable();
  const encoded: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const bytes = code < 0x80 ? [code] : code > 0xffff ? fourBytes(firstBeyond + code - 0x10000) : table.get(character);
    if (!bytes) throw new Error(`GB18030 has no code for U+${code.toString(16)}`);
    encoded.push(...bytes);
  }
  return Uint8Array.from(encoded);
}

/** The four bytes with the given place in the linear order of four-byte codes. */
function fourBytes(linear: number): Uint8Array {
  return Uint8Array.of(
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  );
}

function decoderTable(): ReadonlyMap<string, Uint8Array> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const codes = new Map<string, Uint8Array>();
  const learn = (bytes: Uint8Array) => {
    const character = decoded(decoder, bytes);
    if (character !== undefined && !codes.has(character)) codes.set(character, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) learn(Uint8Array.of(lead, trail));
  }
  for (let linear = firstOfPlane; linear <= lastOfPlane; linear += 1) learn(fourBytes(linear));
  return codes;
}

/** The one character that the bytes stand for; undefined when they are no code. */
function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
