import type { DepartmentCode } from '../../base/primitives.ts';
import type { Batch } from './batch.ts';

/** Of suiji-draw/1: without a key. It is kept and shown; until it was drawn it can only be voided. */
export const isEarlier = ({ key }: Pick<Batch, 'key'>): boolean => key === undefined;

/** The draw has taken place, whatever its outcome. */
export const isDrawn = ({ status }: Batch): boolean => ['drawn', 'match-failed', 'dispatched'].includes(status);

/** Every department that leads one of its entries leads the batch. */
export const isLedBy = ({ department, entries }: Pick<Batch, 'department' | 'entries'>, by: DepartmentCode): boolean =>
  department === by || entries.some(({ lead }) => lead === by);

/** R4: public from the commitment on; a batch voided before that never is. */
export const isPublic = ({ committedAt, voided }: Pick<Batch, 'committedAt' | 'voided'>): boolean =>
  committedAt !== undefined || voided !== undefined;

/** Freezing shard by shard: neither frozen yet nor found impossible to freeze. */
export const isFreezing = ({ status, freezeFailure }: Batch): boolean =>
  status === 'freezing' && freezeFailure === undefined;

/** Committed, and neither dispatched nor voided. */
export const isBeingDrawn = ({ status }: Batch): boolean => ['committed', 'revealed', 'drawn'].includes(status);

/** The process still has something to do. */
export const inProcess = (batch: Batch): boolean => !isEarlier(batch) && (isFreezing(batch) || isBeingDrawn(batch));

/** Whether the list is public: with it the salt, and who came as a reserve. */
export const isListPublic = ({ list, framesPublishedAt }: Pick<Batch, 'list' | 'framesPublishedAt'>): boolean =>
  list?.publishedAt !== undefined || framesPublishedAt !== undefined;

/** The last day of the inspections. */
export const lastDayOf = ({ window, inspectBy }: Pick<Batch, 'window' | 'inspectBy'>): string => inspectBy ?? window.to;

/** 检查后公示: drawn, in whatever state since, and the list is not public yet. A draw that was voided or not matched owes it all the same. */
export const owesList = ({ list, framesPublishedAt }: Pick<Batch, 'list' | 'framesPublishedAt'>): boolean =>
  list !== undefined && list.publishedAt === undefined && framesPublishedAt === undefined;
