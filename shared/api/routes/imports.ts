import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { PlainId, ShortText } from '../../base/primitives.ts';
import { ClassFile, ImportUpdate, RegistryImport } from '../../domain/import/registry-import.ts';
import { RegistryKind, registryKinds } from '../../domain/registry/kinds.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { jointStaffAndOverseers, officeAlone, ownOfficers, ownOfficersOrOffice } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { FileBody, fieldsOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const ImportView = z.object({
  ...fieldsOf(RegistryImport, [
    'id',
    'kind',
    'department',
    'fileName',
    'update',
    'classFile',
    'bytes',
    'sha256',
    'status',
    'progress',
    'counts',
    'failure',
    'createdBy',
    'createdAt',
    'takenFrom',
    'stagedBy',
    'activatedBy',
    'activatedAt',
    'undoes',
    'reason',
    'undoneBy',
  ]),
  hasReport: z.boolean(),
  ...VersionFields,
});
export const importView = (found: Stored<RegistryImport>) => ({
  ...versioned(found),
  hasReport: found.value.report !== undefined,
});
const params = z.object({ id: PlainId });
const Link = z.object({ url: z.string(), expiresAt: z.iso.datetime() });

const FileSize = z
  .int()
  .min(1)
  .max(50 * 1024 * 1024);
const Announced = z.object({
  import: ImportView,
  upload: z.object({ ...Link.shape, headers: z.record(z.string(), z.string()) }),
});
const stepFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
] as const satisfies readonly FailureKind[];

const undoFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'not-ready',
  'import-drawn-from',
] as const satisfies readonly FailureKind[];

/** Files into registries: uploaded, checked row by row, and made active by one write or not at all. */
export const imports = defineStep({
  summary: { zh: '名录批量导入', en: 'Registry imports' },
  uses: { registry: 'write', workflow: 'write', audit: 'append', ops: 'write' },
  blobs: { imports: 'write' },
  starts: ['stage-import', 'settle-import', 'discard-import'],
  routes: {
    createImport: {
      method: 'POST',
      path: '/imports',
      summary: { zh: '登记导入文件', en: 'Announce an import file and get the address to upload it to' },
      access: ownOfficers,
      body: z.strictObject({
        kind: RegistryKind,
        fileName: ShortText,
        bytes: FileSize,
        update: ImportUpdate.optional(),
      }),
      success: {
        status: 201,
        body: Announced,
      },
      failures: [...commitFailures],
      creates: true,
      answersAnew: true,
    },
    stageImport: {
      method: 'POST',
      path: '/imports/{id}/stage',
      summary: { zh: '校验导入文件（中断后可再次发起）', en: 'Check the uploaded file; again, when a run died' },
      access: ownOfficers,
      params,
      success: { status: 202, body: ImportView },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'illegal-transition', 'not-ready'],
    },
    getImport: {
      method: 'GET',
      path: '/imports/{id}',
      summary: { zh: '查看导入进度和结果', en: 'Show how far an import is' },
      access: jointStaffAndOverseers,
      params,
      success: { status: 200, body: ImportView },
      failures: ['not-found', 'foreign-department'],
    },
    listImports: {
      method: 'GET',
      path: '/imports',
      summary: { zh: '查询导入记录', en: 'List imports, the newest first' },
      access: jointStaffAndOverseers,
      query: z.object({ ...PageQuery.shape, kind: RegistryKind.optional() }),
      success: { status: 200, body: pageOf(ImportView) },
      failures: [],
      paged: true,
    },
    getImportReport: {
      method: 'GET',
      path: '/imports/{id}/report',
      summary: { zh: '下载校验报告', en: 'Address of the report: line, column, value and reason' },
      access: jointStaffAndOverseers,
      params,
      success: { status: 200, body: Link },
      failures: ['not-found', 'foreign-department', 'not-ready'],
    },
    activateImport: {
      method: 'POST',
      path: '/imports/{id}/activate',
      summary: { zh: '导入生效', en: 'Make all staged rows active at once' },
      access: ownOfficers,
      params,
      body: z.strictObject({ validRowsOnly: z.boolean().default(false) }),
      success: { status: 200, body: ImportView },
      failures: [
        ...commitFailures,
        'not-found',
        'foreign-department',
        'illegal-transition',
        'not-ready',
        'import-has-errors',
        'same-person',
      ],
      ifMatch: true,
    },
    discardImport: {
      method: 'POST',
      path: '/imports/{id}/discard',
      summary: { zh: '放弃导入', en: 'Discard an import that is not active' },
      access: ownOfficers,
      params,
      success: { status: 202, body: ImportView },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'illegal-transition'],
    },
    undoImport: {
      method: 'POST',
      path: '/imports/{id}/undo',
      summary: { zh: '申请撤销已生效的导入', en: 'Ask for an activated import to be undone as a whole' },
      access: ownOfficersOrOffice,
      params,
      body: z.strictObject({ reason: ShortText }),
      success: { status: 201, body: ImportView },
      failures: [...undoFailures],
      creates: true,
    },
    approveUndo: {
      method: 'POST',
      path: '/imports/{id}/approve-undo',
      summary: { zh: '批准撤销导入', en: 'Undo an import by one write, on the request of somebody else' },
      access: ownOfficersOrOffice,
      params,
      success: { status: 200, body: ImportView },
      failures: [...undoFailures, 'same-person'],
      ifMatch: true,
    },
    announceClassFile: {
      method: 'POST',
      path: '/class-files',
      summary: {
        zh: '登记信用风险分类文件',
        en: "Announce a month's file of classes and get the address to upload it to",
      },
      access: officeAlone,
      body: z.strictObject({
        ...ClassFile.pick({ month: true, source: true }).shape,
        fileName: ShortText,
        bytes: FileSize,
      }),
      success: { status: 201, body: Announced },
      failures: [...commitFailures],
      creates: true,
      answersAnew: true,
    },
    checkClassFile: {
      method: 'POST',
      path: '/class-files/{id}/stage',
      summary: {
        zh: '校验信用风险分类文件（中断后可再次发起）',
        en: 'Check the uploaded file of classes; again, when a run died',
      },
      access: officeAlone,
      params,
      success: { status: 202, body: ImportView },
      failures: [...stepFailures, 'not-ready'],
    },
    activateClassFile: {
      method: 'POST',
      path: '/class-files/{id}/activate',
      summary: {
        zh: '批准信用风险分类文件生效（须由另一人）',
        en: 'Apply a file of classes at once, by another person than brought it',
      },
      access: officeAlone,
      params,
      success: { status: 200, body: ImportView },
      failures: [...stepFailures, 'not-ready', 'import-has-errors', 'same-person'],
      ifMatch: true,
    },
    discardClassFile: {
      method: 'POST',
      path: '/class-files/{id}/discard',
      summary: { zh: '放弃信用风险分类文件', en: 'Discard a file of classes that is not applied' },
      access: officeAlone,
      params,
      success: { status: 202, body: ImportView },
      failures: [...stepFailures],
    },
    getImportTemplate: {
      method: 'GET',
      path: '/import-templates/{kind}',
      summary: { zh: '下载导入模板', en: 'Download the import template of a registry, or of a file of classes' },
      access: jointStaffAndOverseers,
      params: z.object({ kind: z.enum([...registryKinds, 'classes']) }),
      query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
  },
});
