import * as z from 'zod';
import { DepartmentCode, Instant, PlainId, Sha256Hex } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';
import { RegistryKind } from '../registry/kinds.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportStatuses = ['running', 'done'] as const;
export type ExportStatus = (typeof exportStatuses)[number];
export const exportEvents = ['progress', 'finish'] as const;
export type ExportEvent = (typeof exportEvents)[number];

/** An export whose run has died is run again; its files are the same keys, written anew. */
export const exportTransitions: Transitions<ExportStatus, ExportEvent> = {
  running: { progress: 'running', finish: 'done' },
  done: {},
};

export const exportWords = {
  entity: 'export',
  states: { running: '导出中', done: '已完成' },
  events: { progress: '登记进度', finish: '完成导出' },
} as const;

/** 名录导出: a registry of one department as files that can be imported again, for the person who asked for it alone. */
export const RegistryExport = z.strictObject({
  id: PlainId,
  kind: RegistryKind,
  /** Whose rows they are. */
  department: DepartmentCode,
  /** Of another department's objects, those that this one supervises. */
  supervisedBy: DepartmentCode.optional(),
  format: z.enum(exportFormats),
  status: z.enum(exportStatuses),
  /** Rows written so far. */
  progress: z.int().min(0),
  requestedBy: z.string(),
  requestedAt: Instant,
  finishedAt: Instant.optional(),
  /** None holds more rows than one import takes. */
  files: z
    .array(z.strictObject({ blob: z.string(), rows: z.int().min(0), bytes: z.int().min(0), sha256: Sha256Hex }))
    .readonly(),
});
export type RegistryExport = z.infer<typeof RegistryExport>;
