import { SaxesParser } from 'saxes';
import { unreadable } from './table.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: one producer writes `<row>`, another `<x:row>`. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const maxDepth = 64;
/** The parser holds a text or tag until it ends; a lawful cell has at most 32,767 characters. */
const maxPendingBytes = 1_000_000;
const broken = '文件内容已损坏，请用表格软件打开并另存为 .xlsx 后再上传';

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Runs the handler over a document, pausing after each chunk so that the caller can take what has been found. */
export async function* xmlEvents(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  let pending = 0;
  parser.on('error', (error) => {
    throw unreadable(broken, error);
  });
  parser.on('doctype', () => {
    throw unreadable(broken);
  });
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0;
    depth += 1;
    if (depth > maxDepth) throw unreadable(broken);
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    pending = 0;
    depth -= 1;
    handler.close?.(localName(name));
  });
  if (handler.text) parser.on('text', handler.text);

  for await (const chunk of bytes) {
    pending += chunk.length;
    parser.write(decode(decoder, chunk));
    if (pending > maxPendingBytes) throw unreadable(broken);
    yield;
  }
  parser.write(decode(decoder)).close();
  yield;
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    throw unreadable(broken, error);
  }
}

/** Reads a whole small document for what its start tags say. */
export async function readTags(
  bytes: AsyncIterable<Uint8Array>,
  open: (name: string, attributes: XmlAttributes) => void,
): Promise<void> {
  for await (const _ of xmlEvents(bytes, { open }));
}
