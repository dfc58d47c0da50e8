import { beforeEach, describe, expect, test } from 'vitest';
import { type ReceivedLetter, redriveLetters } from '../../ops/redrive-letters.ts';

const arn = 'arn:aws-cn:lambda:cn-north-1:123456789012:function:suiji-china-stage-import';
const letter = (id: string, importId: string): ReceivedLetter => ({
  id,
  receipt: `receipt-${id}`,
  attributes: {},
  body: JSON.stringify({
    requestContext: { functionArn: arn, condition: 'RetriesExhausted' },
    requestPayload: { importId },
    responsePayload: { errorMessage: 'socket hang up' },
  }),
});
const foreign: ReceivedLetter = { id: 'x', receipt: 'receipt-x', attributes: {}, body: 'hello' };

/** A queue that hands out at most two letters at a time, and again those that were not removed. */
let queue: ReceivedLetter[];
let started: unknown[];
let refuses: boolean;
let said: string;
beforeEach(() => {
  queue = [letter('1', 'i-1'), foreign, letter('2', 'i-2')];
  started = [];
  refuses = false;
  said = '';
});

const redrive = (run: boolean) => {
  let at = 0;
  return redriveLetters(
    {
      async receive() {
        const some = queue.slice(at, at + 2);
        at = some.length === 0 || at + 2 >= queue.length ? 0 : at + 2;
        return some;
      },
      async remove(receipt) {
        queue = queue.filter((each) => each.receipt !== receipt);
        at = 0;
      },
      async start(functionName, payload) {
        if (refuses) throw new Error('Rate exceeded');
        started.push([functionName, payload]);
      },
    },
    run,
    { say: (line) => void (said += `${line}\n`) },
  );
};

describe('dead letters', () => {
  test('are shown with what they stand for and why, and stay', async () => {
    expect(await redrive(false)).toBe(1);
    expect(said).toContain('suiji-china-stage-import  {"importId":"i-1"}  (socket hang up)');
    expect(said).toContain('死信 3 封');
    expect(queue).toHaveLength(3);
    expect(started).toEqual([]);
  });

  test('go when their work was started again; what is not ours stays and is told', async () => {
    expect(await redrive(true)).toBe(1);
    expect(started).toEqual([
      ['suiji-china-stage-import', { importId: 'i-1' }],
      ['suiji-china-stage-import', { importId: 'i-2' }],
    ]);
    expect(queue).toEqual([foreign]);
    expect(said).toContain('无法识别');
  });

  test('stay when their work was not taken', async () => {
    refuses = true;
    await expect(redrive(true)).rejects.toThrow('Rate exceeded');
    expect(queue).toHaveLength(3);
  });

  test('are no reason to complain when there are none', async () => {
    queue = [];
    expect([await redrive(false), await redrive(true)]).toEqual([0, 0]);
  });
});
