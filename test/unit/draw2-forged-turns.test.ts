import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { nextTurn, type OpenedFrame, type PassReason, type Turn, turnDigest } from '../../shared/draw/turns.ts';
import { checkTurns, reservesAskedFor } from '../../shared/draw/verify-turns.ts';
import { key as hex, valueOf } from '../support/published-draw-two.ts';

/* Turns whose digests were made anew: each is refused by one check alone. */

const key = batchKey(hex);

describe('turns', () => {
  const rowOf = (frame: string, id: string) => createHash('sha256').update(`${frame} ${id}`).digest('hex');
  const drawnIn = (
    frame: string,
    stratum: string,
    selected: readonly string[],
    reserves: readonly string[],
    size: number,
  ) => {
    const places = (ids: readonly string[]) =>
      ids.map((id) => ({ id, row: rowOf(frame, id), ticket: rowOf(frame, id), places: '1', version: 1 }));
    return { frame, strata: [{ stratum, size, selected: places(selected), reserves: places(reserves) }] };
  };
  /** In the second frame the first reserves are whom the first frame drew, and whom it would call first. */
  const both: readonly OpenedFrame[] = [
    drawnIn('F-1', 'A', ['a1', 'a2'], ['r1', 'r2', 'r3'], 9),
    drawnIn('F-2', '*', ['b1', 'b2'], ['a1', 'r1', 'c1', 'c2', 'c3'], 9),
  ];
  const at = (day: number) => `2026-12-0${day}T01:00:00.000Z`;
  const place = (frame: string, id: string, passed?: PassReason) => ({
    frame,
    row: rowOf(frame, id),
    ...(passed && { passed }),
  });
  /** `a1` cannot be inspected, and `r1` comes in the first frame. */
  const first: Turn = { turn: 1, at: at(1), called: [place('F-1', 'r1')], replaced: [place('F-1', 'a1')] };
  /** `b1` cannot be inspected; of the next in the second frame one was replaced, and one has a visit since the first turn. */
  const second: Turn = {
    turn: 2,
    at: at(2),
    called: [place('F-2', 'a1', '已被替换'), place('F-2', 'r1', '检查已结束'), place('F-2', 'c1')],
    replaced: [place('F-2', 'b1')],
  };
  const stated = (turns: readonly Turn[], added?: readonly (readonly string[])[]) =>
    turns.map((turn, index) => {
      const own = added?.[index];
      return {
        turn: turn.turn,
        at: turn.at,
        digest: turnDigest(key.turnSalt(turn.turn), turn),
        ...(own && { added: own }),
      };
    });
  const judged = (turns: readonly Turn[], of = stated(turns)) =>
    checkTurns({ turns: of }, key, both, turns).map(({ outcome, reason, where }) =>
      [outcome, reason, where].filter((each) => each !== undefined).join(' '),
    );
  const after = (turn: Partial<Turn>) => judged([first, { ...second, ...turn }])[1];

  test('that follow the tickets pass', () => {
    expect(judged([first, second])).toEqual(['passed 1', 'passed 2']);
    expect(judged([first, second], stated([first, second], [['r1'], ['c1']]))).toEqual(['passed 1', 'passed 2']);
    const reasonToPass = (id: string) => (id === 'a1' ? '已被替换' : id === 'r1' ? '检查已结束' : undefined);
    expect(valueOf(nextTurn(both, [first], { at: at(2), objectId: 'b1', reasonToPass }))).toEqual(second);
  });

  test('open as many reserves as they call', () => {
    expect(reservesAskedFor([])).toBe(0);
    expect(reservesAskedFor([first, second])).toBe(4);
  });

  test.each<[string, Partial<Turn>, string]>([
    ['calls somebody who was replaced before', { called: [place('F-2', 'a1')] }, 'called-was-replaced'],
    [
      'passes somebody as replaced who was not',
      { called: [place('F-2', 'a1', '已被替换'), place('F-2', 'r1', '已被替换'), place('F-2', 'c1')] },
      'passed-without-reason',
    ],
    [
      'passes somebody as inspected who has no visit',
      { called: [...second.called.slice(0, 2), place('F-2', 'c1', '检查已结束'), place('F-2', 'c2')] },
      'passed-without-reason',
    ],
    ['leaves out whom it passed', { called: second.called.slice(1) }, 'not-the-next-ticket'],
    ['calls two', { called: [...second.called, place('F-2', 'c2')] }, 'not-the-next-ticket'],
    [
      'calls a row that is nobody',
      { called: [...second.called.slice(0, 2), place('F-2', 'nobody')] },
      'not-the-next-ticket',
    ],
    ['replaces nobody', { replaced: [] }, 'replaced-was-not-drawn'],
    ['replaces a row that is nobody', { replaced: [place('F-2', 'nobody')] }, 'replaced-was-not-drawn'],
    ['replaces somebody who was never called', { replaced: [place('F-2', 'c2')] }, 'replaced-was-not-drawn'],
    ['replaces somebody again', { called: [place('F-1', 'r2')], replaced: [place('F-1', 'a1')] }, 'replaced-before'],
    [
      'passes everybody',
      { called: ['a1', 'r1', 'c1', 'c2', 'c3'].map((id) => place('F-2', id, '检查已开始')) },
      'reserves-run-out',
    ],
  ])('of which the second %s are refused', (_, turn, reason) => {
    expect(after(turn)).toBe(`failed ${reason} 2`);
  });

  test('pass over whoever was drawn in another frame, whatever the state of the visit is', () => {
    expect(after({ called: [place('F-2', 'a1', '检查已开始'), ...second.called.slice(1)] })).toBe('passed 2');
  });

  test('that were another, at another time, more or fewer than was public are refused', () => {
    const [before, last] = stated([first, second]);
    const published = (change: object) => [...(before ? [before] : []), ...(last ? [{ ...last, ...change }] : [])];
    expect(judged([first, second], published({ at: at(3) }))).toEqual(['passed 1', 'failed turn-differs 2']);
    expect(judged([first, second], published({ turn: 3 }))).toEqual(['passed 1', 'failed turn-differs 2']);
    expect(judged([first, second], published({ digest: '0'.repeat(64) }))).toEqual([
      'passed 1',
      'failed turn-digest-differs 2',
    ]);
    expect(judged([first, second], stated([first]))).toEqual([
      'passed 1',
      'failed turn-not-stated 2',
      'failed turn-count-differs',
    ]);
    expect(judged([first], stated([first, second]))).toEqual(['passed 1', 'failed turn-count-differs']);
  });

  test.each<[string, readonly string[]]>([
    ['somebody else', ['c2']],
    ['one more', ['c1', 'c2']],
    ['nobody', []],
    ['whoever was passed over', ['a1', 'c1', 'r1']],
  ])('that say %s came are refused', (_, came) => {
    expect(judged([first, second], stated([first, second], [['r1'], came]))).toEqual([
      'passed 1',
      'failed added-differ 2',
    ]);
  });

  test('name who came by the bytes of the id, and whoever came in two frames once', () => {
    const twice: readonly OpenedFrame[] = [
      drawnIn('F-1', 'A', ['x'], ['z', 'y'], 9),
      drawnIn('F-2', '*', ['x'], ['a', 'z'], 9),
      drawnIn('F-3', '*', ['x'], ['a', 'z'], 9),
    ];
    const turn = valueOf(nextTurn(twice, [], { at: at(1), objectId: 'x', reasonToPass: () => undefined }));
    const came = (added: readonly string[]) => checkTurns({ turns: stated([turn], [added]) }, key, twice, [turn]);
    expect(came(['a', 'z'])).toMatchObject([{ outcome: 'passed' }]);
    expect(came(['z', 'a'])).toMatchObject([{ reason: 'added-differ' }]);
  });
});
