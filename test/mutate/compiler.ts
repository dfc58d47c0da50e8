import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/** The type checker, kept running: a mutant that it refuses could never be committed, so no test is asked about it. */
export interface Compiler {
  /** What is wrong with the file if it had this text, as far as the file itself shows it. */
  faultIn(file: string, text: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly items?: readonly { readonly severity: number; readonly message: string }[] };
  readonly error?: { readonly message: string };
}

const header = /^Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/;
const errorSeverity = 1;

/** Asks `tsc` over the Language Server Protocol, which keeps the program in memory and checks one file at a time. */
export async function startCompiler(): Promise<Compiler> {
  const child = spawn('tsc', ['--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<number, (message: Message) => void>();
  let asked = 0;
  let received = '';

  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const ask = async (method: string, params: object) => {
    asked += 1;
    const id = asked;
    const { promise, resolve } = Promise.withResolvers<Message>();
    waiting.set(id, resolve);
    send({ id, method, params });
    const { result, error } = await promise;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  // Lengths count bytes, and in this encoding a character is a byte.
  child.stdout.setEncoding('latin1').on('data', (piece: string) => {
    received += piece;
    for (let found = header.exec(received); found; found = header.exec(received)) {
      const end = found[0].length + Number(found[1]);
      if (received.length < end) return;
      const message: Message = JSON.parse(Buffer.from(received.slice(found[0].length, end), 'latin1').toString('utf8'));
      received = received.slice(end);
      // It registers for changes of files, which needs no more than an answer.
      if (message.id === undefined) continue;
      if (message.method) send({ id: message.id, result: null });
      else waiting.get(message.id)?.(message);
    }
  });

  const rootUri = pathToFileURL('.').href;
  await ask('initialize', { processId: process.pid, rootUri, capabilities: { textDocument: { diagnostic: {} } } });
  send({ method: 'initialized', params: {} });

  const check = async (file: string, text: string) => {
    const uri = pathToFileURL(file).href;
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'typescript', version: asked, text } },
    });
    const report = await ask('textDocument/diagnostic', { textDocument: { uri } });
    send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    return report?.items?.find(({ severity }) => severity === errorSeverity)?.message;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    // One after another, so that no file is checked beside another mutant.
    faultIn(file, text) {
      const now = last.then(() => check(file, text));
      last = now.catch(() => undefined);
      return now;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
