import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId, Sha256Hex, ShortText } from '../../base/primitives.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import { listFileStatuses } from './list-file-states.ts';
import { listEntryStatuses } from './states.ts';

/** How many rows one file of a list may have. */
export const listRowLimit = 5000;
/** Lines of a part: what is made of them is one commit, of two actions each. */
export const linesOfPart = 40;
/** Of a refused file so many wrong cells are told; who corrects them uploads it anew and is told the rest. */
export const mostProblems = 200;

/** One entry as a row of a file states it. */
export const ListedRow = z.strictObject({
  name: LineText,
  creditCode: z.string(),
  /** Of the decision: 案号, 文号. */
  number: ShortText,
  on: LocalDate,
  until: LocalDate.optional(),
  reason: LineText,
  authority: LineText,
});
export type ListedRow = z.infer<typeof ListedRow>;

/** What a file changes of a list, in the order in which it is told. */
export const lineChanges = ['added', 'changed', 'gone', 'unchanged'] as const;
export type LineChange = (typeof lineChanges)[number];

const ListFileLine = z.strictObject({
  entry: PlainId,
  row: ListedRow,
  /** Of one that is changed: as it is. */
  before: ListedRow.optional(),
  /** Of one that comes again: how it went off the list. */
  formerly: z.enum(listEntryStatuses).optional(),
});
export type ListFileLine = z.infer<typeof ListFileLine>;

/** Some lines of what a file changes, all of one kind. */
export const ListFilePart = z.strictObject({
  id: PlainId,
  file: PlainId,
  change: z.enum(lineChanges),
  lines: z.array(ListFileLine).max(linesOfPart).readonly(),
});
export type ListFilePart = z.infer<typeof ListFilePart>;

/** What is wrong with a cell; what stood in it is told only where it can be nobody's number. */
const ListFileProblem = z.strictObject({
  line: z.int(),
  column: z.string(),
  rule: z.enum(['source-required', 'not-supported', 'unusable']),
  reason: z.string(),
});
export type ListFileProblem = z.infer<typeof ListFileProblem>;

const count = z.int().min(0);
const ListFileCounts = z.strictObject({
  rows: count,
  added: count,
  changed: count,
  gone: count,
  unchanged: count,
  refused: count,
});
export const noLines = { rows: 0, added: 0, changed: 0, gone: 0, unchanged: 0, refused: 0 } as const;

/** 名单文件: a list as who decides about it gives it to the county (R43). */
export const ListFile = z.strictObject({
  id: PlainId,
  list: z.enum(dishonestyListCodes),
  department: DepartmentCode,
  coverage: z.enum(['whole', 'additions']),
  /** The day as of which the list is so. */
  asOf: LocalDate,
  fileName: ShortText,
  /** Where uploads go after seven days; emptied at once where it names natural persons. */
  blob: z.string(),
  bytes: z.int(),
  /** Of the file as it was when first read; it is read again only with the same bytes. */
  sha256: Sha256Hex.optional(),
  status: z.enum(listFileStatuses),
  counts: ListFileCounts,
  problems: z.array(ListFileProblem).max(mostProblems).readonly(),
  failure: z.string().optional(),
  /** The version of the list's state on which the differences rest. */
  turn: z.int().optional(),
  createdBy: z.string(),
  createdAt: Instant,
  checkedBy: z.string().optional(),
  appliedBy: z.string().optional(),
  appliedAt: Instant.optional(),
});
export type ListFile = z.infer<typeof ListFile>;

/** Of each list that comes by files: its version moves with every change of what is on it, so that of two changes at once one is judged anew. */
export const ListState = z.strictObject({
  id: z.enum(dishonestyListCodes),
  /** The file whose entries are being written: until it is through, nothing else changes the list. */
  applying: PlainId.optional(),
  /** The last file in force, and its day. */
  file: PlainId.optional(),
  asOf: LocalDate.optional(),
});
export type ListState = z.infer<typeof ListState>;

export const listFileBlob = (id: string): string => `uploads/lists/${id}/file`;

/** What decides what a file changes: its bytes, and the state of the list. */
export interface Compared {
  readonly id: string;
  readonly sha256: string;
  readonly turn: number;
}

/** The id of a part of what a file changes: the same bytes on the same state of the list have the same parts. */
export const partIdOf = (compared: Compared, change: LineChange, part: number): string =>
  `lp-${sha256(canonicalJson([compared.id, compared.sha256, compared.turn, change, part])).slice(0, 40)}`;
