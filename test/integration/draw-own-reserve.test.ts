import { beforeEach, describe, expect, test } from 'vitest';
import { placesOf } from '../../shared/verification/place-of-answer.ts';
import { placeInWords } from '../../shared/verification/place-words.ts';
import { readRecordFile, recordFileText } from '../../shared/verification/record-file.ts';
import { type BatchAnswer, dispatchedBatch } from '../support/draw-ceremony.ts';
import { inTicketOrder, replaceObject, resultBegun } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

/** Class A: every third of the shops. */
const inA = numbered(60, (n) => n).filter((n) => n % 3 === 0);
const windowEnd = '2026-12-31T16:00:00.000Z';

beforeEach(async () => {
  system = await systemForTest();
  const three = ofClassA(1500);
  const eight = ofClassA(4000);
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        jointEntry(three),
        jointEntry({ id: 'E2', ...eight }),
        jointEntry({ id: 'E3', ...three, listPublicity: '检查后公示' }),
      ]),
    ],
  });
});

const anyone = () => system.as(undefined);
const about = async ({ number }: BatchAnswer, id: string) =>
  expectOk(await anyone()('getPublicDrawObject', { params: { number, id } }));

/** What a batch says to one business of the frame that 市场监管 brought it, as its page shows it. */
async function toldTo(batch: BatchAnswer, id: string) {
  const answer = await about(batch, id);
  const draw = expectOk(await anyone()('getPublicDraw', { params: { number: batch.number } }));
  const record = readRecordFile(new TextEncoder().encode(recordFileText(draw)));
  if (!record.ok) throw new Error(record.error.kind);
  const [place] = placesOf(record.value.file, answer);
  if (!place?.ok) throw new Error('no answer');
  return { ...answer.frames[0], replaced: answer.replaced, words: placeInWords(place.value) };
}

describe('a business that was called as a reserve asks for itself', () => {
  test('and is told so, while those after it are told that it was not their turn', async () => {
    const batch = await dispatchedBatch(system);
    const [first = '', , , fourth = '', fifth = ''] = inTicketOrder(batch, inA);
    expect(await toldTo(batch, fourth)).toMatchObject({ drawn: false, reserve: 'not-called' });
    await replaceObject(system, batch, first);
    expect(await toldTo(batch, fourth)).toMatchObject({ drawn: false, reserve: 'called', words: { answer: '候补' } });
    expect(await toldTo(batch, fifth)).toMatchObject({ reserve: 'not-called', words: { answer: '未抽中' } });
    expect(await toldTo(batch, first)).toMatchObject({ drawn: true, replaced: 'replaced' });
    expect((await toldTo(batch, first)).reserve).toBeUndefined();
    expect((await toldTo(batch, fourth)).replaced).toBe('not-replaced');
    expect((await toldTo(batch, fifth)).replaced).toBeUndefined();
  });

  test('and is told why its turn passed it over', async () => {
    const batch = await dispatchedBatch(system, ['E1', 'E2']);
    const [first = '', , , fourth = ''] = inTicketOrder(batch, inA);
    await resultBegun(system, batch, fourth, 'SCJG');
    await replaceObject(system, batch, first);
    const { reserve, words } = await toldTo(batch, fourth);
    expect(reserve).toBe('passed-over');
    expect(words.reason).toContain('该部门对您的检查已经开始');
  });

  test('and as long as the list is kept back nobody is told who is a reserve, nor that nobody is', async () => {
    const batch = await dispatchedBatch(system, 'E3');
    const [first = '', , , fourth = '', fifth = ''] = inTicketOrder(batch, inA);
    expect((await toldTo(batch, fourth)).reserve).toBe('not-called');
    await replaceObject(system, batch, first);
    for (const id of [fourth, fifth]) {
      const told = await toldTo(batch, id);
      expect(told).toMatchObject({ drawn: false, reserve: 'not-yet-public', reservesUsed: 1 });
      expect(told.words.reason).toContain('此后有 1 户轮到候补，是哪几户在名单公布时一并公布');
    }
    expect((await toldTo(batch, first)).replaced).toBe('not-yet-public');
    system.at(windowEnd);
    await system.runJob('publish-draw-lists');
    expect((await toldTo(batch, first)).replaced).toBe('replaced');
    expect((await toldTo(batch, fourth)).reserve).toBe('called');
    expect((await toldTo(batch, fifth)).reserve).toBe('not-called');
  });
});
