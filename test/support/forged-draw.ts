import { expect } from 'vitest';
import { teamsDigest } from '../../shared/draw/one/team-list.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { stepInWords } from '../../shared/verification/verdict-words.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';
import { fileOf, type PublishedDraw, publishedDraw } from './published-draw.ts';
import type { SourceKind } from './published-source.ts';

export const published = publishedDraw();
export const [first, second] = ['41142220261123-9-1', '41142220261123-9-2'];
export const scjg = '41142220261123-9-SCJG';

/** A copy that may be changed: what a forger who knows the file format, and makes its fingerprint anew, would publish. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
export interface Forged {
  readonly draw: Mutable<PublishedDraw['draw']>;
  readonly list: Mutable<PublishedDraw['list']>;
  readonly frames: Map<string, string[]>;
}

const bySource = { ceremony: published, drand: publishedDraw('drand'), combined: publishedDraw('combined') };

export function forgedCopy(forge: (draw: Forged) => void, source: SourceKind = 'ceremony'): Forged {
  const { draw, list, frames } = bySource[source];
  const copy: Forged = {
    draw: structuredClone(draw),
    list: structuredClone([...list]),
    frames: new Map([...frames].map(([frame, lines]) => [frame, [...lines]])),
  };
  forge(copy);
  return copy;
}

export function forged(forge: (draw: Forged) => void, source: SourceKind = 'ceremony') {
  const copy = forgedCopy(forge, source);
  const read = readRecordFile(fileOf(copy));
  if (!read.ok) throw new Error(`${read.error.kind} ${read.error.where}`);
  const { verdict, steps } = verifyRecord(read.value, copy.frames);
  return { verdict, faults: steps.filter(({ outcome }) => outcome === 'failed') };
}

export const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the published draw has no such part');
  return value;
};
export const otherHex = (hex: string) => sha256(hex);
export const linesOf = ({ frames }: Forged, frame: string) => present(frames.get(frame));
export const editManifest = ({ draw }: Forged, from: string, to: string) => {
  const before = present(draw.manifest);
  draw.manifest = before.replace(from, to);
  expect(draw.manifest).not.toBe(before);
};
export const reveal = ({ draw }: Forged) => present(draw.ceremony?.reveals[0]);
export const commitment = ({ draw }: Forged) => present(draw.ceremony?.commitments[0]);
export const stratum = ({ draw }: Forged, n = 0) => present(draw.frames[0]?.strata[n]);
export const listed = ({ list }: Forged, n = 0) => present(list[n]);
export const team = (draw: Forged) => present(listed(draw).teams[0]);
export const reserve = ({ draw }: Forged) => present(draw.reserves[0]);
/** Whoever forges the list of teams and the digest of the day of the draw with it. */
export const resealTeams = ({ draw, list }: Forged) => {
  const teams = list.flatMap(({ id: objectId, teams: own }) => own.map((each) => ({ objectId, ...each })));
  present(draw.list).teams = teamsDigest(teams, present(draw.list?.salt));
};

export const firstVisit = present(published.list[0]);
export const inFirstFrame = present(
  published.list.find(({ drawnIn }) => drawnIn.length === 1 && drawnIn[0]?.frame === first),
);
export const reserveOf = present(published.draw.reserves[0]?.called[0]);
/** Its place among those of its stratum, counted from 1. */
export const placeOfFirst =
  published.list
    .filter(({ drawnIn }) =>
      drawnIn.some((one) => one.frame === first && one.stratum === inFirstFrame.drawnIn[0]?.stratum),
    )
    .indexOf(inFirstFrame) + 1;
export const undrawn = present(
  published.frames
    .get(first)
    ?.map((line): string => JSON.parse(line).id)
    .find((id) => id !== reserveOf.objectId && published.list.every((one) => one.id !== id)),
);

/** What is forged and how, and which step must fail where and why. */
export type ForgeryCase = [
  what: string,
  forge: (draw: Forged) => void,
  step: string,
  where: string | undefined,
  reason: string,
];

/** Holds a forgery to being caught, and named; what people are told is in their language, ids and digests apart. */
export function expectCaught(...[, forge, step, where, reason]: ForgeryCase): void {
  expectCaughtIn('ceremony', forge, { step, outcome: 'failed', reason, ...(where !== undefined && { where }) });
}

export function expectCaughtIn(source: SourceKind, forge: (draw: Forged) => void, fault: object): void {
  const { verdict, faults } = forged(forge, source);
  expect(verdict).toBe('failed');
  expect(faults).toContainEqual(fault);
  for (const each of faults) expect(stepInWords(each)).not.toMatch(/[a-z]{2,}/);
}

/** What people are told of a forgery: the sentences of all steps that failed. */
export const toldOf = (forge: (draw: Forged) => void, source: SourceKind = 'ceremony'): readonly string[] =>
  forged(forge, source).faults.map(stepInWords);
