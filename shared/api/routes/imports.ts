import * as z from 'zod';
import { PlainId, ShortText } from '../../base/primitives.ts';
import { RegistryImport } from '../../domain/import/registry-import.ts';
import { RegistryKind } from '../../domain/registry/registry.ts';
import { commitFailures, defineStep } from '../route.ts';
import { FileBody, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { readOwnRegistry, writeOwnRegistry } from './registry-access.ts';

const { blob: _blob, report: _report, ...shape } = RegistryImport.shape;
const ImportView = z.object({ ...shape, hasReport: z.boolean(), ...VersionFields });
const params = z.object({ id: PlainId });
const Link = z.object({ url: z.string(), expiresAt: z.iso.datetime() });

/** Files into registries: uploaded, checked row by row, and made active by one write or not at all. */
export const imports = defineStep({
  summary: { zh: '名录批量导入', en: 'Registry imports' },
  uses: { registry: 'write', workflow: 'write', audit: 'append', ops: 'write' },
  blobs: 'write',
  starts: ['stage-import', 'settle-import', 'discard-import'],
  routes: {
    createImport: {
      method: 'POST',
      path: '/imports',
      summary: { zh: '登记导入文件', en: 'Announce an import file and get the address to upload it to' },
      access: writeOwnRegistry,
      body: z.strictObject({
        kind: RegistryKind,
        fileName: ShortText,
        bytes: z
          .int()
          .min(1)
          .max(50 * 1024 * 1024),
      }),
      success: {
        status: 201,
        body: z.object({
          import: ImportView,
          upload: z.object({ ...Link.shape, headers: z.record(z.string(), z.string()) }),
        }),
      },
      failures: [...commitFailures],
      creates: true,
      answersAnew: true,
    },
    stageImport: {
      method: 'POST',
      path: '/imports/{id}/stage',
      summary: { zh: '校验导入文件（中断后可再次发起）', en: 'Check the uploaded file; again, when a run died' },
      access: writeOwnRegistry,
      params,
      success: { status: 202, body: ImportView },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'illegal-transition', 'not-ready'],
    },
    getImport: {
      method: 'GET',
      path: '/imports/{id}',
      summary: { zh: '查看导入进度和结果', en: 'Show how far an import is' },
      access: readOwnRegistry,
      params,
      success: { status: 200, body: ImportView },
      failures: ['not-found', 'foreign-department'],
    },
    listImports: {
      method: 'GET',
      path: '/imports',
      summary: { zh: '查询导入记录', en: 'List imports, the newest first' },
      access: readOwnRegistry,
      query: z.object({ ...PageQuery.shape, kind: RegistryKind.optional() }),
      success: { status: 200, body: pageOf(ImportView) },
      failures: [],
      paged: true,
    },
    getImportReport: {
      method: 'GET',
      path: '/imports/{id}/report',
      summary: { zh: '下载校验报告', en: 'Address of the report: line, column, value and reason' },
      access: readOwnRegistry,
      params,
      success: { status: 200, body: Link },
      failures: ['not-found', 'foreign-department', 'not-ready'],
    },
    activateImport: {
      method: 'POST',
      path: '/imports/{id}/activate',
      summary: { zh: '导入生效', en: 'Make all staged rows active at once' },
      access: writeOwnRegistry,
      params,
      body: z.strictObject({ validRowsOnly: z.boolean().default(false) }),
      success: { status: 200, body: ImportView },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'illegal-transition', 'import-has-errors'],
      ifMatch: true,
    },
    discardImport: {
      method: 'POST',
      path: '/imports/{id}/discard',
      summary: { zh: '放弃导入', en: 'Discard an import that is not active' },
      access: writeOwnRegistry,
      params,
      success: { status: 202, body: ImportView },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'illegal-transition'],
    },
    getImportTemplate: {
      method: 'GET',
      path: '/import-templates/{kind}',
      summary: { zh: '下载导入模板', en: 'Download the import template of a registry' },
      access: readOwnRegistry,
      params: z.object({ kind: RegistryKind }),
      query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
  },
});
