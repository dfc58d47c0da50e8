import { formRemarks } from '../../../shared/verification/file-form.ts';
import { type ReadRecord, readRecordFile } from '../../../shared/verification/record-file.ts';
import { stepInWords, unreadableInWords } from '../../../shared/verification/verdict-words.ts';
import { type Verdict, verifyRecord } from '../../../shared/verification/verify-record.ts';
import { answerTo } from './explain.ts';
import type { Answer, Order } from './messages.ts';
import { picturesOf } from './pictures.ts';
import { drawsOf, loadDraw, openFiles, type Source } from './sources.ts';
import { factsOf, headlineOf, noticesOf, relatedTo } from './summary.ts';

let opened: { readonly source: Source; readonly read: ReadRecord; readonly verdict: Verdict } | undefined;

// A worker's messages go to the page that started it, but the types are those of a window.
const say = (answer: Answer): void => globalThis.postMessage(answer, {});
const tell = (text: string): void => say({ is: 'progress', text });

async function handle(order: Order): Promise<void> {
  if (order.do === 'list') return say({ is: 'recent', ...(await drawsOf(order)) });
  if (order.do === 'explain') {
    if (opened) say(await answerTo(opened, order.id));
    return;
  }
  const source = order.do === 'load' ? await loadDraw(order.baseUrl, order.number, tell) : await openFiles(order.files);
  if (!source.ok) return say({ is: 'refused', text: source.error });
  const read = readRecordFile(source.value.record);
  if (!read.ok) return say({ is: 'refused', text: `记录文件${unreadableInWords(read.error)}` });
  tell('正在重新计算……');
  const { frames, files } = source.value;
  const { file } = read.value;
  const { steps, verdict } = verifyRecord(read.value, frames);
  opened = { source: source.value, read: read.value, verdict };
  tell('正在画图……');
  say({
    is: 'verified',
    title: file.draw.title,
    number: file.draw.number,
    fingerprint: file.fingerprint,
    facts: factsOf(file),
    notices: [...noticesOf(file), ...formRemarks(read.value.forms, frames)],
    steps,
    verdict,
    headline: headlineOf(file, verdict),
    faults: steps.filter(({ outcome }) => outcome === 'failed').map(stepInWords),
    pictures: picturesOf(file, frames),
    related: relatedTo(file),
    files,
  });
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  handle(data).catch((error: unknown) => {
    say({ is: 'refused', text: error instanceof Error ? error.message : String(error) });
  });
});
