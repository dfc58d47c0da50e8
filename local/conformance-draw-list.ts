import type { BatchKey } from '../shared/draw/batch-key.ts';
import type { FrameObject } from '../shared/draw/frame-rows.ts';
import type { FrozenPerson } from '../shared/draw/freeze-people.ts';
import { listedTeams } from '../shared/draw/match-visits.ts';
import { rowName } from '../shared/draw/row.ts';
import { teamLine, teamsDigest } from '../shared/draw/sealed-list.ts';
import type { OpenedSelection } from '../shared/draw/shard-candidates.ts';
import { type StratumRule, stratify } from '../shared/draw/strata-rules.ts';
import { objectTicket, teamTickets } from '../shared/draw/tickets.ts';
import {
  nextTurn,
  type OpenedFrame,
  type PassReason,
  passReasons,
  type Turn,
  turnDigest,
  turnLine,
} from '../shared/draw/turns.ts';
import type { DrawnVisit } from '../shared/draw/visits.ts';

interface People {
  readonly inspectors?: { readonly people: readonly FrozenPerson[] };
  readonly experts?: { readonly people: readonly FrozenPerson[] };
}

/** The rule of the vectors, which is no matching: of each department the people with the smallest tickets. */
export function teamsByTickets(
  names: {
    readonly seed: string;
    readonly key: BatchKey;
    readonly inspectors: ReadonlyMap<string, string>;
    readonly experts: ReadonlyMap<string, string>;
  },
  visits: readonly DrawnVisit[],
  {
    inspectors,
    experts,
    manifest,
    teams,
  }: People & {
    readonly manifest: { readonly matching: { readonly perDepartment: number } };
    readonly teams?: unknown;
  },
): unknown {
  const smallest =
    (people: readonly FrozenPerson[] = [], rows: ReadonlyMap<string, string>) =>
    (visit: string, department: string, count: number) => {
      const ticketOf = teamTickets(names.seed, visit);
      return people
        .filter((person) => person.department === department)
        .map(({ id }) => ({ id, ticket: ticketOf(rows.get(id) ?? '') }))
        .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
        .slice(0, count)
        .map(({ id }) => id);
    };
  const members = smallest(inspectors?.people, names.inspectors);
  const along = smallest(experts?.people, names.experts);
  const staff = visits.flatMap(({ id: objectId, visit, checks }) =>
    checks.map(({ department }) => {
      const team = members(visit, department, manifest.matching.perDepartment);
      const [leader] = team;
      return {
        objectId,
        department,
        members: team,
        ...(leader !== undefined && { leader }),
        experts: along(visit, department, 1),
      };
    }),
  );
  const listed = listedTeams(names, staff);
  const rule = typeof teams === 'object' && teams !== null && 'rule' in teams ? { rule: teams.rule } : {};
  return { ...rule, lines: listed.map(teamLine), digest: teamsDigest(names.key.listSalt, listed) };
}

export interface TurnInput {
  readonly turn: number;
  readonly id: string;
  readonly line: string;
}

/** Which rows a stated turn passed over and why, and when it was approved: these are inputs, the rest has to come out. */
function given(line: string): { readonly at: string; readonly passed: ReadonlyMap<string, PassReason> } {
  const { at, called }: { at: string; called: { row: string; passed?: string }[] } = JSON.parse(line);
  const reasons = called.flatMap(({ row, passed }) => {
    const reason = passReasons.find((known) => known === passed);
    return reason ? [[row, reason] as const] : [];
  });
  return { at, passed: new Map(reasons) };
}

export function turnsOf(key: BatchKey, drawn: readonly OpenedFrame[], stated: readonly TurnInput[]): unknown {
  const done: Turn[] = [];
  return stated.map(({ id, line }) => {
    const { at, passed } = given(line);
    const reasonToPass = (object: string, frame: string) => {
      const strata = drawn.find((one) => one.frame === frame)?.strata ?? [];
      const row = strata.flatMap(({ reserves }) => reserves).find((one) => one.id === object)?.row;
      return row === undefined ? undefined : passed.get(row);
    };
    const turn = nextTurn(drawn, done, { at, objectId: id, reasonToPass });
    if (!turn.ok) return turn.error;
    done.push(turn.value);
    const salt = key.turnSalt(turn.value.turn);
    return { turn: turn.value.turn, id, salt, line: turnLine(turn.value), digest: turnDigest(salt, turn.value) };
  });
}

/** What whoever holds a slip computes from it. */
export function slipOf(
  key: BatchKey,
  seed: string,
  { batch, frames }: { readonly batch: string; readonly frames: readonly SlipFrame[] },
  asked: { readonly frame: string; readonly id: string },
  drawn: readonly { readonly frame: string; readonly strata: readonly OpenedSelection[] }[],
): unknown {
  const frame = frames.find((one) => one.frame === asked.frame);
  const object = frame?.objects.find(({ id }) => id === asked.id);
  if (!frame || !object) return 'no such object';
  const salt = key.saltsOf(frame.frame)(object.id);
  const row = rowName(salt, object);
  const stratum = stratify(frame.rules, frame.classes).stratumOf(object.stratum);
  const ticket = objectTicket(seed, row);
  const threshold = drawn
    .find((one) => one.frame === frame.frame)
    ?.strata.find((one) => one.stratum === stratum)?.threshold;
  return {
    batch,
    frame: frame.frame,
    id: object.id,
    places: object.places,
    salt,
    version: object.version,
    row,
    stratum,
    ticket,
    drawn: threshold !== undefined && ticket <= threshold,
  };
}

interface SlipFrame {
  readonly frame: string;
  readonly rules: readonly StratumRule[];
  readonly classes?: readonly string[];
  readonly objects: readonly FrameObject[];
}
