import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import type { MatchingRules } from '../../shared/draw/manifest.ts';
import type { DrawRecord } from '../../shared/draw/record.ts';
import { type ListedObject, type ListedTeam, listDigest, teamsDigest } from '../../shared/draw/sealed-list.ts';
import type { Slip } from '../../shared/draw/slip.ts';
import type { VerificationStep } from '../../shared/draw/verification-step.ts';
import { checkList } from '../../shared/draw/verify-list.ts';
import { checkSlip } from '../../shared/draw/verify-slip.ts';
import { checkTeams } from '../../shared/draw/verify-teams.ts';
import { recordOf } from '../../shared/verification/two/record-of.ts';
import { key, number, publishedDrawTwo } from '../support/published-draw-two.ts';

/* Lists and teams whose digests were made anew, so that each is refused by one check of the verifier and by no other. */

const published = publishedDrawTwo('ceremony');
const { list, files, manifest } = published;
const record = recordOf({ draw: published.draw, list: [...list] }, manifest);
const { objects = [], teams = [] } = record;
const { listSalt, saltsOf } = batchKey(key);
const [one, two] = manifest.frames.map(({ frame }) => frame) as [string, string];
const faultsIn = (steps: readonly VerificationStep[]) =>
  steps.flatMap(({ step, outcome, where, reason }) => (outcome === 'failed' ? [[step, reason, where]] : []));
const openIn = (steps: readonly VerificationStep[]) =>
  steps.flatMap(({ step, outcome, where, reason }) => (outcome === 'not-checked' ? [[step, reason, where]] : []));

describe('a list', () => {
  const judged = (listed: readonly ListedObject[]) =>
    faultsIn(checkList({ ...record, objects: listed, list: { digest: listDigest(listSalt, listed), salt: listSalt } }));
  const both = objects.findIndex(({ frames }) => frames.length === 2);
  const naming = (frames: readonly string[]) => objects.with(both, { id: objects[both]?.id ?? '', frames });
  const [first = { id: '', frames: [] }, second = first] = objects;

  test('that was drawn passes', () => {
    expect(judged(objects)).toEqual([]);
  });

  test.each<[string, readonly ListedObject[], string, string]>([
    ['in another order', [second, first, ...objects.slice(2)], 'list-out-of-order', first.id],
    ['with an object twice', [first, ...objects], 'id-repeated', first.id],
    ['that names frames in another order', naming([two, one]), 'frames-out-of-order', objects[both]?.id ?? ''],
    ['that names a frame twice', naming([one, one, two]), 'frames-out-of-order', objects[both]?.id ?? ''],
    ['that names a frame of another draw', naming([one, two, 'F-9']), 'frames-out-of-order', objects[both]?.id ?? ''],
    ['with an object of no frame', [{ id: '0', frames: [] }, ...objects], 'frames-out-of-order', '0'],
    ['that is shorter than the draw', objects.toSpliced(both, 1), 'frame-count-differs', one],
    ['that is shorter than the draw of one frame', naming([one]), 'frame-count-differs', two],
    ['that is longer than the draw', [{ id: '0', frames: [two] }, ...objects], 'frame-count-differs', two],
  ])('%s is refused', (_, listed, reason, where) => {
    expect(judged(listed)).toEqual([['list', reason, where]]);
  });

  test('of which another digest has been public since the draw is refused', () => {
    const other = { ...record, list: { digest: '0'.repeat(64), salt: listSalt } };
    expect(faultsIn(checkList(other))).toEqual([['list', 'list-digest-differs', undefined]]);
  });

  test('is not checked while it is sealed, and there is none before the draw', () => {
    const { objects: _objects, list: _list, ...rest } = record;
    const digest = listDigest(listSalt, objects);
    for (const sealed of [
      { ...rest, list: { digest, salt: listSalt } },
      { ...record, list: { digest } },
    ]) {
      expect(checkList(sealed)).toEqual([{ step: 'list', outcome: 'not-checked', reason: 'list-not-published' }]);
    }
    expect(checkList(rest)).toEqual([]);
  });
});

describe('teams', () => {
  const forged = (sent: readonly ListedTeam[], rules: Partial<MatchingRules> = {}): DrawRecord => ({
    ...record,
    manifest: { ...manifest, matching: { ...manifest.matching, ...rules } },
    teams: sent,
    list: { digest: record.list?.digest ?? '', salt: listSalt, teams: teamsDigest(listSalt, sent) },
  });
  const faultsOf = (sent: readonly ListedTeam[], rules: Partial<MatchingRules> = {}, given = files) =>
    faultsIn(checkTeams(forged(sent, rules), given));
  const rowsOf = (kind: string, department: string) =>
    (files.get(kind) ?? []).flatMap((line) => (line.includes(`"stratum":"${department}"`) ? [line.slice(8, 72)] : []));
  const [scjg, wjw] = ['SCJG', 'WJW'].map((code) => rowsOf('inspectors', code)) as [string[], string[]];
  const experts = rowsOf('experts', 'SCJG');
  /** The first team that sends an expert. */
  const at = teams.findIndex((team) => team.experts !== undefined);
  const team = teams[at] as ListedTeam;
  const where = `${team.objectId} ${team.department}`;
  const withTeam = (change: Partial<ListedTeam>) => teams.with(at, { ...team, ...change });
  const led = (...members: readonly string[]) => withTeam({ members, leader: members[0] ?? '' });

  test('of the tickets pass', () => {
    expect(team.department).toBe('SCJG');
    expect(checkTeams(record, files).map(({ step, outcome, where: of }) => [step, outcome, of])).toEqual([
      ['people', 'passed', 'inspectors'],
      ['people', 'passed', 'experts'],
      ['teams', 'passed', undefined],
    ]);
  });

  test.each<[string, readonly ListedTeam[], string]>([
    ['with one member too few', led(...scjg.slice(0, 1)), 'too-few-members'],
    ['with one member too many', led(...scjg.slice(0, 3)), 'too-many-members'],
    ['with a member twice', led(scjg[0] ?? '', scjg[0] ?? ''), 'member-repeated'],
    ['with an expert twice', withTeam({ experts: [experts[0] ?? '', experts[0] ?? ''] }), 'member-repeated'],
    ['whose member is its expert too', withTeam({ experts: team.members.slice(0, 1) }), 'member-repeated'],
    ['whose members stand in another order', led(...scjg.slice(0, 2).toReversed()), 'members-out-of-order'],
    ['whose experts stand in another order', withTeam({ experts: experts.toReversed() }), 'members-out-of-order'],
    [
      'led by somebody else',
      withTeam({ leader: scjg.find((row) => !team.members.includes(row)) ?? '' }),
      'leader-not-a-member',
    ],
    ['with somebody who is in no list', led(...[scjg[0] ?? '', 'ab'.repeat(32)].sort()), 'member-not-in-list'],
    ['with somebody of another department', led(...[scjg[0] ?? '', wjw[0] ?? ''].sort()), 'member-not-in-list'],
    ['with an expert who is in no list', withTeam({ experts: ['ab'.repeat(32)] }), 'expert-not-in-list'],
    ['with an inspector as its expert', withTeam({ experts: wjw.slice(0, 1) }), 'expert-not-in-list'],
  ])('%s are refused', (_, sent, reason) => {
    expect(faultsOf(sent)).toEqual([['teams', reason, where]]);
  });

  test('with an expert of another department are refused', () => {
    const other = teams.findIndex(({ department }) => department === 'WJW');
    const sent = teams.map((each, index) => (index === other ? { ...each, experts: experts.slice(0, 1) } : each));
    expect(faultsOf(sent)).toEqual([['teams', 'expert-not-in-list', `${teams[other]?.objectId} WJW`]]);
  });

  test('have a leader where the rules of the match ask for one, and only there', () => {
    const { leader: _leader, ...alone } = team;
    expect(faultsOf(teams.with(at, alone))).toEqual([['teams', 'leader-missing', where]]);
    const { teamLeader: _rule, ...rules } = manifest.matching;
    const free = { ...forged(teams.with(at, alone)), manifest: { ...manifest, matching: rules } };
    expect(faultsIn(checkTeams(free, files))).toEqual([]);
  });

  test('stand once each, by object and department', () => {
    const next = teams[at + 1] as ListedTeam;
    const swapped = teams.with(at, next).with(at + 1, team);
    expect(faultsOf(swapped)).toEqual([['teams', 'teams-out-of-order', where]]);
    expect(faultsOf(teams.toSpliced(at, 0, team))).toEqual([['teams', 'teams-out-of-order', where]]);
  });

  test('go only where a frame that drew the object asks for their department', () => {
    const alone = objects.find(({ frames }) => frames.length === 1 && frames[0] === two);
    const extra = { objectId: alone?.id ?? '', department: 'WJW', members: wjw.slice(0, 2), leader: wjw[0] ?? '' };
    const after = teams.findLastIndex(({ objectId }) => objectId === extra.objectId) + 1;
    expect(faultsOf(teams.toSpliced(after, 0, extra))).toEqual([['teams', 'team-not-asked-for', `${alone?.id} WJW`]]);
    expect(faultsOf([...teams, { ...extra, objectId: 'SHOP-999' }])).toEqual([
      ['teams', 'team-not-asked-for', 'SHOP-999 WJW'],
    ]);
  });

  test('go to every object of the list', () => {
    const last = objects.at(-1)?.id;
    expect(faultsOf(teams.filter(({ objectId }) => objectId !== last))).toEqual([['teams', 'team-missing', last]]);
  });

  test('send nobody more often than the capacity says', () => {
    const loads = new Map<string, number>();
    for (const row of teams.flatMap(({ members }) => members)) loads.set(row, (loads.get(row) ?? 0) + 1);
    const most = Math.max(...loads.values());
    expect(faultsOf(teams, { capacity: most })).toEqual([]);
    const [[step, reason, place] = []] = faultsOf(teams, { capacity: most - 1 });
    expect([step, reason]).toEqual(['teams', 'over-capacity']);
    const [object, department, row] = place?.split(' ') ?? [];
    expect(loads.get(row ?? '')).toBe(most);
    const upTo = teams.findIndex((each) => each.objectId === object && each.department === department) + 1;
    expect(teams.slice(0, upTo).filter(({ members }) => members.includes(row ?? ''))).toHaveLength(most);
  });

  test('of which another digest has been public since the draw are refused', () => {
    const other = { ...record, list: { digest: '', salt: listSalt, teams: '0'.repeat(64) } };
    expect(faultsIn(checkTeams(other, files))).toEqual([['teams', 'teams-digest-differs', undefined]]);
  });

  test('without the list of experts are settled where nobody brings one, and open where somebody does', () => {
    const without = new Map([...files].filter(([name]) => name !== 'experts'));
    expect(openIn(checkTeams(record, without))).toEqual([
      ['people', 'list-file-not-given', 'experts'],
      ['teams', 'list-file-not-given', 'experts'],
    ]);
    const bare = teams.map(({ experts: _experts, ...rest }) => rest);
    expect(openIn(checkTeams(forged(bare), without))).toEqual([['people', 'list-file-not-given', 'experts']]);
  });

  test('of people whom no list was committed for are refused', () => {
    const { experts: _experts, ...rest } = manifest;
    expect(faultsIn(checkTeams({ ...forged(teams), manifest: rest }, files))).toEqual([
      ['teams', 'expert-not-in-list', where],
    ]);
  });

  test('are not checked while the list is sealed, and there are none where nobody could be matched', () => {
    const { objects: _objects, ...rest } = record;
    const { teams: _teams, ...untold } = record;
    const { salt: _salt, ...sealed } = record.list ?? { digest: '' };
    for (const each of [rest, untold, { ...record, list: sealed }])
      expect(openIn(checkTeams(each, files))).toEqual([['teams', 'list-not-published', undefined]]);
    const unmatched = { ...record, list: { digest: '', salt: listSalt } };
    expect(checkTeams(unmatched, files).map(({ step }) => step)).toEqual(['people', 'people']);
  });
});

describe('a slip', () => {
  const object = published.objects.get(one)?.find(({ id }) => objects.some((each) => each.id === id));
  const { id = '', version = 0, places = '' } = object ?? {};
  const slip: Slip = { batch: number, frame: one, id, version, places, salt: saltsOf(one)(id) };
  const lines = files.get(one) ?? [];
  const judged = (change: Partial<Slip>, given: Parameters<typeof checkSlip>[2] = { lines }) =>
    checkSlip(record, { ...slip, ...change }, given);

  test.each<[string, Partial<Slip>, string]>([
    ['of another batch', { batch: `${number}0` }, 'slip-of-another-batch'],
    ['of a frame that there is not', { frame: 'F-9' }, 'frame-not-committed'],
    ['whose salt is no digest', { salt: slip.salt.toUpperCase() }, 'malformed-slip'],
    ['whose places are in no one form', { places: '2,1' }, 'malformed-slip'],
    ['of another version', { version: version + 1 }, 'row-not-in-frame'],
  ])('%s is refused', (_, change, reason) => {
    expect(judged(change)).toEqual({
      steps: [{ step: 'own', outcome: 'failed', where: change.frame ?? one, reason }],
    });
  });

  test('is not shown by the proof of another row, or by one that leads elsewhere', () => {
    const { proof } = judged({}).place ?? {};
    if (!proof) throw new Error('a proof');
    expect(judged({}, { proof }).steps).toMatchObject([{ outcome: 'passed' }]);
    expect(judged({ version: version + 1 }, { proof }).steps).toMatchObject([{ reason: 'row-not-proven' }]);
    const path = proof.path.with(0, '0'.repeat(64));
    expect(judged({}, { proof: { ...proof, path } }).steps).toMatchObject([{ reason: 'row-not-proven' }]);
  });

  test('without file and proof is not checked, and no row is shown by a file that cannot be read to its end', () => {
    expect(checkSlip(record, slip, undefined)).toEqual({
      steps: [{ step: 'own', outcome: 'not-checked', reason: 'list-file-not-given', where: one }],
    });
    expect(judged({}, { lines: [...lines, '{}'] })).toMatchObject({ steps: [{ reason: 'row-not-in-frame' }] });
  });

  test('shows the row alone while nothing is drawn, and ticket and threshold as soon as something is', () => {
    const { seed: _seed, objects: _objects, ...undrawn } = record;
    const before = checkSlip(undrawn, slip, { lines });
    expect(before.steps).toEqual([{ step: 'own', outcome: 'passed', where: one }]);
    expect(Object.keys(before.place ?? {})).toEqual(['row', 'stratum', 'proof']);
    const { objects: _list, ...sealed } = record;
    const drawn = checkSlip(sealed, slip, { lines });
    expect(drawn.steps).toEqual([
      { step: 'own', outcome: 'passed', where: one },
      { step: 'own', outcome: 'not-checked', reason: 'list-not-published' },
    ]);
    const stratum = drawn.place?.stratum;
    expect(drawn.place).toMatchObject({
      drawn: true,
      threshold: record.frames[0]?.strata.find((each) => each.stratum === stratum)?.threshold,
    });
  });

  test('of a stratum of which nobody is drawn says so, and has no threshold', () => {
    const frames = record.frames.map(({ frame, strata }) => ({
      frame,
      strata: strata.map(({ stratum }) => ({ stratum, count: 0 })),
    }));
    const { place, steps } = checkSlip({ ...record, frames, objects: [] }, slip, { lines });
    expect(steps).toEqual([{ step: 'own', outcome: 'passed', where: one }]);
    expect(place).toMatchObject({ drawn: false });
    expect(place).not.toHaveProperty('threshold');
  });

  test('counts only what the list says of its own frame', () => {
    const other = objects.map((each) => (each.id === id ? { id, frames: [two] } : each));
    expect(checkSlip({ ...record, objects: other }, slip, { lines }).steps).toEqual([
      { step: 'own', outcome: 'failed', where: one, reason: 'list-differs' },
    ]);
  });
});
