import { type ClassSource, classSources } from '../../codes/credit-classes.ts';
import type { ClassBy } from './class-by.ts';
import type { RegistryKind } from './kinds.ts';
import type { InspectionObject, RegistryRow } from './registry.ts';

/*
 * R60: nobody types the class of an object. It is what the object was entered with, until the first file of classes gives
 * it; from then on files alone change it.
 */

/** Whether somebody would write another class of an object that is there. */
export const hasOtherClass = (before: RegistryRow[RegistryKind], after: RegistryRow[RegistryKind]): boolean =>
  'creditClass' in before && 'creditClass' in after && before.creditClass !== after.creditClass;

/** The month of a file of classes and whose it is. */
export interface ClassFileOf {
  readonly month: string;
  readonly source: ClassSource;
}

/** What a row of a file of classes says of an object. */
export type GivenClass = Pick<InspectionObject, 'creditClass'> & Pick<ClassBy, 'score' | 'direct'>;

/**
 * What a file does to an object: to a lower risk (`up`) or a higher one (`down`), `rescored` within its class, or `new`, that
 * is not in the last file; `gone` from it for the first time, or `stale`, gone from two in a row. `kept` by a source that
 * goes before.
 */
export type ClassStep = 'up' | 'down' | 'rescored' | 'same' | 'new' | 'kept' | 'gone' | 'stale';

export interface Classed {
  readonly step: ClassStep;
  /** Absent where nothing changes. */
  readonly value?: InspectionObject;
}

/** An object as a row of a file gives it. */
export function classGiven(object: InspectionObject, given: GivenClass, { month, source }: ClassFileOf): Classed {
  const { classBy: by, creditClass: before } = object;
  if (by && by.staleSince === undefined && goesBefore(by.source, source)) return { step: 'kept' };
  const { creditClass, score, direct } = given;
  const known = wasInLast(by, source);
  if (known && creditClass === before && score === by?.score && sameLists(direct, by?.direct)) return { step: 'same' };
  const classBy = { month, source, ...(score !== undefined && { score }), ...(direct && { direct }) };
  const value = { ...object, creditClass, classBy };
  if (!known) return { step: 'new', value };
  return { step: creditClass === before ? 'rescored' : creditClass < before ? 'up' : 'down', value };
}

/** An object that a file lacks: the second file in a row that does so leaves its class stale, and it counts as class B. */
export function classMissing(object: InspectionObject, { month, source }: ClassFileOf): Classed {
  const { classBy: by, status } = object;
  if (by?.source !== source || by.staleSince !== undefined || !(status === '存续' || status === '停业'))
    return { step: 'same' };
  const { absentSince } = by;
  if (absentSince === undefined) return { step: 'gone', value: { ...object, classBy: { ...by, absentSince: month } } };
  // A corrected file of the same month is not the next one.
  if (absentSince >= month) return { step: 'same' };
  const classBy = { month: by.month, source, absentSince, staleSince: month };
  return { step: 'stale', value: { ...object, creditClass: 'B', classBy } };
}

const goesBefore = (one: ClassSource, other: ClassSource): boolean =>
  classSources.indexOf(one) < classSources.indexOf(other);

const wasInLast = (by: ClassBy | undefined, source: ClassSource): boolean =>
  by?.source === source && by.absentSince === undefined && by.staleSince === undefined;

const sameLists = (one: ClassBy['direct'] = [], other: ClassBy['direct'] = []): boolean =>
  one.length === other.length && one.every((list) => other.includes(list));
