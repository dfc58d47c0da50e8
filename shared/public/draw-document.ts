import { endOfDay, localDateOf, yearOf } from '../calendar/local-date.ts';
import { type CalledReserve, isPassed } from '../domain/batch/amendments.ts';
import { type Batch, isBeingDrawn, owesList } from '../domain/batch/batch.ts';
import { processTaskWords } from '../domain/batch/process-tasks.ts';
import type { CeremonyPart } from '../domain/batch/randomness.ts';
import type { SelectedVisit } from '../domain/visit/selected-visit.ts';
import type { ListedTeam } from '../draw/one/team-list.ts';
import { placeIn, publicLists } from './lists.ts';
import { publicName } from './masking.ts';
import type { PublicDocument } from './public-document.ts';
import { DrawDocument, DrawListDocument } from './schemas.ts';

/** The public record of a draw in the batch's present state; it omits whatever is not public yet, or never will be. */
export function drawDocument(batch: Batch): PublicDocument {
  const { number, list } = batch;
  const body: DrawDocument = DrawDocument.parse({
    ...batch,
    ceremony: batch.ceremony && ceremonyOf(batch.ceremony),
    frames: batch.frames.map((frame) => ({ ...frame, strata: strataOf(batch, frame) })),
    list: list && { ...list, salt: list.publishedAt === undefined ? undefined : list.salt },
    stalled: stalledOf(batch),
    reserves: reservesOf(batch),
    teamChanges: approvedOf(batch.teamChanges),
    changes: changesOf(batch),
    framesDueAt: owesFrames(batch) ? endOfDay(batch.window.to).toISOString() : undefined,
  });
  const year = String(yearOf(localDateOf(new Date(batch.frozenAt))));
  return {
    kind: 'draw',
    id: number,
    body,
    places: placeIn(publicLists.draw.ofYear, year, `${batch.frozenAt}#${number}`),
  };
}

const approvedOf = (requests: readonly { readonly approvedAt?: string | undefined }[]): number =>
  requests.filter(({ approvedAt }) => approvedAt !== undefined).length;

/** How many drawn objects and sent members were changed afterwards; without teams there are no changes. */
function changesOf({ visits: objects, places, reserves, teamChanges }: Batch): DrawDocument['changes'] {
  if (objects === undefined || places === undefined) return undefined;
  const rate = (count: number, all: number): number => (all === 0 ? 0 : Math.round((count * 10_000) / all));
  const [replaced, changed] = [approvedOf(reserves), approvedOf(teamChanges)];
  return {
    objects,
    reserves: replaced,
    passedOver: reserves.flatMap(({ called = [] }) => called).filter(isPassed).length,
    reserveRate: rate(replaced, objects),
    places,
    teamChanges: changed,
    teamChangeRate: rate(changed, places),
  };
}

/** 检查后公示: frames (and thus the list) not public yet; a batch voided before its outcome was fixed owes none. */
const owesFrames = (batch: Batch): boolean =>
  batch.listPublicity === '检查后公示' &&
  batch.framesPublishedAt === undefined &&
  (batch.status !== 'voided' || owesList(batch));

/** A failed attempt in words, until the next one starts. */
function stalledOf(batch: Batch) {
  const { failedAt, failedTask, reason } = batch.process ?? {};
  if (failedAt === undefined || failedTask === undefined || !isBeingDrawn(batch)) return undefined;
  return { since: failedAt, task: processTaskWords[failedTask], reason };
}

const strataOf = ({ drawn = [] }: Batch, { frame, strata }: Batch['frames'][number]) =>
  strata.map((stratum) => ({
    ...stratum,
    ...drawn.find((result) => result.frame === frame && result.stratum === stratum.stratum),
  }));

/** Trying every credit code finds a ticket's object, so the ticket waits for the list like the id. */
const reservesOf = ({ reserves, list }: Batch) =>
  reserves
    .filter(({ approvedAt }) => approvedAt !== undefined)
    .map(({ called = [], ...reserve }) =>
      list?.publishedAt !== undefined
        ? { ...reserve, called }
        : { ...reserve, objectId: undefined, called: called.map(withoutObject) },
    );

const withoutObject = ({ frame, stratum, passed }: CalledReserve) => ({ frame, stratum, ...(passed && { passed }) });

/** The statements of the parties, as suiji-draw/1 verifies them. */
export const ceremonyOf = ({ commitBy, revealBy, notaryOffice, parts }: NonNullable<Batch['ceremony']>) => ({
  parties: parts.map(({ party }) => party),
  commitBy,
  revealBy,
  ...(notaryOffice !== undefined && { notaryOffice }),
  commitments: parts.flatMap(commitmentIn),
  reveals: parts.flatMap(revealIn),
});

const commitmentIn = ({ party, commitment, committedAt: at }: CeremonyPart) =>
  commitment !== undefined && at !== undefined ? [{ party, commitment, at }] : [];

const revealIn = ({ party, secret, dice, revealedAt: at }: CeremonyPart) =>
  secret !== undefined && at !== undefined ? [{ party, secret, at, ...(dice !== undefined && { dice }) }] : [];

/** The most that one document of the list holds; the database takes 400 KB, and an object of 27 departments is 5 KB. */
const listPart = { objects: 200, bytes: 200_000 };

/** The drawn list in parts, in the order of the tickets; the same visits always make the same parts. */
export const listDocuments = (
  { number }: Pick<Batch, 'number'>,
  visits: readonly SelectedVisit[],
): readonly PublicDocument[] =>
  inParts(visits.map(listed)).map((objects, part) => ({
    kind: 'draw',
    id: number,
    part: `list-${String(part).padStart(4, '0')}`,
    body: DrawListDocument.parse({ number, part, objects }),
    places: {},
  }));

function inParts<T>(objects: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const object of objects) {
    const more = new TextEncoder().encode(JSON.stringify(object)).length;
    const last = parts.at(-1);
    if (last && last.length < listPart.objects && bytes + more <= listPart.bytes) {
      last.push(object);
      bytes += more;
    } else {
      parts.push([object]);
      bytes = more;
    }
  }
  return parts;
}

/** Each department's team, in the order of the list. */
export const teamsOf = (visits: readonly SelectedVisit[]): readonly ListedTeam[] =>
  visits.flatMap(({ visit }) => visit.parts.map((part) => ({ objectId: visit.object.id, ...listedTeam(part) })));

const listedTeam = ({ department, team, leader, experts }: SelectedVisit['visit']['parts'][number]) => ({
  department,
  members: team.map(({ id }) => id),
  ...(leader !== undefined && { leader }),
  ...(experts && { experts: experts.map(({ id }) => id) }),
});

const listed = ({ ticket, drawnIn, visit }: SelectedVisit) => ({
  id: visit.object.id,
  name: publicName(visit.object),
  ticket,
  drawnIn,
  teams: visit.parts.map(listedTeam),
});
