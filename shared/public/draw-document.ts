import { endOfDay, localDateOf, yearOf } from '../calendar/local-date.ts';
import { isPassed, type ReserveCall } from '../domain/batch/amendments.ts';
import type { Batch } from '../domain/batch/batch.ts';
import { processTaskWords } from '../domain/batch/process-tasks.ts';
import { type CeremonyPart, partiesAlone } from '../domain/batch/randomness.ts';
import { isBeingDrawn, isEarlier, isListPublic, lastDayOf } from '../domain/batch/stage.ts';
import { compareUtf8 } from '../draw/text.ts';
import { DrawListDocument, type ListedDocument } from './draw-lists.ts';
import { DrawDocument } from './draw-schemas.ts';
import { earlierDrawBody } from './earlier-draw-document.ts';
import { placeIn, publicLists } from './lists.ts';
import type { PublicDocument } from './public-document.ts';

/** The public record of a draw in the batch's present state; it omits whatever is not public yet, or never will be. */
export function drawDocument(batch: Batch): PublicDocument {
  const { number } = batch;
  const year = String(yearOf(localDateOf(new Date(batch.frozenAt))));
  return {
    kind: 'draw',
    id: number,
    body: isEarlier(batch) ? earlierDrawBody(batch, shownAlike(batch)) : bodyOf(batch),
    places: placeIn(publicLists.draw.ofYear, year, `${batch.frozenAt}#${number}`),
  };
}

function bodyOf(batch: Batch): DrawDocument {
  const { list, visits, places } = batch;
  return DrawDocument.parse({
    ...batch,
    ...shownAlike(batch),
    partiesAlone: batch.source === 'ceremony' ? partiesAlone : undefined,
    // How many visits and places they make depends on who is drawn.
    visits: isListPublic(batch) ? visits : undefined,
    places: isListPublic(batch) ? places : undefined,
    frames: batch.frames.map((frame) => ({ ...frame, strata: strataOf(batch, frame) })),
    peopleSince: peopleSinceOf(batch),
    list: list && (list.publishedAt === undefined ? { ...list, salt: undefined, parts: 0 } : list),
    reserves: batch.reserves.flatMap((reserve) => turnOf(batch, reserve)),
    listDueAt: awaitsList(batch) ? endOfDay(lastDayOf(batch)).toISOString() : undefined,
  });
}

/** What a record of either specification shows in the same way. */
const shownAlike = (batch: Batch) => ({
  ceremony: batch.ceremony && ceremonyOf(batch.ceremony),
  stalled: stalledOf(batch),
  teamChanges: approvedOf(batch.teamChanges),
});

const approvedOf = (requests: readonly { readonly approvedAt?: string | undefined }[]): number =>
  requests.filter(({ approvedAt }) => approvedAt !== undefined).length;

/** 检查后公示: the list is not public yet; a batch voided before it was drawn owes none. */
const awaitsList = (batch: Batch): boolean =>
  batch.listPublicity === '检查后公示' &&
  !isListPublic(batch) &&
  (batch.status !== 'voided' || batch.list !== undefined);

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

function peopleSinceOf({ inspectors, experts }: Batch) {
  const [ofInspectors, ofExperts] = [inspectors?.since, experts?.since];
  if (!ofInspectors && !ofExperts) return undefined;
  return { ...(ofInspectors && { inspectors: ofInspectors }), ...(ofExperts && { experts: ofExperts }) };
}

/** One turn: when, why, and the digest of the rest. Who came is told with the list; stratum and rows never. */
function turnOf(batch: Batch, { turn, approvedAt, reason, digest, called = [] }: ReserveCall) {
  if (turn === undefined) return [];
  const came = called.filter((one) => !isPassed(one)).map(({ objectId }) => objectId);
  const added = isListPublic(batch) && { added: [...new Set(came)].sort(compareUtf8) };
  return [{ turn, approvedAt, reason, digest, ...added }];
}

/** The statements of the parties, as they are verified. */
export const ceremonyOf = ({ commitBy, revealBy, notaryOffice, reason, parts }: NonNullable<Batch['ceremony']>) => ({
  parties: parts.map(({ party }) => party),
  commitBy,
  revealBy,
  ...(notaryOffice !== undefined && { notaryOffice }),
  ...(reason !== undefined && { reason }),
  commitments: parts.flatMap(commitmentIn),
  reveals: parts.flatMap(revealIn),
});

function commitmentIn({ party, commitment, committedAt: at, replaced }: CeremonyPart) {
  if (commitment === undefined || at === undefined) return [];
  const earlier = replaced?.map((each) => ({ commitment: each.commitment, at: each.at }));
  return [{ party, commitment, at, ...(earlier && { earlier }) }];
}

const revealIn = ({ party, secret, dice, revealedAt: at }: CeremonyPart) =>
  secret !== undefined && at !== undefined ? [{ party, secret, at, ...(dice !== undefined && { dice }) }] : [];

/** The most that one document of the list holds; the database takes 400 KB, and an object of 27 departments is 10 KB. */
const listPart = { objects: 200, bytes: 200_000 };

/** The list in parts, in the order of the ids; the same list always makes the same parts. */
export const listDocuments = (
  { number }: Pick<Batch, 'number'>,
  list: readonly ListedDocument[],
): readonly PublicDocument[] =>
  inParts(list).map((objects, part) => ({
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
