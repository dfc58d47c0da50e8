import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { listFile } from '../../shared/verification/two/list-file.ts';
import { readRecordFile } from '../../shared/verification/two/record-file.ts';
import { type Evidence, verifyRecord } from '../../shared/verification/two/verify-record.ts';
import { fileOfTwo, key, number, publishedDrawTwo, valueOf } from '../support/published-draw-two.ts';

const published = publishedDrawTwo();
const { draw, list, files, byKey, objects, opened } = published;
const verify = (evidence: Partial<Evidence>, file = fileOfTwo(draw, list)) =>
  verifyRecord(valueOf(readRecordFile(file)), { files, ...evidence });
const unsound = ({ steps }: ReturnType<typeof verify>) => steps.filter(({ outcome }) => outcome !== 'passed');

const frame = `${number}-1`;
const slipOf = (id: string) => {
  const object = objects.get(frame)?.find((one) => one.id === id);
  if (!object) throw new Error(`no ${id}`);
  const { version, places } = object;
  return { batch: number, frame, id, version, places, salt: batchKey(key).saltsOf(frame)(id) };
};
const drawnIds = opened[0]?.strata.flatMap(({ selected }) => selected.map(({ id }) => id)) ?? [];
const drawnId = drawnIds[0] ?? '';
const leftId = objects.get(frame)?.find(({ id }) => !list.some((one) => one.id === id))?.id ?? '';

describe('a published draw of suiji-draw/2', () => {
  test.each(['ceremony', 'drand', 'combined'] as const)(
    'by %s is verified by all, by a slip and by the key',
    (kind) => {
      const one = publishedDrawTwo(kind);
      const read = valueOf(readRecordFile(fileOfTwo(one.draw, one.list)));
      const verified = verifyRecord(read, { files: one.files, slip: slipOf(leftId), byKey: one.byKey });
      expect(unsound(verified)).toEqual([]);
      expect(verified.verdict).toBe('verified');
      expect(verified.remarks).toEqual(kind === 'ceremony' ? ['parties-alone', 'no-key-check'] : ['no-key-check']);
      expect(new Set(verified.steps.map(({ step }) => step))).toEqual(
        new Set([
          ...['file', 'record', 'manifest', 'randomness', 'seed', 'frame', 'selection', 'list', 'people', 'teams'],
          ...['own', 'key', 'rows', 'names', 'turns', 'order'],
        ]),
      );
    },
  );

  test('has turns, one of which passed somebody over, and somebody named by both frames', () => {
    expect(byKey.turns.length).toBeGreaterThan(1);
    expect(byKey.turns.at(-1)?.called.filter(({ passed }) => passed)).not.toEqual([]);
    expect(list.some(({ frames }) => frames.length === 2)).toBe(true);
    expect(draw.frames[1]?.strata.map(({ stratum }) => stratum)).toEqual(['*']);
  });

  test('opened by somebody with the key says so, as long as it is this manifest that was opened', () => {
    const check = { by: '睢县人民检察院', at: '2026-12-05T01:00:00.000Z', outcome: 'passed' } as const;
    const remarks = (digest: string) =>
      verify({}, fileOfTwo({ ...draw, keyChecks: [{ ...check, digest }] }, list)).remarks;
    expect(remarks(draw.digest ?? '')).toEqual([]);
    expect(remarks('0'.repeat(64))).toEqual(['no-key-check']);
  });

  test('without the list files is open: nothing is wrong, and what was not checked is named', () => {
    const { verdict, steps } = verify({ files: new Map() });
    expect(verdict).toBe('open');
    expect(
      steps.filter(({ outcome }) => outcome === 'not-checked').map(({ step, where }) => `${step} ${where}`),
    ).toEqual([
      `frame ${number}-1`,
      `selection ${number}-1`,
      `frame ${number}-2`,
      `selection ${number}-2`,
      'people inspectors',
      'people experts',
      'teams inspectors',
    ]);
  });

  test('with its list sealed is open to the public and opened by the key', () => {
    const sealed = publishedDrawTwo('combined', '检查后公示');
    const read = valueOf(readRecordFile(fileOfTwo(sealed.draw)));
    const open = verifyRecord(read, { files: sealed.files });
    expect([open.verdict, unsound(open).map(({ step, reason }) => [step, reason])]).toEqual([
      'open',
      [
        ['list', 'list-not-published'],
        ['teams', 'list-not-published'],
      ],
    ]);
    const steps = verifyRecord(read, { files: sealed.files, byKey: sealed.byKey }).steps.slice(open.steps.length);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(steps.map(({ step }) => step)).toContain('names');
  });

  test('published before the inspections are over although it was to be sealed fails', () => {
    const { verdict, steps } = verify({}, fileOfTwo({ ...draw, listPublicity: '检查后公示' }, list));
    expect(verdict).toBe('failed');
    expect(steps).toContainEqual({ step: 'record', outcome: 'failed', where: 'list', reason: 'list-too-early' });
  });
});

describe('a slip', () => {
  test.each([
    ['drawn', () => drawnId, true],
    ['not drawn', () => leftId, false],
  ])('of an object that was %s shows its row, proof and ticket', (_, id, drawn) => {
    const { place, steps } = verify({ slip: slipOf(id()) });
    expect(place).toMatchObject({ drawn, proof: { path: expect.any(Array) } });
    expect(steps.filter(({ step }) => step === 'own')).toEqual([{ step: 'own', outcome: 'passed', where: frame }]);
  });

  test('with another version, place, salt, id, batch or frame fails', () => {
    const slip = slipOf(drawnId);
    const others = [
      { ...slip, version: slip.version + 1 },
      { ...slip, places: slip.places === '1' ? '2' : '1' },
      { ...slip, salt: slip.salt.replace(/.$/, (last) => (Number.parseInt(last, 16) ^ 1).toString(16)) },
      { ...slip, id: `${slip.id}~` },
      { ...slip, batch: `${number}9` },
      { ...slip, frame: `${number}-2` },
      { ...slip, frame: `${number}-7` },
      { ...slip, places: '1,1' },
    ];
    for (const other of others) expect(verify({ slip: other })).toMatchObject({ verdict: 'failed' });
  });

  test('fails where the list leaves out whoever its ticket drew, and names whoever it did not', () => {
    const without = list.map((one) => (one.id === drawnId ? { ...one, id: leftId } : one));
    const sorted = without.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const id of [drawnId, leftId])
      expect(verify({ slip: slipOf(id) }, fileOfTwo(draw, sorted)).steps).toContainEqual({
        step: 'own',
        outcome: 'failed',
        where: frame,
        reason: 'list-differs',
      });
  });

  test('is shown by a proof alone, and no further than the proof leads', () => {
    const slip = slipOf(drawnId);
    const proof = verify({ slip }).place?.proof;
    if (!proof) throw new Error('a proof');
    const own = (given: typeof proof) =>
      verify({ slip, files: new Map(), proof: given }).steps.filter(({ step }) => step === 'own');
    expect(own(proof)).toEqual([{ step: 'own', outcome: 'passed', where: frame }]);
    expect(own({ ...proof, path: proof.path.toReversed() })).toMatchObject([{ reason: 'row-not-proven' }]);
  });
});

describe('a difference of form is told from tampering', () => {
  const reasonsOf = (name: string, lines: readonly string[]) =>
    unsound(verify({ files: new Map([...files, [name, lines]]) })).map(({ reason }) => reason);
  const lines = files.get(frame) ?? [];

  test.each<[string, readonly string[]]>([
    ['ends of lines of another system', lines.map((line) => `${line}\r`)],
    ['a byte order mark', lines.map((line, index) => (index === 0 ? `\uFEFF${line}` : line))],
    ['blanks', lines.map((line) => line.replace(',', ', '))],
    ['another order of lines', lines.toReversed()],
    ['keys in another order', lines.map((line) => line.replace(/^\{("row":"\w+"),(.*)\}$/, '{$2,$1}'))],
    ['an empty line at the end', [...lines, '']],
  ])('a list file with %s', (_, other) => {
    expect(reasonsOf(frame, other)).toEqual(['form-differs']);
  });

  test.each<[string, readonly string[], string]>([
    ['a row less and an empty line', [...lines.slice(1), ''], 'malformed-line'],
    ['a row twice', [...lines.slice(0, 1), ...lines], 'duplicate-row'],
    ['a row less and another order', lines.slice(1).toReversed(), 'line-out-of-order'],
    ['another stratum and blanks', lines.map((line) => line.replace('"A"', ' "B"')), 'malformed-line'],
    ['a row less', lines.slice(1), 'root-differs'],
  ])('a list file with %s was altered', (_, other, reason) => {
    expect(reasonsOf(frame, other)).toContain(reason);
  });

  const text = new TextDecoder().decode(fileOfTwo(draw, list));
  test.each<[string, string, readonly string[]]>([
    ['blanks', text.replace(',', ', '), ['layout']],
    ['no LF at its end', text.trimEnd(), ['line-ends']],
    ['a byte order mark', `\uFEFF${text}`, ['bom']],
    ['its fields over many lines', JSON.stringify(JSON.parse(text), null, 2), ['line-ends', 'layout']],
  ])('a record that was saved again with %s says the same, and that it was is told', (_, other, forms) => {
    const bytes = new TextEncoder().encode(other);
    const read = readRecordFile(bytes);
    expect(read.ok && read.value.forms).toEqual(forms);
    expect(verify({}, bytes)).toMatchObject({ verdict: 'verified' });
  });

  test.each<[string, string, string]>([
    ['another title', text.replace('年末联合抽查', '年初联合抽查'), 'fingerprint-differs'],
    [
      'another title and blanks',
      text.replace('年末联合抽查', '年初联合抽查').replace(',', ', '),
      'fingerprint-differs',
    ],
    ['a title that stands twice', text.replace('"title":', '"title":"别的","title":'), 'field-repeated'],
  ])('a record with %s was altered', (_, other, reason) => {
    const { verdict, steps } = verify({}, new TextEncoder().encode(other));
    expect(verdict).toBe('failed');
    expect(steps[0]).toEqual({ step: 'file', outcome: 'failed', reason });
  });

  const bytesOf = (saved: string) => () => [new TextEncoder().encode(saved)];
  const saved = `${lines.join('\n')}\n`;
  test.each<[string, string, readonly string[]]>([
    ['as it was published', saved, []],
    ['with CR LF', saved.replaceAll('\n', '\r\n'), ['line-ends']],
    ['with a byte order mark and blanks', `\uFEFF${saved.replaceAll(',', ', ')}`, ['bom', 'layout']],
    [
      'with every row over several lines',
      lines.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n'),
      ['line-ends', 'layout'],
    ],
  ])('a list file that is read %s has the same rows', (_, other, forms) => {
    const file = listFile(bytesOf(other));
    expect([...file]).toEqual(lines);
    expect([...file.forms].toSorted()).toEqual([...forms].toSorted());
  });

  test.each<[string, string]>([
    ['a row cut off', saved.slice(0, -4)],
    ['a field more', saved.replace('{"row"', '{"name":"x","row"')],
    ['a field that stands twice', saved.replace('{"row"', '{"stratum":"D","row"')],
    ['bytes that are no text', `${saved}\uD800`.replace('\uD800', '\u{FFFD}')],
  ])('a list file with %s is read up to there', (_, other) => {
    expect([...listFile(bytesOf(other))]).not.toEqual(lines);
    expect(reasonsOf(frame, [...listFile(bytesOf(other))])).not.toEqual([]);
  });

  test('what is no record is not judged at all', () => {
    const kinds = ['{', '7', '{}', text.replace('suiji-draw-record/2', 'suiji-draw-record/1')].map((other) => {
      const read = readRecordFile(new TextEncoder().encode(other));
      return read.ok ? 'read' : read.error.kind;
    });
    expect(kinds).toEqual(['not-json', 'not-json', 'not-a-record', 'not-a-record']);
    expect(readRecordFile(Uint8Array.of(0xff))).toEqual({ ok: false, error: { kind: 'not-utf8' } });
  });
});
