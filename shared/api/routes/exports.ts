import * as z from 'zod';
import { DepartmentCode, PlainId } from '../../base/primitives.ts';
import { exportFormats, RegistryExport } from '../../domain/export/registry-export.ts';
import { RegistryKind } from '../../domain/registry/kinds.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { jointOfficersOrOffice } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const ExportView = z.object({
  ...fieldsOf(RegistryExport, [
    'id',
    'kind',
    'department',
    'format',
    'status',
    'progress',
    'requestedAt',
    'finishedAt',
  ]),
  /** What can be downloaded, by its number from 1. */
  files: z.array(z.object({ file: z.int(), rows: z.int(), bytes: z.int(), sha256: z.string() })),
  ...VersionFields,
});
export const exportView = (found: Stored<RegistryExport>) => ({
  ...versioned(found),
  files: found.value.files.map(({ rows, bytes, sha256 }, index) => ({ file: index + 1, rows, bytes, sha256 })),
});
const params = z.object({ id: PlainId });

/** Registries as files that can be imported again. Each is for the person who asked for it, and holds what that person may read. */
export const exports = defineStep({
  summary: { zh: '名录导出', en: 'Registry exports' },
  uses: { workflow: 'write', audit: 'append', ops: 'write' },
  blobs: { exports: 'read' },
  starts: ['export-registry'],
  routes: {
    createExport: {
      method: 'POST',
      path: '/exports',
      summary: { zh: '导出名录', en: 'Export a registry of a department as files in the form of an import' },
      access: jointOfficersOrOffice,
      body: z.strictObject({
        kind: RegistryKind,
        format: z.enum(exportFormats).default('xlsx'),
        department: DepartmentCode.optional(),
      }),
      success: { status: 202, body: ExportView },
      failures: [...commitFailures, 'not-found', 'foreign-department'],
      creates: true,
      answersAnew: true,
    },
    getExport: {
      method: 'GET',
      path: '/exports/{id}',
      summary: { zh: '查看导出进度', en: 'Show how far an export is' },
      access: jointOfficersOrOffice,
      params,
      success: { status: 200, body: ExportView },
      failures: ['not-found', 'foreign-department'],
    },
    listExports: {
      method: 'GET',
      path: '/exports',
      summary: { zh: '查询本人的导出', en: "List a person's own exports, the newest first" },
      access: jointOfficersOrOffice,
      query: z.object({ ...PageQuery.shape, kind: RegistryKind.optional() }),
      success: { status: 200, body: pageOf(ExportView) },
      failures: [],
      paged: true,
    },
    getExportFile: {
      method: 'GET',
      path: '/exports/{id}/files/{file}',
      summary: { zh: '下载导出的文件', en: 'Address of a file of an export' },
      access: jointOfficersOrOffice,
      params: z.object({ ...params.shape, file: z.string().regex(/^[1-9]\d{0,3}$/) }),
      success: { status: 200, body: z.object({ url: z.string(), expiresAt: z.iso.datetime() }) },
      failures: ['not-found', 'foreign-department', 'not-ready'],
    },
  },
});
