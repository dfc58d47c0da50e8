import { describe, expect, test } from 'vitest';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { stepInWords } from '../../shared/verification/verdict-words.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';
import { otherHex, present } from '../support/forged-draw.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';
import {
  type DrawInState,
  hiddenDraw,
  matchFailedDraw,
  unrevealedDraw,
  voidedDraw,
  waitingDraw,
} from '../support/published-states.ts';

const published = publishedDraw();
const combined = publishedDraw('combined');

/** Frames are at hand where they are public. */
function verified({ draw, list, frames }: DrawInState) {
  const read = readRecordFile(fileOf({ draw, ...(list && { list }) }));
  if (!read.ok) throw new Error(`${read.error.kind} ${read.error.where}`);
  const { verdict, steps } = verifyRecord(read.value, draw.framesPublishedAt === undefined ? new Map() : frames);
  return { verdict, faults: steps.filter(({ outcome }) => outcome === 'failed').map(stepInWords) };
}
const told = (draw: DrawInState) => verified(draw).faults;

describe('a record of every state is judged by what belongs to it', () => {
  test.each([
    ['a draw whose list waits for the inspections', hiddenDraw(published), 'open'],
    ['a draw that waits for its ceremony', waitingDraw(published), 'open'],
    ['a draw that waits for the beacon', waitingDraw(publishedDraw('drand')), 'open'],
    ['a draw whose match failed, all of whose frames are public', matchFailedDraw(published), 'verified'],
    ['a draw voided after it was handed out', voidedDraw(published), 'verified'],
    ['a draw voided because a secret was not opened', unrevealedDraw(published), 'open'],
    ['the same where the beacon, too, was never taken', unrevealedDraw(combined), 'open'],
  ])('%s', (_, draw, verdict) => {
    expect(verified(draw)).toEqual({ verdict, faults: [] });
  });
});

describe('a void that hides something is caught', () => {
  const unrevealed = unrevealedDraw(published);
  const { draw } = unrevealed;
  const voided = (more: Partial<NonNullable<typeof draw.voided>>): DrawInState => ({
    ...unrevealed,
    draw: { ...draw, voided: { ...present(draw.voided), ...more } },
  });

  test('the party that did not open its secret left out', () => {
    expect(told(voided({ notRevealed: [] }))).toContain(
      '公示内容一致（作废记录 参与方）：不符，所列的违约方与公布的承诺、密数和时间不符',
    );
  });
  test('another party named in its place', () => {
    expect(told(voided({ notRevealed: ['CZJ'] }))).toContain(
      '公示内容一致（作废记录 参与方）：不符，所列的违约方与公布的承诺、密数和时间不符',
    );
  });
  test('the kind of reason: an error of entry where a party had failed', () => {
    expect(told(voided({ category: '录入错误' }))).toContain(
      '公示内容一致（作废记录 类别）：不符，随机源未完成的作废，写成了别的类别',
    );
  });
  test('a kind of reason that there is not', () => {
    expect(told(voidedDraw(published, { category: '不满意' }))).toContain(
      '公示内容一致（作废记录 类别）：不符，作废的类别不在规定之列',
    );
  });
  test('a beacon that was lost and is not said to be', () => {
    const waiting = waitingDraw(publishedDraw('drand'));
    const lost = { category: '随机源未完成', at: '2026-09-17T17:00:00.000Z' };
    expect(told(voidedDraw(waiting, { ...lost, beaconLost: true }))).toEqual([]);
    expect(told(voidedDraw(waiting, lost))).toContain(
      '公示内容一致（作废记录 公共随机信标）：不符，所列的违约方与公布的承诺、密数和时间不符',
    );
  });
  test('a party that sealed no secret, whatever became of the beacon', () => {
    const waiting = waitingDraw(combined);
    const commitments = present(combined.draw.ceremony).commitments.filter(({ party }) => party !== 'SFJ');
    const silent = {
      ...waiting,
      draw: { ...waiting.draw, ceremony: { ...present(waiting.draw.ceremony), commitments } },
    };
    const failed = { category: '随机源未完成', notCommitted: ['SFJ'] };
    expect(told(voidedDraw(silent, failed))).toEqual([]);
    expect(told(voidedDraw(silent, { ...failed, category: '计划调整' }))).toContain(
      '公示内容一致（作废记录 类别）：不符，随机源未完成的作废，写成了别的类别',
    );
  });
  test('a void before the draw that it ends', () => {
    expect(told(voidedDraw(published, { at: '2026-11-23T04:10:00.000Z' }))).toContain(
      '公示内容一致（作废记录）：不符，时间先后颠倒',
    );
  });
  test('the list of a drawn batch left out with its void', () => {
    const { list: _, dispatchedAt, ...rest } = published.draw;
    for (const left of [rest, { ...rest, ...(dispatchedAt !== undefined && { dispatchedAt }) }])
      expect(told(voidedDraw({ draw: left, frames: published.frames }))).toContain(
        '公示内容一致（作废记录 名单）：不符，缺少该状态应有的内容',
      );
  });
});

test('the time of the commitment is never left out', () => {
  const { committedAt: _, ...draw } = published.draw;
  const missing = '清单公布时间）：不符，缺少该状态应有的内容';
  expect(told({ ...published, draw })).toContain(`公示内容一致（状态“已派发”： ${missing}`);
  expect(told(voidedDraw({ ...published, draw }))).toContain(`公示内容一致（作废记录 ${missing}`);
});

describe('a move from the beacon to a ceremony is held to the source alone', () => {
  const before = present(publishedDraw('drand').draw.manifest);
  const source = `{"chain":"${present(combined.draw.beacon).chain}","kind":"drand","round":32285086}`;
  /** The manifest of the ceremony, with the beacon in its place. */
  const replacedText = present(published.draw.manifest).replace(
    /"randomness":\{[^}]*\}/,
    `"randomness":${source.replace('32285086', '35000000')}`,
  );
  const moved = (more: object = {}): DrawInState => ({
    ...published,
    draw: {
      ...published.draw,
      replaced: [
        {
          ...{ digest: otherHex(replacedText), manifest: replacedText },
          ...{ committedAt: '2026-11-23T01:01:00.000Z', replacedAt: published.draw.committedAt ?? '' },
          ...{ reason: '网络不可达', notCommitted: [], notRevealed: [], ...more },
        },
      ],
    },
  });

  test('and passes', () => {
    expect(before).toContain(source);
    // Round 35000000 is due on 2026-12-20, after the move.
    expect(verified(moved())).toEqual({ verdict: 'verified', faults: [] });
  });
  test('not after the round was made', () => {
    const manifest = replacedText.replace('35000000', '32285086');
    expect(told(moved({ manifest, digest: otherHex(manifest) }))).toContain(
      '公示内容一致（被替换的清单 第 1 个）：不符，在公共随机数产生之后才改用仪式',
    );
  });
  test('not with a quota that was changed on the way', () => {
    const manifest = replacedText.replace('"quota":4', '"quota":3');
    expect(told(moved({ manifest, digest: otherHex(manifest) }))).toContain(
      '公示内容一致（被替换的清单 第 1 个）：不符，改用仪式时，除随机源外还改了别的内容',
    );
  });
  test('nor with another manifest than the digest was of', () => {
    expect(told(moved({ digest: otherHex('') }))).toContain(
      '公示内容一致（被替换的清单 第 1 个）：不符，清单与其摘要不符，清单被改动过',
    );
  });
});
