/** 新增、更新、删除, as receivers write them. */
export type RowOperation = 'i' | 'u' | 'd';
export type RowVerdict = 'accepted' | 'rejected';

/** A row of a record as it stands in a batch that left or is about to; `content` is the digest of its values. */
export interface SentRow {
  readonly batch: string;
  readonly operation: RowOperation;
  readonly edition: number;
  readonly content: string;
  /** What the receiver answered, as far as it did. */
  readonly verdict?: RowVerdict | undefined;
}

/** What a record is now. */
export interface RecordNow {
  readonly edition: number;
  /** Whether others may have it: nothing that is withheld, stopped, voided or internal (R92). */
  readonly shown: boolean;
  readonly content: string;
  /**
   * Somebody asks that a rejected row leave once more as it is, since the fault was the receiver's, or an accepted one
   * with what has been put right within its edition, such as a code.
   */
  readonly again?: boolean | undefined;
}

/**
 * R90: as what a record's row leaves now, after the rows that left before, in the order of their batches; nothing if the
 * receiver has, or will have, what it should. A record is `i` once, whatever became of that row: what follows is `u`, also
 * after a rejection or a deletion. A row without an answer may be with the receiver, so that a stop is told even so.
 */
export function operationFor(now: RecordNow, sent: readonly SentRow[]): RowOperation | undefined {
  const last = sent.at(-1);
  if (last === undefined) return now.shown ? 'i' : undefined;
  const standing = standingRow(sent);
  const stands = standing !== undefined && standing.operation !== 'd';
  const isSame = standing?.edition === now.edition && (!now.again || standing.content === now.content);
  const asItShould = now.shown ? stands && isSame : !stands;
  if (asItShould || (!now.again && wasRejected(now, last))) return undefined;
  return now.shown ? 'u' : 'd';
}

/** The last row that the receiver did not reject: what it has, or has once it answers. */
const standingRow = (sent: readonly SentRow[]): SentRow | undefined =>
  sent.findLast(({ verdict }) => verdict !== 'rejected');

/** What was rejected would be once more, until something about it changes. */
function wasRejected(now: RecordNow, { verdict, operation, edition, content }: SentRow): boolean {
  if (verdict !== 'rejected') return false;
  if (!now.shown) return operation === 'd';
  return operation !== 'd' && edition === now.edition && content === now.content;
}

/** R92: a row that was written into a batch while the record was shown does not leave once it no longer is. */
export const stillLeaves = ({ operation }: Pick<SentRow, 'operation'>, now: Pick<RecordNow, 'shown'>): boolean =>
  operation === 'd' || now.shown;

export type ExportRowState = 'pending' | 'accepted' | 'rejected' | 'superseded';

/**
 * The state of a row, given those that left for its record after it. One without an answer is superseded by the next one;
 * one that was rejected, once a later one was accepted.
 */
export function rowState({ verdict }: Pick<SentRow, 'verdict'>, later: readonly SentRow[]): ExportRowState {
  if (verdict === 'accepted') return 'accepted';
  if (verdict === undefined) return later.length > 0 ? 'superseded' : 'pending';
  return later.some((row) => row.verdict === 'accepted') ? 'superseded' : 'rejected';
}

/** The edition that the receiver has for certain; nothing when it has none. */
export function acceptedEdition(sent: readonly SentRow[]): number | undefined {
  const row = sent.findLast(({ verdict }) => verdict === 'accepted');
  return row === undefined || row.operation === 'd' ? undefined : row.edition;
}

/** R94: how far a record has come with a receiver. */
export const reportStates = { unreported: '未报送', reported: '已报送', acknowledged: '已回执' } as const;
export type ReportState = keyof typeof reportStates;

/** One line of the daily comparison (对账): what should be with the receiver, and what it has accepted. */
export interface Reconciled {
  readonly edition: number | undefined;
  readonly accepted: number | undefined;
  readonly state: ReportState;
  /** The last row was rejected: somebody has to put the record right, or to take it up with the receiver. */
  readonly rejected: boolean;
}

/** Compares a record with what its receiver has. */
export function reconcile(now: Pick<RecordNow, 'edition' | 'shown'>, sent: readonly SentRow[]): Reconciled {
  const edition = now.shown ? now.edition : undefined;
  const accepted = acceptedEdition(sent);
  const standing = standingRow(sent);
  const standingEdition = standing?.operation === 'd' ? undefined : standing?.edition;
  const isSettled = standing === undefined || standing.verdict === 'accepted';
  const state =
    standingEdition !== edition ? 'unreported' : isSettled && accepted === edition ? 'acknowledged' : 'reported';
  return { edition, accepted, state, rejected: state === 'unreported' && sent.at(-1)?.verdict === 'rejected' };
}
