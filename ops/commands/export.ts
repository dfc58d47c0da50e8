import { resolve } from 'node:path';
import * as z from 'zod';
import { DepartmentCode } from '../../shared/base/primitives.ts';
import { defineCommand, exits } from '../command.ts';
import { exportedKinds } from '../export/exported-records.ts';
import { writeExport } from '../export/write-export.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';

export const exportRecords = defineCommand({
  name: 'export',
  summary: {
    zh: '导出一个部门、一个年度或全县的记录，附 SHA-256 清单',
    en: 'writes the records of a department, a year or the whole county, with a list of SHA-256 digests',
  },
  help: `${targetHelp}

  --out 目录           写入该目录，须为空 (an empty folder)
  --department 代码    只导出该部门参与的 (only records in which it takes part), 如 SCJG
  --year 年份          只导出该年度的 (of one year)；名录按现状导出 (registries as they are now)
  --format 格式        ndjson（缺省）或 csv

文件含个人信息，只有本人可读，请保存在境内 (the files hold personal data: keep them in mainland China)。`,
  options: {
    ...targetOptions,
    out: { type: 'string' },
    department: { type: 'string' },
    year: { type: 'string' },
    format: { type: 'string' },
  },
  schema: z.strictObject({
    ...targetShape,
    out: z.string({ error: '须指明目录 (name a folder)' }).min(1),
    department: DepartmentCode.optional(),
    year: z.coerce.number<string>().int().min(2020).max(2100).optional(),
    format: z.enum(['ndjson', 'csv']).default('ndjson'),
  }),
  run: async ({ out, department, year, format, ...target }, io) =>
    withStore(target, io, async (store, { clock }) => {
      const now = clock();
      const facts = { exportedAt: now.toISOString(), system: target.stage ?? target.prefix ?? 'local', format };
      const files = await writeExport(resolve(out), format, exportedKinds(store, now), { department, year }, facts);
      for (const { name, rows, sha256 } of files) io.say(`${sha256}  ${name}  ${rows}`);
      io.say(`已写入 (written to) ${resolve(out)}`);
      return exits.well;
    }),
});
