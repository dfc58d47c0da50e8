import { createReadStream } from 'node:fs';
import { unreadable } from './table.ts';

type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le';

const undecodable = '文字编码既不是 UTF-8 也不是 GB18030，请用表格软件另存为"CSV UTF-8"或 .xlsx 后再上传';

/** The file's text, piece by piece, without a byte order mark. */
export async function* decodedText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await detectEncoding(path), { fatal: true });
  for await (const bytes of chunksOf(path)) {
    const text = decode(decoder, bytes);
    if (text.includes('\0')) throw unreadable('这不是表格文件，请上传 .xlsx 或 .csv');
    yield text;
  }
  yield decode(decoder);
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch (error) {
    throw unreadable(undecodable, error);
  }
}

const chunksOf = (path: string): AsyncIterable<Buffer> => createReadStream(path);

/** Strict UTF-8 rules out GB18030 text within a few characters; the reverse does not hold, so UTF-8 is tried first. */
async function detectEncoding(path: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const bytes of chunksOf(path)) {
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
      first = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}
