import { describe, expect, test } from 'vitest';
import { headlineFor, placeUnder } from '../../shared/verification/answer-words.ts';
import { explainRecord } from '../../shared/verification/explain-record.ts';
import { findByName } from '../../shared/verification/find-by-name.ts';
import { idsTyped } from '../../shared/verification/place-words.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import type { Verdict } from '../../shared/verification/verify-record.ts';
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
const [reserveCall] = published.draw.reserves;
const replaced = reserveCall?.objectId ?? '';
const called = reserveCall?.called[0]?.objectId ?? '';
const drawn = published.list.find(({ id }) => id !== replaced)?.id ?? '';
const everybody = Array.from({ length: 50 }, (_, n) => `SHOP-${String(n).padStart(3, '0')}`);

/** What the page and the command say to whoever types this, with all frame files at hand. */
function told(state: DrawInState, typed: string, verdict: Verdict = 'verified'): string {
  const read = readRecordFile(fileOf(state));
  if (!read.ok) throw new Error(read.error.kind);
  const [id = ''] = idsTyped(typed);
  const answers = explainRecord(read.value.file, state.frames, id);
  return headlineFor(state.draw, { id, answers, verdict });
}
const { manifest: _, digest: __, committedAt: ___, ...before } = waitingDraw(published).draw;
const frozen: DrawInState = { ...published, draw: { ...before, status: 'frozen' } };

describe('somebody who asks for a shop is told what is so', () => {
  test('drawn, spared, or called as a reserve', () => {
    expect(told(published, drawn)).toMatch(/^抽中：.*，检查期 2026年12月1日至2026年12月31日。$/);
    expect(told(published, called)).toMatch(/^抽中：/);
    const spared = everybody.find((id) => id !== called && published.list.every((one) => one.id !== id)) ?? '';
    expect(told(published, spared)).toMatch(/^没有抽中。/);
  });

  test('drawn, and replaced by a reserve since: it is not inspected', () => {
    expect(told(published, replaced)).toMatch(/^当时抽中（市场监督管理局）；其后因停业，已由候补替上，不再据此检查。$/);
    const read = readRecordFile(fileOf(published));
    const answer = read.ok && explainRecord(read.value.file, published.frames, replaced)[0];
    if (!answer || !answer.ok) throw new Error('no answer');
    expect(placeUnder(published.draw, answer.value)).toMatchObject({ answer: '已被替换' });
  });

  test('drawn, while it is not public who was replaced: it may be this one', () => {
    const hidden = hiddenDraw(published);
    for (const id of [drawn, replaced]) expect(told(hidden, id)).toContain('此后有 1 户因无法检查由候补替上，是不是您');
  });

  test('of a draw that was voided, before it or after it', () => {
    expect(told(voidedDraw(published), drawn)).toMatch(/已作废，不再据此检查，另行抽取的以新的抽取为准/);
    const spared = everybody.find((id) => id !== called && published.list.every((one) => one.id !== id)) ?? '';
    expect(told(voidedDraw(published), spared)).toBe('当时没有抽中；本次抽取已作废，另行抽取的以新的抽取为准。');
    expect(told(unrevealedDraw(published), drawn)).toContain('没有抽出结果');
  });

  test('drawn in one frame, while the file of another is not there', () => {
    const id = published.list.find(({ id: one, drawnIn }) => one !== replaced && drawnIn.length === 1)?.id ?? '';
    const own = published.list.find((one) => one.id === id)?.drawnIn[0]?.frame ?? '';
    const only = { ...published, frames: new Map([[own, published.frames.get(own) ?? []]]) };
    expect(told(only, id)).toMatch(/^抽中：/);
  });

  test.each([
    ['a code with a wrong check character', '91411422MA6K7D2WB5'],
    ['a code with a letter that codes do not have', '92411422MA6K7D2WBO'],
    ['a number cut short', '92411422MA6K7D2WB'],
    ['letters that look like others', 'SHОР-001'],
  ])('that a number was mistyped, and nothing about inspections: %s', (_, typed) => {
    for (const state of [published, hiddenDraw(published), waitingDraw(published), voidedDraw(published)])
      expect(told(state, typed)).toMatch(/编号有误.*现在不能判断是否抽中|没有这个编号.*不能断定不受检查/);
  });
});

test('that somebody will not be inspected is concluded for no id that is in no frame', () => {
  const states = [
    published,
    hiddenDraw(published),
    waitingDraw(published),
    matchFailedDraw(published),
    voidedDraw(published),
    unrevealedDraw(published),
    frozen,
  ];
  const typed = ['92411422MA6K7D2WB4', '92411422MA6K7D2WB5', 'NOBODY', '411422', ' ', 'SCJG-WZ621'];
  for (const state of states) {
    for (const one of typed) {
      for (const verdict of ['verified', 'open', 'failed'] as const)
        expect(told(state, one, verdict)).not.toMatch(/没有参加抽签|不会.*受?检查|不会被抽中|没有抽中/);
    }
  }
});

test('what does not agree supports no answer', () => {
  expect(told(published, drawn, 'failed')).toContain('核对不符，不能据此下结论');
});

test('before the manifest is public nobody is told that a list lacks them', () => {
  expect(told(frozen, drawn)).toBe('抽取清单还没有公布，现在查不到谁在名录里，请在公布后再查。');
});

describe('a shop by its name', () => {
  const [first] = published.list;
  test('is found in the published list, whatever the width and the blanks', () => {
    const name = first?.name ?? '';
    for (const typed of [name, ` ${name.slice(2)} `, name.replace('SHOP-', 'ＳＨＯＰ－')])
      expect(findByName(published.list, typed).found).toContainEqual({ id: first?.id, name });
  });

  test('that is in no list is told what the list does not say', () => {
    const { headline, found } = findByName(published.list, '睢县没有的商店');
    expect(found).toEqual([]);
    expect(headline).toMatch(/没有名称含“睢县没有的商店”的.*现在不能判断是否抽中/);
  });

  test('before the list is public is asked for by its number', () => {
    expect(findByName(undefined, '商店').headline).toContain('名单尚未公布');
    expect(findByName(published.list, '店').headline).toContain('至少输入两个字');
  });
});
