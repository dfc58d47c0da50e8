import { describe, expect, test } from 'vitest';
import { formRemarks } from '../../shared/verification/file-form.ts';
import { frameNameOf, isBeside } from '../../shared/verification/file-names.ts';
import { frameFile } from '../../shared/verification/frame-file.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { stepInWords } from '../../shared/verification/verdict-words.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';

const published = publishedDraw();
const text = new TextDecoder().decode(fileOf(published));
const frameTexts = new Map(
  [...published.frames].map(([frame, lines]) => [frame, lines.map((line) => `${line}\n`).join('')]),
);

type Resave = (text: string) => string;
const bom: Resave = (saved) => `\ufeff${saved}`;
const crlf: Resave = (saved) => saved.replaceAll('\n', '\r\n');
const pretty: Resave = (saved) => JSON.stringify(JSON.parse(saved), null, 2);
const otherOrder: Resave = (saved) =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(saved)).toReversed()));
const eachLine =
  (resave: Resave): Resave =>
  (saved) =>
    saved.trimEnd().split('\n').map(resave).join('\n');

function verified(record: string, resave: Resave = (saved) => saved) {
  const bytes = (saved: string) => new TextEncoder().encode(saved);
  const read = readRecordFile(bytes(record));
  if (!read.ok) return { verdict: read.error.kind, faults: [], remarks: [] };
  const files = new Map([...frameTexts].map(([frame, saved]) => [frame, frameFile(() => [bytes(resave(saved))])]));
  const { verdict, steps } = verifyRecord(read.value, files);
  const faults = steps.filter(({ outcome }) => outcome === 'failed').map(stepInWords);
  return { verdict, faults, remarks: formRemarks(read.value.forms, files) };
}
const frames = [...frameTexts.keys()];

describe('a file that was saved again says the same, which is told and is no tampering', () => {
  test('as it was published, nothing is told', () => {
    expect(verified(text)).toEqual({ verdict: 'verified', faults: [], remarks: [] });
  });

  test.each<[string, Resave, string]>([
    ['with a byte order mark', bom, 'BOM'],
    ['with CR LF', crlf, 'CR LF'],
    ['without its last line end', (saved) => saved.trimEnd(), '末尾没有换行'],
    ['laid out to be read', pretty, '排版不同'],
    ['with its fields in another order', otherOrder, '排版不同'],
    ['with all of it', (saved) => bom(crlf(pretty(saved))), 'BOM'],
  ])('the record %s', (_, resave, difference) => {
    const { verdict, faults, remarks } = verified(resave(text));
    expect({ verdict, faults }).toEqual({ verdict: 'verified', faults: [] });
    expect(remarks).toHaveLength(1);
    expect(remarks[0]).toMatch(/^draw\.json 被重新保存过：.*这只是格式不同，不算改动/);
    expect(remarks[0]).toContain(difference);
  });

  test.each<[string, Resave, string]>([
    ['with a byte order mark', bom, 'BOM'],
    ['with CR LF', crlf, 'CR LF'],
    ['without its last line end', (saved) => saved.trimEnd(), '末尾没有换行'],
    ['with blanks between', eachLine((line) => line.replaceAll(',', ', ').replaceAll(':', ': ')), '排版不同'],
    ['with its fields in another order', eachLine(otherOrder), '排版不同'],
    ['with every row over several lines', eachLine(pretty), '排版不同'],
    ['with empty lines between', (saved) => saved.replaceAll('\n', '\n\n'), '排版不同'],
  ])('frame files %s', (_, resave, difference) => {
    const { verdict, faults, remarks } = verified(text, resave);
    expect({ verdict, faults }).toEqual({ verdict: 'verified', faults: [] });
    expect(remarks.map((remark) => remark.split('.ndjson')[0])).toEqual(frames);
    for (const remark of remarks) expect(remark).toContain(difference);
  });
});

describe('a file that says something else is tampered with, in whatever form it is', () => {
  test('the record', () => {
    const { verdict, faults } = verified(bom(pretty(text).replace('年末联合抽查', '年初联合抽查')));
    expect(verdict).toBe('failed');
    expect(faults).toEqual(['文件完整：不符，文件内容与其指纹不符，文件被改动过']);
  });

  test('a field that stands twice, of which one reader shows the first and another the last', () => {
    const { verdict, faults } = verified(
      text.replace('"title":"年末联合抽查"', '"title":"别的","title":"年末联合抽查"'),
    );
    expect(verdict).toBe('failed');
    expect(faults).toEqual(['文件完整：不符，同一字段写了两次，含义不明，文件被改动过']);
  });

  test.each<[string, Resave]>([
    ['another version', (saved) => saved.replace('"version":1', '"version":2')],
    ['a row that is gone', (saved) => saved.slice(saved.indexOf('\n') + 1)],
    ['a field that stands twice', (saved) => saved.replace('{"id"', '{"id":"X","id"')],
    ['a field more', (saved) => saved.replace('{"id"', '{"name":"x","id"')],
    ['rows in another order', (saved) => saved.trimEnd().split('\n').toReversed().join('\n')],
    ['a row cut off', (saved) => saved.slice(0, -4)],
  ])('frame files with %s', (_, resave) => {
    expect(verified(text, (saved) => bom(crlf(resave(saved)))).verdict).toBe('failed');
  });
});

describe('the name of a frame file', () => {
  test.each([
    ['41142220261123-9-1.ndjson', '41142220261123-9-1'],
    ['41142220261123-9-1 (1).ndjson', '41142220261123-9-1'],
    ['41142220261123-9-1(12).ndjson', '41142220261123-9-1'],
    ['41142220261123-9-1 - 副本.ndjson', '41142220261123-9-1'],
    ['41142220261123-9-1 - Copy (2).ndjson', '41142220261123-9-1'],
    ['41142220261123-9-1 copy 2.ndjson', '41142220261123-9-1'],
    ['41142220261123-9-SCJG-E.NDJSON', '41142220261123-9-SCJG-E'],
    ['41142220261123-9-1.ndjson.txt', '41142220261123-9-1'],
  ])('%s is that of %s', (name, frame) => {
    expect(frameNameOf(name)).toBe(frame);
  });

  test.each(['._41142220261123-9-1.ndjson', '.DS_Store', 'README.md', '.ndjson', '__MACOSX'])('%s is none', (name) => {
    expect(frameNameOf(name)).toBeUndefined();
  });

  test('a name that macOS leaves beside a file is not the file', () => {
    expect(isBeside('._draw.json')).toBe(true);
    expect(isBeside('draw.json')).toBe(false);
  });
});
