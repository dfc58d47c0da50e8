import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Department, departmentCodes } from '../../shared/codes/departments.ts';
import { importCellsOf } from '../../shared/domain/import/cells-of-row.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { type DemoCounty, demoCounty } from './county.ts';
import { type FaultReason, type FaultyRow, faultyRows } from './faults.ts';
import { csvBytes, workbookBytes } from './files.ts';
import { freshRows } from './fresh-rows.ts';
import type { DemoManifest, FileEncoding, FileFormat, ManifestFile } from './manifest.ts';

export const demoSeed = 411_422;

interface SheetPlan {
  readonly kind: RegistryKind;
  readonly department: Department;
  readonly format: FileFormat;
  readonly encoding: FileEncoding;
}

/** Files with faulty rows, at least one per kind of registry; the others are clean. */
const faulty: readonly string[] = ['item-SCJG', 'object-SCJG', 'object-JTYS', 'inspector-GAJ', 'expert-WJW'];
/** Sent first with a column of an old template, then again without it. */
const oldTemplate = { name: 'object-MZW', column: '分管领导' };

const encodings: Readonly<Record<string, FileEncoding>> = { 'object-WJW': 'gb18030', 'object-NYNC': 'utf-8' };

/**
 * Writes the demo county's import files and `manifest.json` into a directory, one file per department and registry, in
 * import order. The same seed writes the same bytes.
 */
export async function generateDemoCounty({
  seed,
  directory,
}: {
  readonly seed: number;
  readonly directory: string;
}): Promise<DemoManifest> {
  const county = demoCounty(seed);
  await mkdir(directory, { recursive: true });
  const files: ManifestFile[] = [];
  for (const kind of registryKinds) {
    for (const department of departmentCodes)
      files.push(...(await writeSheets(seed, directory, kind, department, county)));
  }
  const manifest: DemoManifest = { seed, files, totals: totalsOf(county) };
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeSheets(
  seed: number,
  directory: string,
  kind: RegistryKind,
  department: Department,
  county: DemoCounty,
): Promise<ManifestFile[]> {
  const rows = cellsOf(kind, department, county);
  if (rows.length === 0) return [];
  const name = `${kind}-${department}`;
  const format = name === 'object-SCJG' ? 'xlsx' : 'csv';
  const encoding = format === 'xlsx' ? 'binary' : (encodings[name] ?? 'utf-8-bom');
  const plan: SheetPlan = { kind, department, format, encoding };

  const faults = faulty.includes(name) ? faultyRows(kind, format, freshRows(kind, seed, rows), rows[0] ?? []) : [];
  const file = await writeSheet(directory, `${name}.${format}`, plan, spread(rows, faults));
  return name === oldTemplate.name ? [await writeOldTemplate(directory, plan, rows), file] : [file];
}

type SheetRow = Pick<FaultyRow, 'cells'> & Partial<FaultyRow>;

/** Spreads the faulty rows evenly among the others, never first. */
function spread(rows: readonly (readonly string[])[], faults: readonly FaultyRow[]): readonly SheetRow[] {
  const sheet: SheetRow[] = rows.map((cells) => ({ cells }));
  for (const [index, fault] of faults.entries()) {
    sheet.splice(Math.floor((rows.length * (index + 1)) / (faults.length + 1)) + index + 1, 0, fault);
  }
  return sheet;
}

async function writeSheet(
  directory: string,
  file: string,
  { kind, department, format, encoding }: SheetPlan,
  sheet: readonly SheetRow[],
): Promise<ManifestFile> {
  const cells = sheet.map((row) => row.cells);
  const header = importColumns[kind].map((column) => column.header);
  const bytes =
    encoding === 'binary' ? await workbookBytes(importColumns[kind], cells) : await csvBytes(header, cells, encoding);
  await writeFile(join(directory, file), bytes);

  const problems = sheet.flatMap(({ reason, column }, index) =>
    reason === undefined || column === undefined ? [] : [{ line: index + 2, column, reason }],
  );
  const rows = sheet.length;
  const valid = rows - problems.length;
  const malformed = countsOf(problems.map(({ reason }) => reason));
  return { file, kind, department, format, encoding, rows, valid, malformed, problems, unknownColumns: [] };
}

async function writeOldTemplate(
  directory: string,
  { kind, department, format }: SheetPlan,
  rows: readonly (readonly string[])[],
): Promise<ManifestFile> {
  const file = `${kind}-${department}-old.csv`;
  const encoding = 'utf-8-bom';
  const header = [...importColumns[kind].map((column) => column.header), oldTemplate.column];
  const withRemark = rows.map((row) => [...row, '']);
  await writeFile(join(directory, file), await csvBytes(header, withRemark, encoding));
  const refused = { valid: 0, malformed: {}, problems: [], unknownColumns: [oldTemplate.column] };
  return { file, kind, department, format, encoding, rows: rows.length, ...refused };
}

const countsOf = (reasons: readonly FaultReason[]): Partial<Record<FaultReason, number>> =>
  Object.fromEntries([...new Set(reasons)].map((reason) => [reason, reasons.filter((one) => one === reason).length]));

function cellsOf(kind: RegistryKind, department: Department, county: DemoCounty): readonly (readonly string[])[] {
  const cells = <K extends RegistryKind>(of: K, rows: readonly RegistryRow[K][]) =>
    rows.filter((row) => row.department === department).map((row) => importCellsOf(of, row));
  switch (kind) {
    case 'item':
      return cells(kind, county.items);
    case 'object':
      return cells(kind, county.objects);
    case 'inspector':
      return cells(kind, county.inspectors);
    case 'expert':
      return cells(kind, county.experts);
  }
}

const totalsOf = ({ items, objects, inspectors, experts }: DemoCounty): Record<RegistryKind, number> => ({
  item: items.length,
  object: objects.length,
  inspector: inspectors.length,
  expert: experts.length,
});

if (import.meta.main) {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) {
    console.error('用法：node local/demo/generate.ts 目录');
    process.exit(2);
  }
  const { files, totals } = await generateDemoCounty({ seed: demoSeed, directory });
  console.log(`已在 ${directory} 写入 ${files.length} 个导入文件：`);
  console.log(`事项 ${totals.item}，检查对象 ${totals.object}，执法人员 ${totals.inspector}，专家 ${totals.expert}`);
}
