import { err, ok, type Result } from '../../base/result.ts';
import { dueOf } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { ackVerdicts, layouts } from '../../codes/exchange/layouts.ts';
import type { RowVerdict } from './leaving.ts';
import type { Row, RowValue } from './row.ts';
import { validateRow } from './validate-row.ts';

/** R91: an answer that does not belong to the batch is refused whole. */
export interface AckMismatch {
  readonly kind: 'ack-mismatch';
  readonly reason: string;
}

/** What the receiver says of one row. */
export interface AckedRow {
  readonly id: string;
  readonly verdict: RowVerdict;
  /** The field that it names, if it does. */
  readonly field?: string;
  readonly message?: string;
}

/** The batch that an answer is held against. */
export interface AwaitingBatch {
  readonly number: string;
  readonly layout: string;
  readonly state: 'built' | 'handed-over' | 'answered';
  readonly ids: readonly string[];
}

const mismatch = (reason: string) => err({ kind: 'ack-mismatch', reason } as const);
const textOf = (value: RowValue | undefined): string => (typeof value === 'string' ? value : '');

/** R91: what a receiver's answer says of each row of a batch, or why it is refused whole; `find` looks a batch up. */
export function readAck(
  ack: Row,
  find: (number: string) => AwaitingBatch | undefined,
): Result<{ readonly batch: string; readonly rows: readonly AckedRow[] }, AckMismatch> {
  const [fault] = validateRow(layouts.ack, ack);
  if (fault) return mismatch(`${fault.field}：${fault.message}`);
  const number = textOf(ack.cd_batch);
  const batch = find(number);
  if (!batch) return mismatch(`没有批次 ${number}`);
  const reason = stateFault(batch) ?? countFault(batch, ack) ?? rowFault(batch, ack);
  return reason === undefined ? ok({ batch: number, rows: rowsOf(ack) }) : mismatch(reason);
}

function stateFault({ number, state }: AwaitingBatch): string | undefined {
  if (state === 'built') return `批次 ${number} 尚未报送`;
  return state === 'answered' ? `批次 ${number} 已有回执` : undefined;
}

function countFault({ layout, ids }: AwaitingBatch, ack: Row): string | undefined {
  const [total, accepted, rejected] = [ack.total, ack.accepted, ack.rejected].map(Number) as [number, number, number];
  const rows = rowsOf(ack);
  const found = rows.filter(({ verdict }) => verdict === 'accepted').length;
  if (ack.layout !== layout) return `版式为 ${textOf(ack.layout)}，报送时为 ${layout}`;
  if (total !== ids.length) return `总数为 ${total}，报送 ${ids.length} 行`;
  if (accepted + rejected !== total) return `通过 ${accepted} 与不通过 ${rejected} 之和不是总数 ${total}`;
  if (rows.length !== total) return `逐行 ${rows.length} 行，总数为 ${total}`;
  return found === accepted ? undefined : `逐行通过 ${found} 行，通过数为 ${accepted}`;
}

function rowFault({ ids }: AwaitingBatch, ack: Row): string | undefined {
  const words = new Set<RowValue | undefined>(Object.values(ackVerdicts));
  const strange = linesOf(ack).find(({ verdict }) => !words.has(verdict));
  if (strange) return `${textOf(strange.cd_id)} 的结论“${textOf(strange.verdict)}”不明`;
  const seen = new Set<string>();
  for (const { id } of rowsOf(ack)) {
    if (!ids.includes(id)) return `批次中没有 ${id}`;
    if (seen.has(id)) return `${id} 重复`;
    seen.add(id);
  }
  return undefined;
}

const linesOf = ({ rows }: Row): readonly Row[] =>
  rows === undefined || typeof rows === 'string' ? [] : rows.filter((line) => typeof line !== 'string');

const rowsOf = (ack: Row): readonly AckedRow[] =>
  linesOf(ack).map(({ cd_id, verdict, field, message }) => ({
    id: textOf(cd_id),
    verdict: verdict === ackVerdicts.accepted ? 'accepted' : 'rejected',
    ...(textOf(field) !== '' && { field: textOf(field) }),
    ...(textOf(message) !== '' && { message: textOf(message) }),
  }));

/** Whether the answer to a batch is missing: from the day after the last one on which it is awaited. */
export function ackState(
  handedOverOn: LocalDate,
  today: LocalDate,
  calendar: WorkCalendar,
): 'awaited' | 'overdue' | 'undetermined' {
  const due = dueOf(clocks.ackAwaited, handedOverOn, { calendar });
  if (due.kind === 'undetermined') return 'undetermined';
  return due.date < today ? 'overdue' : 'awaited';
}
