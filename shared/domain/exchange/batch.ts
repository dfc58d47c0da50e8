import { formatChineseTime, localDateOf, statedTime } from '../../calendar/local-date.ts';
import { type LayoutCode, layouts } from '../../codes/exchange/layouts.ts';
import { sha256 } from '../../draw/sha256.ts';
import { rowIdOf } from './batch-number.ts';
import { operationFor, type RowOperation, rowState, type SentRow } from './leaving.ts';
import { type AssembledRow, assembleRow, mapCodes } from './map-codes.ts';
import type { Row } from './row.ts';

/** A record that has a row in a layout, with everything that left for it before. */
export interface ReportedRecord {
  readonly record: string;
  readonly edition: number;
  readonly shown: boolean;
  readonly again?: boolean | undefined;
  /** Its values without what the batch fills in (`envelopeOf`), and those of our codes that have to be mapped. */
  readonly values: Row;
  readonly codes?: Readonly<Record<string, string>> | undefined;
  /** In the order of their batches. */
  readonly sent: readonly SentRow[];
  /** The values of the last of them: a deletion repeats them, so that it tells nothing that is not out already. */
  readonly lastValues?: Row | undefined;
}

/** A row of a batch. */
export interface ExportRow extends SentRow {
  readonly id: string;
  readonly record: string;
  /** As the file holds it. */
  readonly row: Row;
}

/** A row that stays, with every reason. */
export interface InvalidRow {
  readonly record: string;
  readonly edition: number;
  readonly operation: RowOperation;
  readonly faults: AssembledRow['faults'];
}

/** What is to leave now. */
export interface PlannedBatch {
  readonly rows: readonly ExportRow[];
  /** R88: never dropped: each waits until it has been put right. */
  readonly invalid: readonly InvalidRow[];
  /** R90: rows without an answer in whose place a newer one leaves. */
  readonly superseded: readonly { readonly record: string; readonly batch: string }[];
}

export interface BatchEnvelope {
  readonly layout: LayoutCode;
  readonly number: string;
  readonly at: Date;
  /** The name of who reports. */
  readonly by: string;
}

/**
 * R88–R90, R92: which rows of these records leave in the next batch of a layout, as what, and which stay.
 *
 * @throws RangeError for a record that is given twice: it would leave twice.
 */
export function planBatch(envelope: BatchEnvelope, records: readonly ReportedRecord[]): PlannedBatch {
  if (new Set(records.map(({ record }) => record)).size < records.length)
    throw new RangeError('a record has one row in a batch');
  const planned = records.map((record) => plannedRow(envelope, record));
  const rows = planned.flatMap((one) => (one && 'row' in one ? [one] : []));
  const leaving = new Set(rows.map(({ record }) => record));
  return {
    rows,
    invalid: planned.flatMap((one) => (one && 'faults' in one ? [one] : [])),
    superseded: records
      .filter(({ record }) => leaving.has(record))
      .flatMap(({ record, sent }) =>
        sent
          .filter((row, at) => rowState(row, sent.slice(at + 1)) === 'pending')
          .map(({ batch }) => ({ record, batch })),
      ),
  };
}

function plannedRow(envelope: BatchEnvelope, given: ReportedRecord): ExportRow | InvalidRow | undefined {
  const { record, edition, sent, values, codes = {}, lastValues = {} } = given;
  const content = contentOf({ ...values, ...mapCodes(envelope.layout, codes).row });
  const operation = operationFor({ ...given, content }, sent);
  if (operation === undefined) return undefined;
  const id = rowIdOf(envelope.layout, record);
  const own = envelopeOf(envelope, id, operation);
  const { row, faults } =
    operation === 'd'
      ? assembleRow(envelope.layout, { ...lastValues, ...own })
      : assembleRow(envelope.layout, { ...values, ...own }, codes);
  if (faults.length > 0) return { record, edition, operation, faults };
  return { ...{ id, record, edition, operation, content, row }, batch: envelope.number };
}

/** Of the fields that a batch fills in itself, those that the layout has. */
function envelopeOf({ layout, number, at, by }: BatchEnvelope, id: string, operation: RowOperation): Row {
  const all = {
    ...{ record_unique_identity: id, cd_id: id, cd_operation: operation, cd_time: statedTime(at), cd_batch: number },
    ...{ submitted_date: localDateOf(at), submitted_personnel: by, submitted: `${formatChineseTime(at)}，${by}` },
  };
  const names = new Set(layouts[layout].fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

/** As the receiver would have it: a counterpart that was put right is a correction of what was rejected. */
const contentOf = (values: Row): string =>
  sha256(JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1))));

export type AnsweredBatch = 'handed-over' | 'acknowledged' | 'partly' | 'rejected';

/** The state of a batch that was handed over, by its rows, each with those that left for its record later. */
export function batchState(
  rows: readonly { readonly row: Pick<SentRow, 'verdict'>; readonly later: readonly SentRow[] }[],
): AnsweredBatch {
  if (rows.some(({ row }) => row.verdict === undefined)) return 'handed-over';
  if (rows.every(({ row }) => row.verdict === 'rejected')) return 'rejected';
  const open = rows.some(({ row, later }) => rowState(row, later) === 'rejected');
  return open ? 'partly' : 'acknowledged';
}
