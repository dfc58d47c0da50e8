import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDrawVectors, DrawVectors } from '../../local/conformance-draw.ts';
import { buildFrame, frameLines } from '../../shared/draw/one/frame.ts';
import { manifestDigest, manifestText } from '../../shared/draw/one/manifest.ts';
import { readFrame } from '../../shared/draw/one/read-frame.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { drawSeed, objectTicket } from '../../shared/draw/one/tickets.ts';

const file: unknown = JSON.parse(readFileSync(new URL('../vectors/draw-vectors.json', import.meta.url), 'utf8'));
const vectors = DrawVectors.parse(file);

describe('the published draw vectors', () => {
  test('the product agrees with every one of them to the byte', () => {
    expect(checkDrawVectors(vectors)).toEqual([]);
  });

  test.each(vectors.cases.map((vector, index) => [index, vector] as const))(
    'case %i: the frame, the seed and the selection are the published ones',
    (_, vector) => {
      const frame = buildFrame(vector.rows);
      expect(frame).toMatchObject({ ok: true, value: { root: vector.frameRoot } });
      expect(drawSeed(vector.manifestDigest, vector.randomness)).toBe(vector.seed);
      const { strata } = vector.manifest.frames[0];
      const drawn = selectObjects({ seed: vector.seed, strata, reserves: 3 }, vector.rows.toReversed());
      const published = Object.entries(vector.selection).map(([stratum, { selected, threshold }]) => ({
        stratum,
        selected,
        threshold,
      }));
      expect(
        drawn.ok &&
          drawn.value.map(({ stratum, selected, threshold }) => ({
            stratum,
            selected: selected.map(({ id }) => id),
            threshold,
          })),
      ).toEqual(published);
    },
  );

  test('a manifest built as the product builds it has the published bytes, whatever the order of its keys', () => {
    const root = 'db8816f12c477cd52490c9068a5939bdb71c386b41e224dc372c736b5935850a';
    const manifest = {
      randomness: {
        round: 20791007,
        kind: 'drand',
        chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
      },
      frames: [
        {
          items: ['A07'],
          frame: '41142220261123-1-1',
          size: 13,
          department: '市场监督管理局',
          root,
          strata: [
            { quota: 2, stratum: 'A', size: 7 },
            { size: 6, stratum: 'B', quota: 3 },
          ],
        },
      ],
      batch: '41142220261123-1',
      spec: 'suiji-draw/1',
    } as const;
    expect(manifestText(manifest)).toBe(vectors.cases[0]?.manifestCanonical);
    expect(manifestDigest(manifest)).toBe(vectors.cases[0]?.manifestDigest);
  });

  test('a shop owner checks the own ticket with one shell line', () => {
    // printf '%s\nobject\n%s' SEED 92411422MA0000000F | sha256sum
    const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';
    expect(objectTicket(seed, '92411422MA0000000F')).toBe(
      '19b4bab8964db10d6f4cf301045cc910d7f1984afcf7a0c05166df2228c495de',
    );
  });

  test('a frame file read line by line has the root and the strata it was built with', () => {
    const frame = buildFrame(vectors.cases[1]?.rows ?? []);
    if (!frame.ok) throw new Error('the published rows are distinct');
    const { root, size, strata, shardRoots } = frame.value;
    const ids: string[] = [];
    expect(readFrame(frameLines(frame.value), ({ id }) => ids.push(id))).toEqual({
      ok: true,
      value: { root, size, strata, shardRoots },
    });
    expect(ids.toSorted()).toEqual(vectors.cases[1]?.rows.map(({ id }) => id).toSorted());
  });
});
