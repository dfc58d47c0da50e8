import type { DepartmentCode } from '../../base/primitives.ts';
import { formatChineseDate, type LocalDate } from '../../calendar/local-date.ts';
import type { Reminder } from '../../domain/deadline/reminders.ts';
import { type Inbox, personalInbox } from '../../domain/notice/inbox.ts';
import { type DigestEntry, type Notice, noticeIdOf, type ReminderKind } from '../../domain/notice/notice.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { OwedOrder } from '../check/owed-orders.ts';
import type { OwedFollowUp } from '../follow-up/owed-follow-ups.ts';
import type { OwedLead } from '../lead/owed-leads.ts';
import { nameToTell } from '../notice/told.ts';
import type { OwedMatter } from './owed-matters.ts';
import type { Owed } from './owed-reminders.ts';

/** The reminders that one inbox is owed, as they are found. */
export interface Owing {
  readonly inbox: Inbox;
  readonly department: DepartmentCode;
  readonly inspectorId?: string;
  readonly reminders: (Reminder & { readonly entry: DigestEntry })[];
}

/**
 * Adds what is owed for one result to the inboxes it concerns: its department's, and while the result waits for the
 * team, each of the team's.
 */
export function addOwed(owing: Map<Inbox, Owing>, { result, reminders }: Owed): void {
  const { department, inspectors } = result;
  const team = waitsForTeam(result) ? inspectors : [];
  const added = reminders.map((reminder) => ({ ...reminder, entry: entryOf(result, reminder) }));
  addTo(owing, [{ department }, ...team.map((inspectorId) => ({ department, inspectorId }))], added);
}

/** Adds what is owed for one lead to its department's inbox, under its number: nobody learns from a message what it is about. */
export function addOwedLead(owing: Map<Inbox, Owing>, { lead, reminders }: OwedLead): void {
  const { id: leadId, number, due = '', department } = lead;
  const entry = { leadId, name: `线索${number}`, due };
  const added = reminders.map((reminder) => ({
    ...reminder,
    entry: { ...entry, kind: reminder.kind, day: reminder.day },
  }));
  addTo(owing, [{ department }], added);
}

/**
 * Adds what is owed for one follow-up to its receiver's inbox; once it is overdue, which is the receiver's delay (R41), its
 * sender is told as well.
 */
export function addOwedFollowUp(owing: Map<Inbox, Owing>, { followUp, reminders }: OwedFollowUp): void {
  const { id: followUpId, number, due = '', receiver, sender, letter } = followUp;
  const added = reminders.map((reminder) => {
    const { kind, day } = reminder;
    return { ...reminder, entry: { followUpId, name: `后续处置${number}`, due, kind, day } };
  });
  // Who is written to reads no inbox: the sender asks for the receipt and the answer.
  addTo(owing, [{ department: letter ? sender : receiver }], added);
  const overdue = added.filter(({ kind }) => kind.endsWith('-overdue'));
  if (sender !== receiver && !letter) addTo(owing, [{ department: sender }], overdue);
}

/** Adds what is owed for one urgent check to its department's inbox, under the number of its lead. */
export function addOwedOrder(owing: Map<Inbox, Owing>, { order, reminders }: OwedOrder): void {
  const { id: checkOrderId, leadNumber, department, urgency } = order;
  const entry = { checkOrderId, name: `线索${leadNumber}的先行检查`, due: urgency?.due ?? '' };
  const added = reminders.map((reminder) => ({
    ...reminder,
    entry: { ...entry, kind: reminder.kind, day: reminder.day },
  }));
  addTo(owing, [{ department }], added);
}

/** Adds what is owed for a matter to the inbox of the department that it waits for. */
export function addOwedMatter(owing: Map<Inbox, Owing>, { id, name, due, department, reminders }: OwedMatter): void {
  const added = reminders.map((reminder) => ({
    ...reminder,
    entry: { matterId: id, name, due, kind: reminder.kind, day: reminder.day },
  }));
  addTo(owing, [{ department }], added);
}

function addTo(
  owing: Map<Inbox, Owing>,
  receivers: readonly Pick<Owing, 'department' | 'inspectorId'>[],
  added: Owing['reminders'],
): void {
  if (added.length === 0) return;
  for (const to of receivers) {
    const inbox = to.inspectorId === undefined ? to.department : personalInbox(to.inspectorId);
    const known = owing.get(inbox);
    if (known) known.reminders.push(...added);
    else owing.set(inbox, { inbox, ...to, reminders: [...added] });
  }
}

const waitsForTeam = ({ status }: InspectionResult): boolean => ['assigned', 'draft', 'returned'].includes(status);

const entryOf = (result: InspectionResult, { kind, day }: Reminder): DigestEntry => ({
  kind,
  day,
  resultId: result.id,
  name: nameToTell(result.object),
  due: dueOf(result, kind),
});

function dueOf({ deadline, inspectBy, inspectedOn }: InspectionResult, kind: ReminderKind): LocalDate {
  if (kind === 'late-entry') return inspectedOn ?? inspectBy;
  return kind.startsWith('visit') ? inspectBy : (deadline ?? inspectBy);
}

/** A digest is one row, which holds at most 400 KB. */
const longestDigest = 600;

/** What a digest says of each kind, the most urgent first. */
const kindWords = {
  overdue: '逾期未公示',
  'matter-overdue': '限时事项逾期未办理',
  'lead-overdue': '线索逾期未办理',
  'receipt-overdue': '后续处置逾期未签收',
  'answer-overdue': '后续处置逾期未反馈',
  'letter-overdue': '函件逾期未送达或未收到回执',
  'rectify-overdue': '责令改正逾期未复查',
  'approval-overdue': '先行检查逾期未补批',
  'objection-overdue': '异议逾期未决定',
  'repair-overdue': '信用修复逾期未办理',
  'share-overdue': '共享申请逾期未办理',
  'review-overdue': '互认逾期未复核',
  'data-check-overdue': '数据校核逾期未答复',
  'visit-overdue': '逾期未检查',
  'late-entry': '已检查未提交',
  'lead-due-0': '线索今日到期',
  'matter-due-1': '限时事项距期限1个工作日',
  'lead-due-1': '线索距期限1个工作日',
  'receipt-due-1': '后续处置距签收期限1个工作日',
  'answer-due-1': '后续处置距反馈期限1个工作日',
  'letter-due-1': '函件距送达或回执期限1个工作日',
  'rectify-due-1': '责令改正距期限1个工作日',
  'approval-due-1': '先行检查距补批期限1个工作日',
  'objection-due-1': '异议距决定期限1个工作日',
  'repair-due-1': '信用修复距期限1个工作日',
  'share-due-1': '共享申请距期限1个工作日',
  'review-due-1': '互认距复核期限1个工作日',
  'data-check-due-1': '数据校核距期限1个工作日',
  'due-soon-1': '距公示期限1个工作日',
  'visit-due-1': '距检查期满1个工作日',
  'due-soon-5': '距公示期限5个工作日',
  'visit-due-5': '距检查期满5个工作日',
  'matter-due-5': '限时事项距期限5个工作日',
  'lead-due-5': '线索距期限5个工作日',
  'receipt-due-5': '后续处置距签收期限5个工作日',
  'letter-due-5': '函件距送达或回执期限5个工作日',
  'rectify-due-5': '责令改正距期限5个工作日',
  'answer-due-5': '后续处置距反馈期限5个工作日',
  'objection-due-5': '异议距决定期限5个工作日',
  'repair-due-5': '信用修复距期限5个工作日',
  'share-due-5': '共享申请距期限5个工作日',
  'review-due-5': '互认距复核期限5个工作日',
  'data-check-due-5': '数据校核距期限5个工作日',
} as const satisfies Record<ReminderKind, string>;
const urgency = Object.keys(kindWords) as readonly ReminderKind[];

const subjectOf = ({ resultId, leadId, followUpId, checkOrderId, matterId }: DigestEntry): string =>
  resultId ?? leadId ?? followUpId ?? checkOrderId ?? matterId ?? '';
const keyOf = (entry: DigestEntry): string => `${subjectOf(entry)} ${entry.kind} ${entry.day}`;

/**
 * The digest of one inbox and day, without what earlier ones have told; undefined if nothing is left. An earlier one
 * that could not list everything has told all of its day.
 */
export function digestOf(
  { inbox, department, inspectorId, reminders }: Owing,
  earlier: readonly Pick<Notice, 'day' | 'entries' | 'more'>[],
  day: LocalDate,
  now: Date,
): Notice | undefined {
  const told = new Set(earlier.flatMap(({ entries = [] }) => entries.map(keyOf)));
  const complete = earlier.flatMap((each) => (each.more ? [each.day] : []));
  const owed = reminders
    .filter(({ entry }) => !told.has(keyOf(entry)) && !complete.some((until) => entry.day <= until))
    .toSorted((a, b) => compare(a.entry, b.entry));
  if (owed.length === 0) return undefined;
  const current = owed.filter(({ moot }) => !moot).map(({ entry }) => entry);
  const entries = owed.slice(0, longestDigest).map(({ entry }) => entry);
  const at = now.toISOString();
  return {
    id: digestIdOf(inbox, day),
    department,
    ...(inspectorId !== undefined && { inspectorId }),
    kind: 'digest',
    day,
    text: digestText(current.length > 0 ? current : entries, day),
    entries,
    ...(owed.length > entries.length && { more: owed.length - entries.length }),
    createdAt: at,
    claimedAt: at,
    delivery: current.length > 0 ? 'pending' : 'kept',
  };
}

export const digestIdOf = (inbox: Inbox, day: LocalDate): string => noticeIdOf(inbox.replace(':', '-'), 'digest', day);

/** The most urgent kind first, of each the latest day, then the earliest last day. */
function compare(a: DigestEntry, b: DigestEntry): number {
  const order = urgency.indexOf(a.kind) - urgency.indexOf(b.kind);
  if (order !== 0) return order;
  return a.day === b.day
    ? a.due.localeCompare(b.due) || subjectOf(a).localeCompare(subjectOf(b))
    : a.day < b.day
      ? 1
      : -1;
}

/** The kinds that a digest's line counts one by one; it is one line, whatever is owed. */
const kindsNamed = 7;

/** Each result, lead, follow-up and matter counts once in each kind, however many days of it are made up for. */
function digestText(entries: readonly DigestEntry[], day: LocalDate): string {
  const counts = urgency.flatMap((kind) => {
    const subjects = new Set(entries.flatMap((entry) => (entry.kind === kind ? [subjectOf(entry)] : [])));
    return subjects.size > 0 ? [{ kind, count: subjects.size }] : [];
  });
  const named = counts.slice(0, kindsNamed).map(({ kind, count }) => `${kindWords[kind]}${count}件`);
  const rest = counts.slice(kindsNamed).reduce((sum, { count }) => sum + count, 0);
  const others = rest > 0 ? `，另有${rest}件` : '';
  const [first] = entries;
  const most = first ? `最急的是“${first.name}”（${kindWords[first.kind]}，${lastDay(first)}）。` : '';
  return `截至${formatChineseDate(day)}：${named.join('、')}${others}。${most}明细见收件箱。`;
}

const lastDay = ({ kind, due }: DigestEntry): string =>
  kind === 'late-entry' ? `${formatChineseDate(due)}检查` : `期限${formatChineseDate(due)}`;
