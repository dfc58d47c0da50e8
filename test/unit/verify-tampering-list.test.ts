import { describe, expect, test } from 'vitest';
import { teamTicket } from '../../shared/draw/one/tickets.ts';
import {
  expectCaught,
  type ForgeryCase,
  first,
  firstVisit,
  inFirstFrame,
  linesOf,
  listed,
  otherHex,
  placeOfFirst,
  present,
  published,
  resealTeams,
  reserve,
  reserveOf,
  scjg,
  second,
  stratum,
  team,
  undrawn,
} from '../support/forged-draw.ts';

const cases: readonly ForgeryCase[] = [
  ['a threshold', (d) => void (stratum(d).threshold = otherHex('')), 'selection', `${first} A`, 'threshold-differs'],
  ['the number that was drawn', (d) => void (stratum(d).selected = 5), 'selection', `${first} A`, 'count-differs'],
  [
    'the quota that is shown',
    (d) => void (stratum(d).quota = 5),
    'record',
    `${first} A quota`,
    'differs-from-manifest',
  ],
  [
    'the size of a stratum that is shown',
    (d) => void (stratum(d, 1).size += 1),
    'record',
    `${first} B size`,
    'differs-from-manifest',
  ],
  [
    'the root that is shown',
    (d) => void (present(d.draw.frames[1]).root = otherHex('root')),
    'record',
    `${second} root`,
    'differs-from-manifest',
  ],
  [
    'an item of a visit',
    (d) => void (present(d.draw.frames[0]?.items[0]).id = 'SCJG-009'),
    'record',
    `${first} items`,
    'differs-from-manifest',
  ],
  [
    'the days of the inspections',
    (d) => void (d.draw.window.to = '2027-01-31'),
    'record',
    'window',
    'differs-from-manifest',
  ],
  [
    'the number of the draw',
    (d) => void (d.draw.number = '41142220261123-8'),
    'record',
    'number',
    'differs-from-manifest',
  ],
  [
    'the ticket of a drawn object',
    (d) => void (listed(d).ticket = otherHex(listed(d).ticket)),
    'selection',
    `${firstVisit.drawnIn[0]?.frame} ${firstVisit.drawnIn[0]?.stratum}`,
    'place-1-differs',
  ],
  [
    'a drawn object exchanged for another',
    (d) => void (present(d.list.find(({ id }) => id === inFirstFrame.id)).id = undrawn),
    'selection',
    `${first} ${inFirstFrame.drawnIn[0]?.stratum}`,
    `place-${placeOfFirst}-differs`,
  ],
  [
    'a drawn object left out',
    (d) => {
      d.list.splice(1, 1);
      d.draw.visits = d.list.length;
    },
    'list',
    undefined,
    'list-digest-differs',
  ],
  [
    'the number of visits',
    (d) => void (d.draw.visits = present(d.draw.visits) + 1),
    'record',
    'visits',
    'count-differs',
  ],
  [
    'an object of a friend added',
    (d) => {
      d.list.push({ ...listed(d), id: 'FRIEND', drawnIn: [], teams: [] });
      d.draw.visits = d.list.length;
    },
    'visits',
    'FRIEND',
    'visit-not-drawn',
  ],
  ['the order of the list', (d) => void d.list.reverse(), 'list', undefined, 'list-digest-differs'],
  [
    'a frame that did not draw the object',
    (d) => void (present(d.list.find(({ id }) => id === inFirstFrame.id)).drawnIn = [{ frame: second, stratum: 'A' }]),
    'selection',
    `${second} A`,
    'list-length-differs',
  ],
  [
    'the salt of the list',
    (d) => void (present(d.draw.list).salt = otherHex('salt')),
    'list',
    undefined,
    'list-digest-differs',
  ],
  [
    'the digest of the list',
    (d) => void (present(d.draw.list).digest = otherHex('list')),
    'list',
    undefined,
    'list-digest-differs',
  ],
  ['a member of a team', (d) => void (team(d).members[0] = 'SCJG-R5'), 'teams', undefined, 'teams-digest-differs'],
  [
    'the digest of the teams',
    (d) => void (present(d.draw.list).teams = otherHex('teams')),
    'teams',
    undefined,
    'teams-digest-differs',
  ],
  [
    'a member whom no registry knows, the digest made anew',
    (d) => {
      team(d).members[1] = 'COUSIN';
      resealTeams(d);
    },
    'teams',
    `${firstVisit.id} ${firstVisit.teams[0]?.department}`,
    'member-not-in-frame',
  ],
  [
    'one inspector alone, the digest made anew',
    (d) => {
      team(d).members.pop();
      resealTeams(d);
    },
    'teams',
    `${firstVisit.id} ${firstVisit.teams[0]?.department}`,
    'too-few-members',
  ],
  [
    'one inspector named twice, the digest made anew',
    (d) => {
      team(d).members[1] = present(team(d).members[0]);
      resealTeams(d);
    },
    'teams',
    `${firstVisit.id} ${firstVisit.teams[0]?.department}`,
    'member-repeated',
  ],
  [
    'the order of a team, the digest made anew',
    (d) => {
      team(d).members.reverse();
      resealTeams(d);
    },
    'teams',
    `${firstVisit.id} ${firstVisit.teams[0]?.department}`,
    'members-out-of-order',
  ],
  [
    'a team left out, the digest made anew',
    (d) => {
      listed(d, d.list.length - 1).teams.pop();
      resealTeams(d);
    },
    'teams',
    `${published.list.at(-1)?.id} ${published.list.at(-1)?.teams.at(-1)?.department}`,
    'team-missing',
  ],
  [
    'the same two for every visit, the digest made anew',
    (d) => {
      const pair = ['SCJG-R1', 'SCJG-R2'];
      const ticketOf = (visit: string, id: string) => teamTicket(present(d.draw.seed), visit, id);
      for (const { id, teams } of d.list) {
        const own = teams.find(({ department }) => department === 'SCJG');
        if (!own) continue;
        own.members = pair.toSorted((a, b) => (ticketOf(id, a) < ticketOf(id, b) ? -1 : 1));
        own.leader = present(pair[0]);
      }
      resealTeams(d);
    },
    'teams',
    expect.stringMatching(/ SCJG SCJG-R[12]$/),
    'over-capacity',
  ],
  [
    'a row of the inspector frame',
    (d) => linesOf(d, scjg).splice(0, 1, present(linesOf(d, scjg)[0]).replace('"version":1', '"version":3')),
    'inspectors',
    scjg,
    'root-differs',
  ],
  [
    'the inspectors that are shown',
    (d) => void (present(d.draw.inspectorFrames[0]).size = 6),
    'record',
    `${scjg} size`,
    'differs-from-manifest',
  ],
  [
    'a reserve called out of order',
    (d) => void (present(reserve(d).called[0]).objectId = undrawn),
    'reserves',
    `${first} ${reserveOf.stratum}`,
    'reserve-1-differs',
  ],
  [
    'the ticket of a reserve',
    (d) => void (present(reserve(d).called[0]).ticket = otherHex('reserve')),
    'reserves',
    `${first} ${reserveOf.stratum}`,
    'reserve-1-differs',
  ],
  [
    'the number of reserves',
    (d) => void (stratum(d, 1).reservesUsed = 2),
    'reserves',
    `${first} B`,
    'reserve-count-differs',
  ],
  [
    'a reserve for an object that was not drawn',
    (d) => void (reserve(d).objectId = undrawn),
    'reserves',
    `${first} ${reserveOf.stratum} ${undrawn}`,
    'replaced-was-not-drawn',
  ],
  ['a void that is kept quiet', (d) => void (d.draw.status = 'voided'), 'record', 'voided voided', 'part-missing'],
  [
    'a void of a draw in force',
    (d) =>
      void (d.draw.voided = {
        category: '程序有误',
        at: '2026-12-03T01:00:00.000Z',
        notCommitted: [],
        notRevealed: [],
      }),
    'record',
    'dispatched voided',
    'part-too-early',
  ],
  [
    'a dispatch before the draw',
    (d) => void (d.draw.dispatchedAt = '2026-11-23T03:59:00.000Z'),
    'record',
    'dispatchedAt',
    'out-of-order',
  ],
  [
    'a frame nobody committed to',
    (d) => void d.draw.frames.push({ ...present(d.draw.frames[0]), frame: 'F9' }),
    'record',
    'F9',
    'differs-from-manifest',
  ],
];

describe('a forger who makes the fingerprint of the file anew is caught all the same, and what was forged is named: selection, list, teams, reserves, state', () => {
  test.each(cases)('%s', (...forgery) => expectCaught(...forgery));
});
