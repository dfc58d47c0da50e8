import { hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readTable } from '../../functions/adapters/tabular/read-table.ts';
import { demoCounty } from '../../local/demo/county.ts';
import { demoSeed, generateDemoCounty } from '../../local/demo/generate.ts';
import type { DemoManifest, ManifestFile } from '../../local/demo/manifest.ts';
import { checkRows } from '../../shared/domain/import/check-rows.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import { readSheet } from '../../shared/use-cases/import/sheets.ts';

let directory = '';
let manifest: DemoManifest;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'suiji-demo-'));
  manifest = await generateDemoCounty({ seed: demoSeed, directory });
});
afterAll(() => rm(directory, { recursive: true }));

interface Identified {
  readonly id: string;
}

/** What the product itself makes of a file: the lawful rows and where it objects. */
async function imported({ file, kind, department }: ManifestFile) {
  const read = await readTable({ path: join(directory, file) }, async ({ dates, sheets: [sheet] }) => {
    const list = sheet && (await readSheet(kind, sheet));
    if (list?.is === 'other') return { refused: list.problems.map(({ column }) => column), rows: [], problems: [] };
    if (list?.is !== 'list') throw new Error(`${file}: no list`);
    const rows: Identified[] = [];
    const problems: { line: number; columns: string[] }[] = [];
    for await (const checked of checkRows(list.header, list.list.rows, { department, dates })) {
      if (checked.ok) rows.push(checked.row);
      else problems.push({ line: checked.line, columns: checked.problems.map(({ column }) => column) });
    }
    return { refused: [], rows, problems };
  });
  if (!read.ok) throw new Error(`${file}: ${read.error.kind}`);
  return read.value;
}

const digestsOf = async (folder: string) =>
  Promise.all(
    (await readdir(folder))
      .toSorted()
      .map(async (file) => `${file} ${hash('sha256', await readFile(join(folder, file)))}`),
  );

describe('the import files', () => {
  test('hold exactly the county: what the product reads from them is what was generated', async () => {
    const county = demoCounty(demoSeed);
    const expected = {
      item: county.items,
      object: county.objects,
      inspector: county.inspectors,
      expert: county.experts,
    };
    const read: Record<RegistryKind, Identified[]> = { item: [], object: [], inspector: [], expert: [] };
    for (const file of manifest.files) read[file.kind].push(...(await imported(file)).rows);

    const byId = (rows: readonly Identified[]) => new Map(rows.map((row) => [row.id, row]));
    for (const kind of ['item', 'object', 'inspector', 'expert'] as const) {
      expect(read[kind]).toHaveLength(manifest.totals[kind]);
      expect(byId(read[kind])).toEqual(byId(expected[kind]));
    }
  });

  test('are reported as the manifest says: the same lines, for the same columns', async () => {
    for (const file of manifest.files) {
      const { rows, problems, refused } = await imported(file);
      expect(refused, file.file).toEqual(file.unknownColumns);
      expect(rows, file.file).toHaveLength(file.valid);
      expect(problems, file.file).toEqual(file.problems.map(({ line, column }) => ({ line, columns: [column] })));
    }
  });

  test('contain every kind of wrong row, counted', () => {
    const malformed = manifest.files.flatMap((file) => Object.entries(file.malformed));
    expect(
      Object.fromEntries(
        malformed.map(([reason]) => [
          reason,
          malformed.filter(([one]) => one === reason).reduce((sum, [, n]) => sum + n, 0),
        ]),
      ),
    ).toEqual({
      'missing-ratio-cap': 1,
      'wrong-check-digit': 2,
      'missing-name': 3,
      'unknown-township': 2,
      'unknown-industry': 2,
      'numeric-id': 1,
      'bad-date': 3,
      'missing-scope': 1,
      'duplicate-in-file': 5,
    });
    for (const { file, rows, valid, malformed: counts, unknownColumns } of manifest.files) {
      const wrong = Object.values(counts).reduce((sum, count) => sum + count, 0);
      expect(valid + wrong, file).toBe(unknownColumns.length > 0 ? 0 : rows);
    }
  });

  test('belong to one department and one registry each, in the order in which they are imported', () => {
    const kinds = manifest.files.map(({ kind }) => kind);
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual(['item', 'object', 'inspector', 'expert']);
    const clean = manifest.files.filter(({ unknownColumns }) => unknownColumns.length === 0);
    expect(new Set(clean.map(({ kind, department }) => `${kind} ${department}`)).size).toBe(clean.length);
  });

  test('come as CSV with and without a byte order mark, as GB18030 and as a workbook', async () => {
    expect(new Set(manifest.files.map(({ encoding }) => encoding))).toEqual(
      new Set(['utf-8', 'utf-8-bom', 'gb18030', 'binary']),
    );
    const opening = async (file: string) => (await readFile(join(directory, file))).subarray(0, 3).toString('hex');
    expect(await opening('object-JTJ.csv')).toBe('efbbbf');
    expect(await opening('object-SCJG.xlsx')).toMatch(/^504b/);
    const clinics = new TextDecoder('gb18030', { fatal: true }).decode(
      await readFile(join(directory, 'object-WJW.csv')),
    );
    expect(clinics).toMatch(/^统一社会信用代码,/);
    expect(clinics).toMatch(/[\u{10000}-\u{10ffff}]/u);
  });

  test('are the same bytes from the same seed, years later', async () => {
    const again = await mkdtemp(join(tmpdir(), 'suiji-demo-'));
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
      await generateDemoCounty({ seed: demoSeed, directory: again });
      expect(await digestsOf(again)).toEqual(await digestsOf(directory));
    } finally {
      vi.useRealTimers();
      await rm(again, { recursive: true });
    }
  });
});
