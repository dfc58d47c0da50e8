import { deadWorkIn, type Letter } from '../infra/dead-letters.ts';
import { type Exit, exits, type Io } from './command.ts';

export interface ReceivedLetter extends Letter {
  readonly id: string;
  readonly receipt: string;
}

/** The queue of what failed for good, and the functions whose work it was. */
export interface LetterBox {
  /** Some letters; a letter that was not removed may come again. None when there are no more for now. */
  readonly receive: () => Promise<readonly ReceivedLetter[]>;
  readonly remove: (receipt: string) => Promise<void>;
  readonly start: (functionName: string, payload: unknown) => Promise<void>;
}

/**
 * Shows each letter once and, with `run`, starts its work again; the letter goes only after the work was accepted. What is
 * no letter of ours stays and is counted as found.
 */
export async function redriveLetters(box: LetterBox, run: boolean, { say }: Pick<Io, 'say'>): Promise<Exit> {
  const seen = new Set<string>();
  let unknown = 0;
  for (;;) {
    const fresh = (await box.receive()).filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const letter of fresh) {
      seen.add(letter.id);
      const work = deadWorkIn(letter);
      if (!work) {
        unknown += 1;
        say(`无法识别，留在队列中 (unknown, left in the queue): ${letter.body.slice(0, 200)}`);
        continue;
      }
      say(`${work.functionName}  ${JSON.stringify(work.payload)}  (${work.reason})`);
      if (!run) continue;
      await box.start(work.functionName, work.payload);
      await box.remove(letter.receipt);
    }
  }
  const known = seen.size - unknown;
  if (run) say(`已重新办理 ${known} 项，留下 ${unknown} 项 (started again ${known}, left ${unknown})`);
  else say(`死信 ${seen.size} 封；加 --run 重新办理 (${seen.size} dead letters; --run starts their work again)`);
  return unknown > 0 || (!run && seen.size > 0) ? exits.found : exits.well;
}
