import * as z from 'zod';
import { DepartmentCode, Instant, PlainId, Sha256Hex, ShortText } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';

/** The platforms whose files are taken, and the sub-sources of their complaints and reports. */
export const platforms = {
  '12315': { complaint: '201', report: '202' },
  '12345': { complaint: '203', report: '203' },
} as const;
export const platformNames = ['12315', '12345'] as const satisfies readonly (keyof typeof platforms)[];

export const leadImportStatuses = ['uploading', 'running', 'done', 'refused', 'lapsed'] as const;
export type LeadImportStatus = (typeof leadImportStatuses)[number];
export const leadImportEvents = ['start', 'read', 'finish', 'refuse', 'lapse'] as const;
export type LeadImportEvent = (typeof leadImportEvents)[number];

/** Nothing of a refused file is registered, nor of one that nobody starts. One whose run died is read again; what it has registered it finds. */
export const leadImportTransitions: Transitions<LeadImportStatus, LeadImportEvent> = {
  uploading: { start: 'running', lapse: 'lapsed' },
  running: { read: 'running', finish: 'done', refuse: 'refused' },
  done: {},
  refused: {},
  lapsed: {},
};

export const leadImportWords = {
  entity: 'lead-import',
  states: { uploading: '待上传', running: '登记中', done: '已登记', refused: '未登记', lapsed: '已失效' },
  events: { start: '开始登记', read: '读取文件', finish: '完成登记', refuse: '退回', lapse: '逾期失效' },
} as const;

/** How many rows one file of leads may have. */
export const leadRowLimit = 5000;

const count = z.int().min(0);
/** `known`: rows whose number was registered before. */
const LeadCounts = z.strictObject({ rows: count, registered: count, known: count, refused: count });
export const noLeads = { rows: 0, registered: 0, known: 0, refused: 0 } as const;

/** A file of a complaints platform whose rows become leads of the department. */
export const LeadImport = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  platform: z.enum(platformNames),
  fileName: ShortText,
  /** File and report lie where both go after seven days: they tell who complained. */
  blob: z.string(),
  bytes: z.int(),
  /** Of the file as it was when first read; it goes on only with the same bytes. */
  sha256: Sha256Hex.optional(),
  /** Rows that are wrong are left out; otherwise one of them refuses the file. */
  validRowsOnly: z.boolean(),
  status: z.enum(leadImportStatuses),
  counts: LeadCounts,
  report: z.string().optional(),
  failure: z.string().optional(),
  createdBy: z.string(),
  createdAt: Instant,
});
export type LeadImport = z.infer<typeof LeadImport>;

export const leadFileOf = (id: string, part: 'file' | 'report.csv'): string => `uploads/leads/${id}/${part}`;
