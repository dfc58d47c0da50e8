import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { followUpKindCodes } from '../../shared/codes/follow-ups.ts';
import { missingInReport } from '../../shared/domain/follow-up/closing.ts';
import { type FollowUp, timeliness } from '../../shared/domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../shared/domain/follow-up/follow-up-clocks.ts';
import { ownBasis, wantedOf } from '../../shared/domain/follow-up/opening.ts';
import {
  rectificationEvents,
  rectificationStatuses,
  rectificationTransitions,
  rectificationWords,
} from '../../shared/domain/follow-up/rectification.ts';
import {
  followUpEvents,
  followUpStatuses,
  followUpTransitions,
  followUpWords,
} from '../../shared/domain/follow-up/states.ts';
import {
  transferEvents,
  transferStatuses,
  transferTransitions,
  transferWords,
} from '../../shared/domain/follow-up/transfer-states.ts';
import { aFollowUp } from '../support/follow-ups.ts';
import { aFinding, aResult } from '../support/inspection-samples.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

const shippedCalendar = workCalendar(nationalCalendarYears);
const extendedOn = (on: string) => ({ reason: '须检验', to: '2026-07-01', by: 'u', on });

/** `followUp` of transitions.json, and a cancellation by a correction from wherever one is open. */
const allowed: readonly (readonly [from: string, event: string, to: string])[] = [
  ['opened', 'receive', 'received'],
  ['opened', 'return', 'returned'],
  ['opened', 'cancel', 'cancelled'],
  ['received', 'report', 'reported'],
  ['received', 'extend', 'received'],
  ['received', 'cancel', 'cancelled'],
  ['returned', 'redirect', 'opened'],
  ['returned', 'insist', 'disputed'],
  ['returned', 'cancel', 'cancelled'],
  ['disputed', 'decide', 'opened'],
  ['disputed', 'cancel', 'cancelled'],
  ['reported', 'confirm', 'closed'],
  ['reported', 'send-back', 'received'],
  ['reported', 'cancel', 'cancelled'],
  ['closed', 'reopen', 'received'],
];

describe('the workflow of follow-ups', () => {
  test.each(followUpStatuses.flatMap((from) => followUpEvents.map((event) => [from, event] as const)))(
    'one that is %s, asked to %s',
    (from, event) => {
      const [, , to] = allowed.find(([state, act]) => state === from && act === event) ?? [];
      const done = transition(followUpTransitions, followUpWords, from, event);
      expect(done.ok ? done.value : done.error.kind).toBe(to ?? 'illegal-transition');
    },
  );

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Follow-up');
    expect(drawn).toBe(stateDiagram(followUpTransitions, followUpWords, followUpStatuses, followUpEvents));
  });
});

describe('the workflows within a follow-up', () => {
  /** `rectification` and `criminalTransfer` of transitions.json. */
  test('of 责令改正 are the table of the specification and the diagram', () => {
    expect(rectificationTransitions).toEqual({
      ordered: { report: 'reported', verify: 'verified', fail: 'failed', extend: 'ordered' },
      reported: { verify: 'verified', fail: 'failed' },
      verified: {},
      failed: {},
    });
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Rectification');
    expect(drawn).toBe(
      stateDiagram(rectificationTransitions, rectificationWords, rectificationStatuses, rectificationEvents),
    );
  });

  test('of 涉嫌犯罪移送 are the table of the specification and the diagram', () => {
    expect(transferTransitions).toEqual({
      proposed: { approve: 'approved', refuse: 'refused' },
      approved: { 'hand-over': 'handed-over' },
      refused: { close: 'closed' },
      'handed-over': { receive: 'handed-over', file: 'filed', decline: 'not-filed', return: 'returned' },
      returned: { 'hand-over': 'handed-over' },
      filed: { 'deliver-goods': 'filed', close: 'closed' },
      'not-filed': { 'ask-review': 'reviewing', close: 'closed' },
      reviewing: { uphold: 'not-filed', reverse: 'filed' },
      closed: {},
    });
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Criminal transfer');
    expect(drawn).toBe(stateDiagram(transferTransitions, transferWords, transferStatuses, transferEvents));
  });
});

describe('the day by which the receiver acts', () => {
  const sent = (sentOn: string) => withFollowUpDue(aFollowUp({ sentOn }), shippedCalendar, sentOn);

  test.each([
    ['2026-02-13', '2026-02-27'],
    ['2026-04-17', '2026-04-24'],
    ['2026-12-24', '2026-12-31'],
    ['2026-12-25', undefined],
  ])('sent on %s it is signed by %s', (day, due) => {
    expect([sent(day).receiptDue, sent(day).due]).toEqual([due, due]);
  });

  test('signed on 28 April it is answered by 11 June', () => {
    const signed = {
      ...sent('2026-04-17'),
      status: 'received',
      receivedOn: '2026-04-28',
      answerFrom: '2026-04-28',
    } as const;
    const { receiptDue, answerDue, due } = withFollowUpDue(signed, shippedCalendar, '2026-04-28');
    expect([receiptDue, answerDue, due]).toEqual(['2026-04-24', '2026-06-11', '2026-06-11']);
  });

  const inHand = { status: 'received', receivedOn: '2026-04-28', answerFrom: '2026-04-28' } as const;
  const lay = { from: '2026-04-30', to: '2026-05-07' };
  test.each([
    // 30 April is not counted; 6 and 7 May are working days, the five before are a holiday.
    ['of thirty working days is two later', { kind: 'refer' }, [lay], '2026-06-15'],
    [
      'is not later for a report that was sent back on its day',
      { kind: 'refer' },
      [{ ...lay, to: lay.from }],
      '2026-06-11',
    ],
    ['counts each time', { kind: 'refer' }, [lay, { from: '2026-05-08', to: '2026-05-12' }], '2026-06-18'],
    // Seven days after Monday 27 July 2026.
    ['of ninety days is seven later', { kind: 'own-case' }, [lay], '2026-08-03'],
    [
      'that was named by an extension since is as named',
      { kind: 'refer', extension: extendedOn('2026-05-08') },
      [lay],
      '2026-07-01',
    ],
    [
      'that was named by an extension before is later',
      { kind: 'refer', extension: extendedOn('2026-04-29') },
      [lay],
      '2026-07-03',
    ],
  ] as const)('of the answer, after a report lay with its sender, %s', (_, more, withSender, due) => {
    const followUp = aFollowUp({ ...inHand, ...more, withSender });
    expect(withFollowUpDue(followUp, shippedCalendar, '2026-05-13').answerDue).toBe(due);
  });

  test('what was signed or answered before its year had a calendar has its day once the year has one', () => {
    const lastYear = workCalendar(nationalCalendarYears.filter(({ year }) => year < 2026));
    const of = (followUp: FollowUp, calendar = shippedCalendar) => {
      const { receiptDue, answerDue, due } = withFollowUpDue(followUp, calendar, '2026-04-28');
      return [receiptDue, answerDue, due];
    };
    const signed = aFollowUp({ ...inHand, receiver: 'NYNC', addressed: 'NYNC', sentOn: '2026-04-17' });
    expect(of(signed, lastYear)).toEqual([undefined, undefined, undefined]);
    expect(of(signed)).toEqual(['2026-04-24', '2026-06-11', '2026-06-11']);
    const report = { text: '已办理', by: 'u', on: '2026-04-28' };
    expect(of({ ...signed, status: 'reported', report })).toEqual(['2026-04-24', '2026-06-11', undefined]);
    // What stays with its own department is signed by nobody.
    expect(of({ ...signed, receiver: 'SCJG' })[0]).toBeUndefined();
  });

  test('it is known since it was set, however often it is counted', () => {
    const first = sent('2026-04-17');
    expect(withFollowUpDue(first, shippedCalendar, '2026-04-20').dueSince).toBe('2026-04-17');
  });

  test.each([
    ['2026-04-24', '2026-04-24', '2026-05-01', 'in-time'],
    ['2026-04-24', '2026-04-27', '2026-05-01', 'late'],
    ['2026-04-24', undefined, '2026-04-24', 'running'],
    ['2026-04-24', undefined, '2026-04-25', 'overdue'],
    [undefined, '2026-04-25', '2026-04-25', undefined],
  ])('due %s, done %s, seen on %s: %s', (due, done, today, verdict) => {
    expect(timeliness(due, done, today)).toBe(verdict);
  });
});

describe('what a result asks for (R34, R35)', () => {
  const farmers = { department: 'NYNC', basis: '种子法' } as const;
  const market = { department: 'SCJG', basis: '食品安全法' } as const;
  const asked = (
    findings: Parameters<typeof aFinding>[1][],
    competent: Parameters<typeof wantedOf>[1] = [market, farmers],
  ) => wantedOf(aResult({ findings: findings.map((each, n) => aFinding(`SCJG-00${n + 1}`, each)) }), competent);

  test.each(['2', '2a', '2b', '3', '4', '5', '6', '8'] as const)('code %s needs a measure', (code) => {
    expect(asked([{ codes: [code], measures: ['无需后续处置'] }])).toEqual({
      ok: false,
      error: { kind: 'follow-up-missing', items: ['SCJG-001的检查'] },
    });
  });

  test.each(['1', '7'] as const)('code %s needs none', (code) => {
    expect(asked([{ codes: [code], measures: [] }])).toEqual({ ok: true, value: [] });
  });

  test('items of one kind for one receiver are one follow-up; for two receivers, two', () => {
    const refer = { codes: ['8' as const], measures: ['移送案件线索' as const] };
    const one = asked([refer, refer]);
    expect(
      one.ok && one.value.map(({ receiver, basis, items }) => [receiver, basis, items.map(({ id }) => id)]),
    ).toEqual([['NYNC', '种子法', ['SCJG-001', 'SCJG-002']]]);
    const toOwn = { ...refer, receivers: [{ measure: '移送案件线索' as const, department: 'SCJG' as const }] };
    const two = asked([refer, toOwn]);
    expect(two.ok && two.value.map(({ receiver }) => receiver)).toEqual(['NYNC', 'SCJG']);
  });

  test('an order to put right stays with the own department, whoever else is competent', () => {
    const order = { codes: ['5' as const], measures: ['责令改正' as const] };
    const own = asked([order]);
    expect(own.ok && own.value).toMatchObject([{ kind: 'rectify', receiver: 'SCJG', basis: ownBasis }]);
    const other = asked([{ ...order, receivers: [{ measure: '责令改正', department: 'NYNC' }] }]);
    expect(other).toEqual({ ok: false, error: { kind: 'receiver-not-competent', competent: ['SCJG'] } });
  });
});

describe('a case that the receiver handles already (r4)', () => {
  const handed = ['feedback', 'refer', 'copy', 'other'];
  const report = { text: '已另案处理', decisionKind: 'r4', caseNumber: '睢农立〔2026〕2号' } as const;
  const missing = (more: Parameters<typeof aFollowUp>[0]) => missingInReport(aFollowUp(more), report);

  test.each(followUpKindCodes)('sent to another department as %s', (kind) => {
    const paths = missing({ kind, receiver: 'NYNC' }).map(({ path }) => path);
    expect(paths).toEqual(handed.includes(kind) ? [] : ['body.decisionKind']);
  });

  test.each(followUpKindCodes)('ends nothing that the own department has to do as %s', (kind) => {
    expect(missing({ kind }).map(({ path }) => path)).toEqual(['body.decisionKind']);
  });
});
