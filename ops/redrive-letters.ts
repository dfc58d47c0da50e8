import { type Exit, exits, type Io } from './command.ts';
import { deadWorkIn, type Letter } from './dead-letters.ts';

export interface ReceivedLetter extends Letter {
  readonly id: string;
  readonly receipt: string;
}

/** The dead-letter queue, and the functions that redo its work. */
export interface LetterBox {
  /** Some letters, hidden from other readers for minutes. Empty when there are no more. */
  readonly receive: () => Promise<readonly ReceivedLetter[]>;
  readonly remove: (receipt: string) => Promise<void>;
  /** Makes a letter visible again. */
  readonly release: (receipt: string) => Promise<void>;
  readonly start: (functionName: string, payload: unknown) => Promise<void>;
}

/**
 * Shows each letter once and, with `run`, restarts its work; the letter is deleted only after the work was accepted.
 * Unknown letters stay and count as findings.
 *
 * All letters are read before any work is started: work that fails again at once leaves a new letter, which is not part
 * of this run.
 */
export async function redriveLetters(box: LetterBox, run: boolean, { say }: Pick<Io, 'say'>): Promise<Exit> {
  const staying = await lettersIn(box);
  const found = staying.size;
  try {
    for (const letter of [...staying.values()]) {
      const work = deadWorkIn(letter);
      if (!work) {
        say(`无法识别，留在队列中 (unknown, left in the queue): ${letter.body.slice(0, 200)}`);
        continue;
      }
      say(`${work.functionName}  ${JSON.stringify(work.payload)}  (${work.reason})`);
      if (!run) continue;
      await box.start(work.functionName, work.payload);
      await box.remove(letter.receipt);
      staying.delete(letter.id);
    }
  } finally {
    for (const { receipt } of staying.values()) await box.release(receipt);
  }
  const left = staying.size;
  const sent = found - left;
  if (run) say(`已重新办理 ${sent} 项，留下 ${left} 项 (started again ${sent}, left ${left})`);
  else say(`死信 ${found} 封；加 --run 重新办理 (${found} dead letters; --run starts their work again)`);
  return left > 0 ? exits.found : exits.well;
}

/** Everything in the queue now, by id, with its latest receipt. */
async function lettersIn(box: LetterBox): Promise<Map<string, ReceivedLetter>> {
  const letters = new Map<string, ReceivedLetter>();
  for (;;) {
    const some = await box.receive();
    const fresh = some.some(({ id }) => !letters.has(id));
    for (const letter of some) letters.set(letter.id, letter);
    if (!fresh) return letters;
  }
}
