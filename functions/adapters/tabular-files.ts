import { err } from '../../shared/base/result.ts';
import type { TabularFiles } from '../../shared/use-cases/import/tabular-files.ts';
import type { TableFailure, TableLimits } from './tabular/table.ts';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

async function* tableOf(...[kind, format, rows]: Parameters<TabularFiles['table']>): AsyncGenerator<Uint8Array> {
  const { csvTable, xlsxTable } = await import('./tabular/registry-table.ts');
  yield* format === 'csv' ? csvTable(kind, rows) : xlsxTable(kind, rows);
}

/** The port over the readers and writers, within `tableLimits` unless others are given; they are loaded when first needed, since only imports do. */
export const tabularFiles = (limits?: TableLimits): TabularFiles => ({
  async read(open, read) {
    const { readTable } = await import('./tabular/read-table.ts');
    const done = await readTable({ open }, read, limits);
    return done.ok ? done : err({ reason: reasonOf(done.error) });
  },

  async *report(problems) {
    const { problemReport } = await import('./tabular/problem-report.ts');
    const encoder = new TextEncoder();
    for await (const text of problemReport(problems)) yield encoder.encode(text);
  },

  table: (kind, format, rows) => ({ mediaType: mediaTypes[format], bytes: tableOf(kind, format, rows) }),

  async template(kind, format) {
    const { csvTemplate, xlsxTemplate } = await import('./tabular/templates.ts');
    if (format === 'xlsx') return { mediaType: mediaTypes.xlsx, bytes: await xlsxTemplate(kind) };
    const text = (await Array.fromAsync(csvTemplate(kind))).join('');
    return { mediaType: mediaTypes.csv, bytes: new TextEncoder().encode(text) };
  },
});

function reasonOf(failure: TableFailure): string {
  switch (failure.kind) {
    case 'unreadable-file':
      return failure.reason;
    case 'file-too-large':
      return `文件不得超过 ${Math.floor(failure.limitBytes / 1024 / 1024)} MB，请拆分后再上传`;
    case 'too-many-columns':
      return `列数不得超过 ${failure.limit} 列，请使用导入模板`;
    case 'too-much-work':
      return tooMuch[failure.what](failure.limit);
    case 'expands-too-much':
      return `文件解压后超过 ${Math.floor(failure.limitBytes / 1024 / 1024)} MB，请另存为 CSV 后再上传`;
  }
}

const tooMuch = {
  lines: (limit: number) => `文件超过 ${limit} 行（空行也计算在内），请删除数据区以外的空行后再上传`,
  texts: (limit: number) => `文件里的文字超过 ${limit} 条（空的也计算在内），请另存为 CSV 后再上传`,
  tags: () => '文件里的单元格和格式过多（空单元格也计算在内），请删除数据区以外的行和列，或另存为 CSV 后再上传',
} as const;
