import * as z from 'zod';
import { exchangeFile } from '../functions/adapters/tabular/exchange-file.ts';
import { nationalCalendarYears } from '../shared/calendar/shipped-years.ts';
import { workCalendar } from '../shared/calendar/working-days.ts';
import { writableLayouts } from '../shared/codes/exchange/layouts.ts';
import { ackState, readAck } from '../shared/domain/exchange/ack.ts';
import { batchState, type ExportRow, planBatch, type ReportedRecord } from '../shared/domain/exchange/batch.ts';
import { nextBatchNumber } from '../shared/domain/exchange/batch-number.ts';
import { reconcile, stillLeaves } from '../shared/domain/exchange/leaving.ts';
import { codeGaps } from '../shared/domain/exchange/map-codes.ts';
import { exchangeRates } from '../shared/domain/exchange/rates.ts';
import { Row } from '../shared/domain/exchange/row.ts';
import { type Difference, differences } from './differences.ts';

const Changes = z.strictObject({
  edition: z.int().min(1).optional(),
  shown: z.boolean().optional(),
  again: z.boolean().optional(),
  /** Values in the place of the story's row. */
  row: Row.optional(),
  codes: z.record(z.string(), z.string()).optional(),
});
const Fault = z.strictObject({ kind: z.string(), field: z.string(), message: z.string() });

/**
 * A batch is built of all records as they then are, and handed over, unless one of its rows has to stay by then: then it is
 * given up.
 */
const Build = z.strictObject({
  build: z.strictObject({ day: z.iso.date(), at: z.iso.datetime({ offset: true }), by: z.string() }),
  records: z.record(z.string(), Changes),
  /** Records that are stopped after the batch was built and before it is handed over. */
  stopped: z.array(z.string()).optional(),
  answer: z.strictObject({
    batch: z.string(),
    rows: z.array(z.strictObject({ record: z.string(), id: z.string(), operation: z.enum(['i', 'u', 'd']) })),
    invalid: z.array(z.strictObject({ record: z.string(), faults: z.array(Fault) })),
    superseded: z.array(z.strictObject({ record: z.string(), batch: z.string() })),
    sha256: z.string(),
    handedOver: z.boolean(),
  }),
});
const Answered = z.strictObject({
  ack: Row,
  answer: z.strictObject({
    refused: z.string().nullable(),
    batches: z.record(z.string(), z.string()),
    success: z.int(),
    firstTime: z.int(),
  }),
});
const Look = z.strictObject({
  look: z.iso.date(),
  answer: z.strictObject({
    missing: z.array(z.string()),
    /** Our codes for which the receiver has none, by field. */
    gaps: z.record(z.string(), z.array(z.string())),
    /** Of the records that are not as they should be: what should be there, what was accepted, and how far it is. */
    reconciled: z.record(
      z.string(),
      z.strictObject({
        edition: z.int().nullable(),
        accepted: z.int().nullable(),
        state: z.string(),
        rejected: z.boolean(),
      }),
    ),
  }),
});

/** The format of a story of records that leave by a layout, of the answers to them, and of what is missing. */
export const ExchangeStory = z.object({
  story: z.strictObject({
    layout: z.enum(writableLayouts),
    row: Row,
    steps: z.array(z.union([Build, Answered, Look])).min(1),
  }),
});
export type ExchangeStory = z.infer<typeof ExchangeStory>;
type Step = ExchangeStory['story']['steps'][number];

interface Told {
  readonly row: Row;
  readonly layout: ExchangeStory['story']['layout'];
  readonly records: Map<string, ReportedRecord>;
  /** All that were ever given. */
  readonly numbers: string[];
  /** Those that were handed over. */
  readonly batches: Map<string, { readonly day: string; rows: ExportRow[] }>;
}

/** Lives through the story by the product's rules and compares every answer. */
export function checkExchangeStory({ story }: ExchangeStory): readonly Difference[] {
  const told: Told = { row: story.row, layout: story.layout, records: new Map(), numbers: [], batches: new Map() };
  return story.steps.flatMap((step, at) => differences(`/story/steps/${at}/answer`, step.answer, answerTo(step, told)));
}

const answerTo = (step: Step, told: Told): object => {
  if ('build' in step) return built(step, told);
  return 'ack' in step ? answered(step.ack, told) : seenOn(step.look, told);
};

function built({ build: { day, at, by }, records, stopped = [] }: z.infer<typeof Build>, told: Told) {
  for (const [record, { row, ...changes }] of Object.entries(records)) {
    const before = told.records.get(record) ?? { record, edition: 1, shown: true, values: told.row, sent: [] };
    told.records.set(record, { ...before, ...changes, ...(row && { values: { ...told.row, ...row } }) });
  }
  const number = nextBatchNumber(day, told.numbers);
  const { layout } = told;
  const { rows, invalid, superseded } = planBatch({ layout, number, at: new Date(at), by }, [...told.records.values()]);
  const { manifest } = exchangeFile({ layout, number }, rows);
  told.numbers.push(number);
  for (const record of stopped) change(told, record, () => ({ shown: false }));
  const handedOver = rows.every((row) => stillLeaves(row, { shown: told.records.get(row.record)?.shown === true }));
  if (handedOver) handOver(number, day, rows, told);
  return {
    batch: number,
    rows: rows.map(({ record, id, operation }) => ({ record, id, operation })),
    invalid: invalid.map(({ record, faults }) => ({
      record,
      faults: faults.map(({ kind, field, message }) => ({ kind, field, message })),
    })),
    superseded,
    ...{ sha256: manifest.sha256, handedOver },
  };
}

function handOver(number: string, day: string, rows: readonly ExportRow[], told: Told): void {
  told.batches.set(number, { day, rows: [...rows] });
  for (const row of rows) change(told, row.record, (known) => ({ sent: [...known.sent, row], lastValues: row.row }));
}

function answered(ack: Row, told: Told) {
  const read = readAck(ack, (number) => {
    const batch = told.batches.get(number);
    if (!batch) return undefined;
    const state = batch.rows.every(({ verdict }) => verdict === undefined) ? 'handed-over' : 'answered';
    return { number, layout: told.layout, state, ids: batch.rows.map(({ id }) => id) };
  });
  if (read.ok) {
    const batch = told.batches.get(read.value.batch);
    const verdicts = new Map(read.value.rows.map(({ id, verdict }) => [id, verdict]));
    if (batch) batch.rows = batch.rows.map((row) => ({ ...row, verdict: verdicts.get(row.id) }));
    for (const row of batch?.rows ?? [])
      change(told, row.record, ({ sent }) => ({ sent: sent.map((one) => (one.batch === row.batch ? row : one)) }));
  }
  const states = [...told.batches].map(([number, { rows }]) => {
    const later = ({ record, batch }: ExportRow) =>
      (told.records.get(record)?.sent ?? []).filter((row) => row.batch > batch);
    return [number, batchState(rows.map((row) => ({ row, later: later(row) })))];
  });
  return {
    refused: read.ok ? null : read.error.reason,
    batches: Object.fromEntries(states),
    ...exchangeRates([...told.records.values()].map(({ sent }) => sent)),
  };
}

function seenOn(today: string, { batches, records, layout }: Told) {
  const calendar = workCalendar(nationalCalendarYears);
  const missing = [...batches].filter(
    ([, { day, rows }]) =>
      rows.some(({ verdict }) => verdict === undefined) && ackState(day, today, calendar) === 'overdue',
  );
  const lines = [...records.values()]
    .map((known) => [known.record, reconcile(known, known.sent)] as const)
    .filter(([, { state }]) => state !== 'acknowledged')
    .map(([record, { edition, accepted, ...line }]) => [
      record,
      { edition: edition ?? null, accepted: accepted ?? null, ...line },
    ]);
  return {
    missing: missing.map(([number]) => number),
    gaps: Object.fromEntries(
      [...Map.groupBy(codeGaps(layout), ({ field }) => field)].map(([field, gaps]) => [
        field,
        gaps.map(({ code }) => code),
      ]),
    ),
    reconciled: Object.fromEntries(lines),
  };
}

function change(told: Told, record: string, changes: (known: ReportedRecord) => Partial<ReportedRecord>): void {
  const known = told.records.get(record);
  if (known) told.records.set(record, { ...known, ...changes(known) });
}
