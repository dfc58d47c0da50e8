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

/** A queue that hands out two letters at a time and hides them from then on, until they are removed or released. */
let queue: ReceivedLetter[];
let hidden: Set<string>;
let started: unknown[];
let failsWith: 'nothing' | 'refusal' | 'a letter at once';
let said: string;
beforeEach(() => {
  queue = [letter('1', 'i-1'), foreign, letter('2', 'i-2')];
  hidden = new Set();
  started = [];
  failsWith = 'nothing';
  said = '';
});

const redrive = (run: boolean) =>
  redriveLetters(
    {
      async receive() {
        const some = queue.filter(({ receipt }) => !hidden.has(receipt)).slice(0, 2);
        for (const { receipt } of some) hidden.add(receipt);
        return some;
      },
      async remove(receipt) {
        queue = queue.filter((each) => each.receipt !== receipt);
      },
      async release(receipt) {
        hidden.delete(receipt);
      },
      async start(functionName, payload) {
        if (failsWith === 'refusal') throw new Error('Rate exceeded');
        started.push([functionName, payload]);
        if (failsWith === 'a letter at once') queue.push(letter(`again-${started.length}`, 'i-1'));
      },
    },
    run,
    { say: (line) => void (said += `${line}\n`) },
  );

describe('dead letters', () => {
  test('are shown with what they stand for and why, and stay', async () => {
    expect(await redrive(false)).toBe(1);
    expect(said).toContain('suiji-china-stage-import  {"importId":"i-1"}  (socket hang up)');
    expect(said).toContain('死信 3 封');
    expect(queue).toHaveLength(3);
    expect(started).toEqual([]);
  });

  test('that were shown can be started again at once', async () => {
    await redrive(false);
    await redrive(true);
    expect(started).toHaveLength(2);
  });

  test('of work that fails again at once are started once and no more', async () => {
    queue = [letter('1', 'i-1')];
    failsWith = 'a letter at once';
    expect(await redrive(true)).toBe(0);
    expect(started).toEqual([['suiji-china-stage-import', { importId: 'i-1' }]]);
    expect(queue.map(({ id }) => id)).toEqual(['again-1']);
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

  test('stay when their work was not taken, for whoever tries next', async () => {
    failsWith = 'refusal';
    await expect(redrive(true)).rejects.toThrow('Rate exceeded');
    expect(queue).toHaveLength(3);
    failsWith = 'nothing';
    await redrive(true);
    expect(queue).toEqual([foreign]);
  });

  test('are no reason to complain when there are none', async () => {
    queue = [];
    expect([await redrive(false), await redrive(true)]).toEqual([0, 0]);
  });
});
