import { everyClass } from './strata-rules.ts';

/** 自查单: what an object gets to find its own row. Whoever holds it knows the object's stratum. */
export interface Slip {
  readonly batch: string;
  readonly frame: string;
  readonly id: string;
  readonly version: number;
  readonly places: string;
  readonly salt: string;
}

export interface SlipCircumstances {
  /** The object's stratum in the frame. */
  readonly stratum: string;
  /** The document by which classes are told to subjects; absent where there is none. */
  readonly classToSubject?: string;
  readonly listPublicity: '公示名单' | '检查后公示';
  readonly committed: boolean;
  readonly listPublished: boolean;
  /** Whether the object's own visit in this batch is over. */
  readonly visitOver: boolean;
}

export type SlipRefusal = 'class-not-for-subject' | 'not-committed' | 'list-not-published';

/**
 * Why no slip may be given yet, or at all. It tells the class, so a document has to allow that, unless the class decides
 * nothing in the frame; and with a list that is sealed it would tell beforehand who is drawn.
 */
export function slipRefusal(circumstances: SlipCircumstances): SlipRefusal | undefined {
  const { stratum, classToSubject, listPublicity, committed, listPublished, visitOver } = circumstances;
  if (stratum !== everyClass && classToSubject === undefined) return 'class-not-for-subject';
  if (!committed) return 'not-committed';
  return listPublicity === '检查后公示' && !listPublished && !visitOver ? 'list-not-published' : undefined;
}
