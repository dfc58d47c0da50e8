import * as z from 'zod';
import { DepartmentCode, Instant, Month, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { SealedList } from '../audit/sealed-list.ts';
import { ClassSource } from '../registry/class-by.ts';
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

/** How a file is read: as whole rows where it is neither. */
export type ImportMode = ImportUpdate | 'classes';

/** What a month's file of classes does to the objects of all departments. */
const ClassDiff = z.strictObject({
  /** To a lower risk, and to a higher one. */
  up: count,
  down: count,
  /** In this file and not in the last one of its source, and the other way round. */
  new: count,
  gone: count,
  /** Gone from two in a row, class B from now on. */
  stale: count,
  /** Within their class, with another score or by other lists. */
  rescored: count,
  /** In no registry, and of a class by a source that goes before: the file says nothing of them. */
  unknown: count,
  kept: count,
});
export type ClassDiff = z.infer<typeof ClassDiff>;

/** A month's file of classes (信用风险分类文件): the one way by which the class of an object changes (R60). */
export const ClassFile = z.strictObject({
  month: Month,
  source: ClassSource,
  /** Once it is checked. */
  diff: ClassDiff.optional(),
  /** The file of the source that was in force before it was. */
  follows: z.strictObject({ importId: PlainId, month: Month }).optional(),
});
export type ClassFile = z.infer<typeof ClassFile>;

/** How the file of an import is read. */
export const modeOf = ({ update, classFile }: Pick<RegistryImport, 'update' | 'classFile'>): ImportMode | undefined =>
  classFile ? 'classes' : update;

/** One import file of one registry of one department, from upload to activation. */
export const RegistryImport = z.strictObject({
  id: PlainId,
  kind: RegistryKind,
  department: DepartmentCode,
  fileName: z.string(),
  /** Absent where the file is a list of whole rows. */
  update: ImportUpdate.optional(),
  /** Of a file of classes; its rows may be objects of any department. */
  classFile: ClassFile.optional(),
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
