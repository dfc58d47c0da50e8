import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { explainRecord } from '../../shared/verification/explain-record.ts';
import { placeInWords } from '../../shared/verification/place-words.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';

const published = publishedDraw();
const { draw, frames } = published;
const read = readRecordFile(fileOf(published));
if (!read.ok) throw new Error(read.error.kind);
const { file } = read.value;

interface Row {
  readonly id: string;
  readonly stratum: string;
}
/** What a shop owner's shell would say. */
const ticketOf = (id: string) => createHash('sha256').update(`${draw.seed}\nobject\n${id}`).digest('hex');
const frame = '41142220261123-9-1';
const rows = (frames.get(frame) ?? []).map((line): Row => JSON.parse(line));
const inOrder = (stratum: string) =>
  rows
    .filter((row) => row.stratum === stratum)
    .map(({ id }) => ({ id, ticket: ticketOf(id) }))
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
const committed = (stratum: string) => draw.frames[0]?.strata.find((each) => each.stratum === stratum);
const placeOf = (id: string) => {
  const answer = explainRecord(file, frames, id)[0];
  if (!answer?.ok) throw new Error(`no answer on ${id}`);
  return answer.value;
};

describe('what a draw says of one object, from the published files', () => {
  test.each(['A', 'B'])('every one of class %s learns its ticket, its rank and whether it was drawn', (stratum) => {
    const { size, quota = 0, threshold } = committed(stratum) ?? {};
    const order = inOrder(stratum);
    expect(order.length).toBe(size);
    expect(threshold).toBe(order[quota - 1]?.ticket);
    for (const [index, { id, ticket }] of order.entries()) {
      expect(placeOf(id)).toMatchObject({
        ...{ frame, department: 'SCJG', contained: true, stratum, size, quota, threshold, ticket, proven: true },
        rank: index + 1,
        drawn: index < quota,
      });
    }
  });

  test('the first after the drawn ones was called as the first reserve, and no other was', () => {
    const [called] = draw.reserves[0]?.called ?? [];
    const order = inOrder(called?.stratum ?? '');
    const { quota = 0 } = committed(called?.stratum ?? '') ?? {};
    expect(called?.objectId).toBe(order[quota]?.id);
    const reserves = rows.map(({ id }) => placeOf(id)).map((place) => (place.contained ? place.reserve : undefined));
    expect(reserves.filter((reserve) => reserve !== undefined)).toEqual([1]);
    const place = placeOf(called?.objectId ?? '');
    expect(place).toMatchObject({ reserve: 1, drawn: false });
    expect(placeInWords(place).answer).toBe('候补');
  });

  test('in words: drawn, spared, or not listed', () => {
    const order = inOrder('B');
    const { size, quota = 0 } = committed('B') ?? {};
    expect(placeInWords(placeOf(order[0]?.id ?? ''))).toEqual({
      answer: '抽中',
      reason: `市场监督管理局在 B 类的 ${size} 户中抽取抽签号最小的 ${quota} 户，您排第 1，不大于抽中线，所以抽中。`,
    });
    expect(placeInWords(placeOf(order.at(-1)?.id ?? ''))).toEqual({
      answer: '未抽中',
      reason: `市场监督管理局在 B 类的 ${size} 户中抽取抽签号最小的 ${quota} 户，您排第 ${size}，大于抽中线，所以未抽中。`,
    });
    expect(placeOf('NOBODY')).toEqual({ frame, department: 'SCJG', contained: false });
    expect(placeInWords(placeOf('NOBODY')).answer).toBe('不在抽样框');
  });

  test('every ticket of a frame is shown to whoever paints them', () => {
    const seen: string[] = [];
    explainRecord(file, new Map([[frame, frames.get(frame) ?? []]]), 'NOBODY', (of, stratum, { id, ticket }) =>
      seen.push(`${of} ${stratum} ${id} ${ticket}`),
    );
    expect(seen).toEqual(rows.map(({ id, stratum }) => `${frame} ${stratum} ${id} ${ticketOf(id)}`));
  });
});
