import * as z from 'zod';
import { DepartmentCode, Instant, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { SealedList } from '../audit/sealed-list.ts';
import { RegistryKind } from '../registry/kinds.ts';
import { importStatuses } from './states.ts';

const ending = '已自动放弃';
/** The failure of an import that nobody went on with for some days; its file may be as good as any. */
export const expiredFailure = (since: string, days: number, missed: string): string =>
  `${since}${days}天内没有${missed}，${ending}`;
export const isExpired = ({ failure }: { readonly failure?: string | undefined }): boolean =>
  failure?.endsWith(ending) ?? false;

export const importWords = {
  entity: 'import',
  states: {
    uploading: '待上传',
    staging: '校验中',
    staged: '待生效',
    refused: '文件不可用',
    activated: '已生效',
    settled: '已生效',
    discarding: '放弃中',
    discarded: '已放弃',
    undone: '已撤销',
  },
  events: {
    stage: '校验',
    staged: '完成校验',
    refuse: '退回',
    activate: '生效',
    settle: '整理',
    discard: '放弃',
    discarded: '完成放弃',
    undo: '撤销',
  },
} as const;

/** How many rows one import takes, over all its sheets. */
export const importRowLimit = 100_000;

const count = z.int().min(0);
/**
 * Of the rows of a file. `emptied` are values of the registry that a row leaves empty and activation would remove;
 * `remarks` is what the report asks an official to look at, `takenOut` rows that frames may lose by the activation.
 * Imports from before they were counted have none.
 */
const ImportCounts = z.strictObject({
  rows: count,
  added: count,
  changed: count,
  unchanged: count,
  refused: count,
  /** Of an undo: rows that the import had added. */
  removed: count.default(0),
  emptied: count.default(0),
  remarks: count.default(0),
  takenOut: count.default(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const noCounts: ImportCounts = {
  rows: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  removed: 0,
  emptied: 0,
  remarks: 0,
  takenOut: 0,
};

/** What a file that is not a whole list gives: the object's number and the columns to be changed, of known rows alone. */
export const ImportUpdate = z.enum(['given-columns']);
export type ImportUpdate = z.infer<typeof ImportUpdate>;

/** One import file of one registry of one department, from upload to activation. */
export const RegistryImport = z.strictObject({
  id: PlainId,
  kind: RegistryKind,
  department: DepartmentCode,
  fileName: z.string(),
  /** Absent where the file is a list of whole rows. */
  update: ImportUpdate.optional(),
  blob: z.string(),
  /** The announced size; a file of another size is not read. */
  bytes: z.int(),
  /** Of the file as it was when first read: staging goes on only with the same bytes. */
  sha256: Sha256Hex.optional(),
  status: z.enum(importStatuses),
  /** Runs that have begun to read the file. */
  runs: z.int().optional(),
  /** Data rows checked so far, updated every so often. */
  progress: z.int(),
  counts: ImportCounts,
  /** The report: a CSV blob with line, column, value, reason, whether the row is refused, and sheet. */
  report: z.string().optional(),
  /** What was staged; its activation seals it. */
  rows: SealedList.optional(),
  failure: z.string().optional(),
  /** How many rows the frames of each department may lose. */
  takenFrom: z
    .array(z.strictObject({ department: DepartmentCode, rows: count }))
    .readonly()
    .optional(),
  createdBy: z.string(),
  createdAt: Instant,
  /** Who had it checked last. */
  stagedBy: z.string().optional(),
  /** The import that this one undoes, and why. */
  undoes: PlainId.optional(),
  reason: z.string().optional(),
  activatedBy: z.string().optional(),
  activatedAt: Instant.optional(),
  /** How many freezes there had been then: it can be undone while there are no more. */
  freezes: z.int().optional(),
  /** The import by which it was undone. */
  undoneBy: PlainId.optional(),
});
export type RegistryImport = z.infer<typeof RegistryImport>;
