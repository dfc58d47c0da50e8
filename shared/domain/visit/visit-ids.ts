import type { DepartmentCode } from '../../base/primitives.ts';
import { sha256 } from '../../draw/sha256.ts';

/** An id has at most 64 characters; this leaves room for a batch prefix and a department suffix. */
const longestNamedObject = 32;

/**
 * Visit and result ids are derived from their subject, so writing them twice writes the same rows. An object id that is
 * too long is replaced by its digest.
 */
export const visitIdOf = (batchId: string, objectId: string): string =>
  `${batchId}.${objectId.length > longestNamedObject ? sha256(objectId).slice(0, longestNamedObject) : objectId}`;

/**
 * The id of a direct check, which is public with its results: it shows neither the order, which is not public, nor the
 * object.
 */
export const caseVisitIdOf = (checkOrderId: string, objectId: string): string =>
  `case-${sha256(`${checkOrderId} ${objectId}`).slice(0, 32)}`;

export const resultIdOf = (visitId: string, department: DepartmentCode): string => `${visitId}.${department}`;
