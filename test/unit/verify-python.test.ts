import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Forged,
  first,
  forgedCopy,
  linesOf,
  listed,
  otherHex,
  present,
  stratum,
  team,
} from '../support/forged-draw.ts';
import { fileOf } from '../support/published-draw.ts';
import type { SourceKind } from '../support/published-source.ts';
import { type Python, startPython } from '../support/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'suiji-python-'));
const script = join(folder, 'verify_draw.py');
let python: Python;
beforeAll(async () => {
  copyFileSync(join(import.meta.dirname, '../support/verify_draw.py'), script);
  python = await startPython(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program answers that shares no code with ours and knows only the README of the published files. */
function secondOpinion(forge: (draw: Forged) => void, source: SourceKind = 'ceremony'): string {
  const { draw, list, frames } = forgedCopy(forge, source);
  const own = mkdtempSync(join(folder, 'draw-'));
  mkdirSync(join(own, 'frames'));
  writeFileSync(join(own, 'draw.json'), fileOf({ draw, list }));
  for (const [frame, lines] of frames)
    writeFileSync(join(own, 'frames', `${frame}.ndjson`), lines.map((line) => `${line}\n`).join(''));
  return python(script, join(own, 'draw.json'), join(own, 'frames')).trim();
}

describe('a second verifier in another language, written from the README alone', () => {
  test.each(['ceremony', 'drand', 'combined'] as const)('agrees with a draw by %s', (source) => {
    expect(secondOpinion(() => undefined, source)).toBe('verified: 9 objects of 70 rows');
  });

  test.each<[string, (draw: Forged) => void, RegExp]>([
    ['threshold', (d) => void (stratum(d).threshold = otherHex('')), /threshold \('41142220261123-9-1', 'A'\)/],
    ['number of rows', (d) => linesOf(d, first).splice(3, 1), /frame 41142220261123-9-1/],
    ['order of two rows', (d) => linesOf(d, first).splice(4, 2, ...linesOf(d, first).slice(4, 6).reverse()), /order/],
    ['ticket in the list', (d) => void (listed(d).ticket = otherHex('')), /list/],
    ['member of a team', (d) => void (team(d).members[0] = 'SCJG-R9'), /digest of the teams/],
    ['seed', (d) => void (d.draw.seed = otherHex('')), /seed/],
    ['secret', (d) => void (present(d.draw.ceremony?.reveals[0]).secret = otherHex('')), /commitment of CZJ/],
  ])('refuses another %s', (_, forge, fault) => {
    expect(secondOpinion(forge)).toMatch(fault);
  });
});
