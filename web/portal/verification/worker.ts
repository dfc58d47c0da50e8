import { formRemarks } from '../../../shared/verification/file-form.ts';
import { frameFile } from '../../../shared/verification/frame-file.ts';
import { readAnyRecord } from '../../../shared/verification/read-any-record.ts';
import type { ReadRecord as EarlierRecord } from '../../../shared/verification/record-file.ts';
import { listFile } from '../../../shared/verification/two/list-file.ts';
import type { ReadRecord } from '../../../shared/verification/two/record-file.ts';
import { stepInWords, stepWords } from '../../../shared/verification/two/verdict-words.ts';
import { verifyRecord } from '../../../shared/verification/two/verify-record.ts';
import {
  stepInWords as earlierStepInWords,
  stepWords as earlierStepWords,
  unreadableInWords,
} from '../../../shared/verification/verdict-words.ts';
import { verifyRecord as verifyEarlier } from '../../../shared/verification/verify-record.ts';
import { earlierAnswer } from './earlier-explain.ts';
import { picturesOf as earlierPictures } from './earlier-pictures.ts';
import * as earlier from './earlier-summary.ts';
import { answerTo, answerToSlip } from './explain.ts';
import type { Answer, Order, StepGroup } from './messages.ts';
import { picturesOf } from './pictures.ts';
import { drawsOf, loadDraw, openFiles, type Source } from './sources.ts';
import { factsOf, headlineOf, noticesOf, relatedTo } from './summary.ts';

/** How the draw that is open answers questions. */
interface Opened {
  readonly explain: (id: string) => Answer;
  readonly slip: (text: string) => Answer;
}
let opened: Opened | undefined;
/** What was asked before a draw was open is answered once it is. */
let loading: Promise<void> = Promise.resolve();

// A worker's messages go to the page that started it, but the types are those of a window.
const say = (answer: Answer): void => globalThis.postMessage(answer, {});
const tell = (text: string): void => say({ is: 'progress', text });

async function handle(order: Order): Promise<void> {
  if (order.do === 'list') return say({ is: 'recent', ...(await drawsOf(order)) });
  if (order.do === 'load' || order.do === 'open') {
    loading = open(order);
    return loading;
  }
  await loading.catch(() => undefined);
  if (opened) say(order.do === 'explain' ? opened.explain(order.id) : opened.slip(order.text));
}

async function open(order: Extract<Order, { do: 'load' | 'open' }>): Promise<void> {
  opened = undefined;
  const source = order.do === 'load' ? await loadDraw(order.baseUrl, order.number, tell) : await openFiles(order.files);
  if (!source.ok) return say({ is: 'refused', text: source.error });
  const any = readAnyRecord(source.value.record);
  if (!any.ok) return say({ is: 'refused', text: `记录文件${unreadableInWords(any.error)}` });
  tell('正在重新计算……');
  const { spec, read } = any.value;
  if (spec === 'suiji-draw/2') openDraw(source.value, read);
  else openEarlier(source.value, read);
}

function openDraw({ lists, files: kept }: Source, read: ReadRecord): void {
  const { file } = read;
  const files = new Map([...lists].map(([name, chunks]) => [name, listFile(chunks)]));
  const { steps, verdict, remarks } = verifyRecord(read, { files });
  const at = { read, files, verdict };
  opened = { explain: (id) => answerTo(at, id), slip: (text) => answerToSlip(at, text) };
  tell('正在画图……');
  say({
    is: 'verified',
    ...{ title: file.draw.title, number: file.draw.number, fingerprint: file.fingerprint, verdict, files: kept },
    facts: factsOf(file),
    notices: [...noticesOf(file, remarks), ...formRemarks(read.forms, files)],
    steps: groupsOf(steps, stepWords, stepInWords),
    headline: headlineOf(file, verdict),
    faults: steps.filter(({ outcome }) => outcome === 'failed').map(stepInWords),
    pictures: picturesOf(file, files),
    related: relatedTo(file),
  });
}

/** Of suiji-draw/1 there are only files that somebody has kept. */
function openEarlier({ lists, files: kept }: Source, read: EarlierRecord): void {
  const { file } = read;
  const frames = new Map([...lists].map(([name, chunks]) => [name, frameFile(chunks)]));
  const { steps, verdict } = verifyEarlier(read, frames);
  opened = {
    explain: (id) => earlierAnswer({ frames, read, verdict }, id),
    slip: () => ({ is: 'refused', text: '这次抽取采用 suiji-draw/1，没有自查单。' }),
  };
  tell('正在画图……');
  say({
    is: 'verified',
    ...{ title: file.draw.title, number: file.draw.number, fingerprint: file.fingerprint, verdict, files: kept },
    facts: earlier.factsOf(file),
    notices: [...earlier.noticesOf(file), ...formRemarks(read.forms, frames)],
    steps: groupsOf(steps, earlierStepWords, earlierStepInWords),
    headline: earlier.headlineOf(file, verdict),
    faults: steps.filter(({ outcome }) => outcome === 'failed').map(earlierStepInWords),
    pictures: earlierPictures(file, frames),
    related: earlier.relatedTo(file),
  });
}

/** The steps by their names, in the order in which they are taken; a failure outweighs an unchecked step. */
function groupsOf<N extends string, S extends { readonly step: N; readonly outcome: StepGroup['outcome'] }>(
  steps: readonly S[],
  words: Readonly<Record<N, { readonly title: string; readonly meaning: string }>>,
  inWords: (step: S) => string,
): readonly StepGroup[] {
  return [...Map.groupBy(steps, ({ step }) => step)].map(([name, own]) => ({
    name,
    ...words[name],
    outcome:
      (['failed', 'not-checked'] as const).find((each) => own.some(({ outcome }) => outcome === each)) ?? 'passed',
    count: own.length,
    faults: own.filter(({ outcome }) => outcome !== 'passed').map(inWords),
  }));
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  handle(data).catch((error: unknown) => {
    say({ is: 'refused', text: error instanceof Error ? error.message : String(error) });
  });
});
