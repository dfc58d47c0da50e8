import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LocalDate, ShortText } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { ListFile, ListFilePart, lineChanges } from '../../domain/credit/list-file.ts';
import { actsOn, recordParams } from '../acts.ts';
import { ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'not-ready',
  'illegal-transition',
  'same-person',
] as const satisfies readonly FailureKind[];

const ListFileView = z.object({
  ...fieldsOf(ListFile, [
    'id',
    'list',
    'department',
    'coverage',
    'asOf',
    'fileName',
    'bytes',
    'sha256',
    'status',
    'counts',
    'problems',
    'failure',
    'createdBy',
    'createdAt',
    'checkedBy',
    'appliedBy',
    'appliedAt',
  ]),
  ...VersionFields,
});
const act = actsOn('/list-files', ListFileView, changeFailures);
const Link = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
const nothing = z.strictObject({});

/** 名单文件 (R43): lists that are decided elsewhere, compared by a job and applied by another person. */
export const listFiles = defineStep({
  summary: { zh: '名单文件', en: 'Files of lists that are decided elsewhere' },
  uses: { workflow: 'write', audit: 'append', ops: 'write' },
  blobs: { uploads: 'write' },
  starts: ['import-lists'],
  routes: {
    createListFile: {
      method: 'POST',
      path: '/list-files',
      summary: { zh: '登记名单文件', en: 'Announce a file of a list and get the address to upload it to' },
      access: ownOfficers,
      body: z.strictObject({
        list: z.enum(dishonestyListCodes),
        asOf: LocalDate,
        fileName: ShortText,
        bytes: z
          .int()
          .min(1)
          .max(20 * 1024 * 1024),
      }),
      success: {
        status: 201,
        body: z.object({
          file: ListFileView,
          upload: z.object({ ...Link.shape, headers: z.record(z.string(), z.string()) }),
        }),
      },
      failures: [...commitFailures, 'not-found', 'foreign-department', 'invalid-input'],
      creates: true,
      answersAnew: true,
    },
    listListFiles: {
      method: 'GET',
      path: '/list-files',
      summary: { zh: '名单文件', en: 'Files of lists, the newest first' },
      access: ownOfficersAndOverseers,
      query: z.object({ ...PageQuery.shape, department: listOf(DepartmentCode).default([...departmentCodes]) }),
      success: { status: 200, body: pageOf(ListFileView.omit({ problems: true })) },
      failures: [],
      paged: true,
    },
    getListFile: {
      method: 'GET',
      path: '/list-files/{id}',
      summary: { zh: '查看名单文件及校验结果', en: 'Show what became of a file, and what is wrong with its rows' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: ListFileView },
      failures: ['not-found'],
    },
    listLinesOfListFile: {
      method: 'GET',
      path: '/list-files/{id}/lines',
      summary: { zh: '查看名单文件的增减', en: 'Whom a file adds, changes, takes off or leaves, by name' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      query: z.object({
        change: z.enum(lineChanges).default('added'),
        /** From 0, of so many as the answer says. */
        part: z.coerce.number().int().min(0).max(1000).default(0),
      }),
      success: { status: 200, body: z.object({ lines: ListFilePart.shape.lines, parts: z.int() }) },
      failures: ['not-found'],
    },
    startListFile: {
      method: 'POST',
      path: '/list-files/{id}/start',
      summary: { zh: '校验名单文件', en: 'Compare an uploaded file with what is on the list' },
      access: ownOfficers,
      params: recordParams,
      body: nothing,
      success: { status: 202, body: ListFileView },
      failures: changeFailures,
    },
    applyListFile: act(
      'apply',
      { zh: '确认名单文件生效', en: 'Apply what was compared, as another person than brought it' },
      ownOfficers,
      nothing,
    ),
    discardListFile: act(
      'discard',
      { zh: '放弃名单文件', en: 'Give up a file that is not applied' },
      ownOfficers,
      nothing,
    ),
  },
});
