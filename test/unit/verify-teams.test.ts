import { describe, expect, test } from 'vitest';
import { buildFrame, frameLines } from '../../shared/draw/one/frame.ts';
import type { InspectorFrame } from '../../shared/draw/one/manifest.ts';
import type { DrawRecord } from '../../shared/draw/one/record.ts';
import { type ListedTeam, teamsDigest } from '../../shared/draw/one/team-list.ts';
import { teamTicket } from '../../shared/draw/one/tickets.ts';
import { checkTeams } from '../../shared/draw/one/verify-teams.ts';

const seed = 'a'.repeat(64);
const salt = 'b'.repeat(64);
const inTeamOrder = (visit: string, ...ids: string[]) =>
  ids.toSorted((a, b) => (teamTicket(seed, visit, a) < teamTicket(seed, visit, b) ? -1 : 1));

const files = new Map<string, readonly string[]>();
const frameOf = (frame: string, department: string, ids: readonly string[]): InspectorFrame => {
  const built = buildFrame(ids.map((id) => ({ id, stratum: department, version: 1 })));
  if (!built.ok) throw new Error(built.error.kind);
  files.set(frame, [...frameLines(built.value)]);
  const { root, size } = built.value;
  return { frame, department, root, size, strata: [{ stratum: department, size }] };
};
const inspectors = [frameOf('N-SCJG', 'SCJG', ['R1', 'R2', 'R3']), frameOf('N-WJW', 'WJW', ['W1', 'W2'])];
const experts = [frameOf('N-SCJG-Z', 'SCJG', ['Z1', 'Z2'])];

/** One shop, checked by two departments of which one brings experts. */
const scjg: ListedTeam = {
  objectId: 'SHOP',
  department: 'SCJG',
  members: inTeamOrder('SHOP', 'R1', 'R2'),
  leader: 'R2',
  experts: ['Z1', 'Z2'],
};
const wjw: ListedTeam = { objectId: 'SHOP', department: 'WJW', members: inTeamOrder('SHOP', 'W1', 'W2') };

const recordOf = (first: ListedTeam, second: ListedTeam = wjw, list: object = {}, rules: object = {}): DrawRecord => ({
  manifest: {
    spec: 'suiji-draw/1',
    batch: 'N',
    randomness: { kind: 'ceremony', parties: ['CZJ', 'SFJ'], deadline: '2026-11-23T02:00:00.000Z' },
    frames: [],
    inspectors,
    experts,
    matching: { perDepartment: 2, window: { from: '2026-12-01', to: '2026-12-31' }, ...rules },
  },
  manifestDigest: '',
  randomness: '',
  seed,
  frames: [],
  visits: [
    {
      objectId: 'SHOP',
      ticket: '',
      checks: ['SCJG', 'WJW'].map((department) => ({ department, items: [], frames: [] })),
    },
  ],
  list: { digest: '', salt, teams: teamsDigest([first, second], salt), ...list },
  teams: [first, second],
});
const stepsOf = (record: DrawRecord, given: ReadonlyMap<string, Iterable<string>> = files) =>
  checkTeams(record, given).filter(({ outcome }) => outcome !== 'passed');
const without = (frame: string) => new Map([...files].filter(([name]) => name !== frame));

describe('the teams of a published list', () => {
  test('pass with a leader and with experts who stand in the frames', () => {
    expect(checkTeams(recordOf(scjg), files).map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'inspectors passed',
      'inspectors passed',
      'inspectors passed',
      'teams passed',
      'teams passed',
    ]);
  });

  test.each<[string, ListedTeam, ListedTeam, string]>([
    ['an expert whom no frame knows', { ...scjg, experts: ['Z1', 'COUSIN'] }, wjw, 'expert-not-in-frame'],
    ['an expert who comes twice', { ...scjg, experts: ['Z1', 'Z1'] }, wjw, 'expert-repeated'],
    ['a member who comes as an expert as well', { ...scjg, experts: ['Z1', 'R1'] }, wjw, 'expert-repeated'],
    [
      'an expert of a department that has none',
      { ...scjg, experts: [] },
      { ...wjw, experts: ['Z1'] },
      'expert-not-in-frame',
    ],
    ['a leader who is not of the team', { ...scjg, leader: 'R3' }, wjw, 'leader-not-a-member'],
    [
      'a member more than the rule says',
      { ...scjg, members: inTeamOrder('SHOP', 'R1', 'R2', 'R3') },
      wjw,
      'too-many-members',
    ],
    ['a single inspector', { ...scjg, members: ['R2'] }, wjw, 'too-few-members'],
    ['teams in another order', wjw, scjg, 'team-not-asked-for'],
  ])('fail by %s', (_, first, second, reason) => {
    expect(stepsOf(recordOf(first, second))).toMatchObject([{ step: 'teams', outcome: 'failed', reason }]);
  });

  test('without a leader fail where the rules of the match ask for one, and only there', () => {
    expect(stepsOf(recordOf(scjg, wjw, {}, { teamLeader: true }))).toEqual([
      { step: 'teams', outcome: 'failed', where: 'SHOP WJW', reason: 'leader-missing' },
    ]);
    const led = { ...wjw, leader: 'W1' };
    expect(stepsOf(recordOf(scjg, led, {}, { teamLeader: true }))).toEqual([]);
    expect(stepsOf(recordOf(scjg, wjw, {}, { teamLeader: false }))).toEqual([]);
  });

  test('are not settled where the experts’ frame is missing, and settled where nobody brings one', () => {
    expect(stepsOf(recordOf(scjg), without('N-SCJG-Z'))).toEqual([
      { step: 'inspectors', outcome: 'not-checked', where: 'N-SCJG-Z', reason: 'frame-file-not-given' },
      { step: 'teams', outcome: 'not-checked', where: 'SCJG', reason: 'frame-file-not-given' },
    ]);
    const { experts: _, ...alone } = scjg;
    expect(stepsOf(recordOf(alone), without('N-SCJG-Z')).map(({ step }) => step)).toEqual(['inspectors']);
  });

  test('are not settled without their digest', () => {
    expect(stepsOf(recordOf(scjg, wjw, { teams: undefined }))).toEqual([
      { step: 'teams', outcome: 'not-checked', reason: 'teams-digest-not-published' },
    ]);
  });
});
