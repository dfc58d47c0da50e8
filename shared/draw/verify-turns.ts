import type { BatchKey } from './batch-key.ts';
import type { DrawRecord, StatedTurn } from './record.ts';
import { compareUtf8 } from './text.ts';
import { type CalledPlace, nextTurn, type OpenedFrame, type Turn, turnDigest, turnLine } from './turns.ts';
import { failed, passed, type VerificationStep } from './verification-step.ts';

/** How many reserves of a stratum have to be opened to recompute these turns. */
export const reservesAskedFor = (turns: readonly Turn[]): number =>
  turns.reduce((sum, { called }) => sum + called.length, 0);

/**
 * Recomputes each turn: it is the one whose digest was public at the time, whoever came is the next ticket of the stratum
 * of whom they replace, and nobody was passed over without reason. That a visit was over then, the export alone says.
 */
export function checkTurns(
  { turns: stated }: Pick<DrawRecord, 'turns'>,
  key: BatchKey,
  opened: readonly OpenedFrame[],
  turns: readonly Turn[],
): readonly VerificationStep[] {
  const idOf = openedIds(opened);
  const done: Turn[] = [];
  const steps = turns.map((turn, index): VerificationStep => {
    const where = String(index + 1);
    const reason =
      turnFault(turn, stated[index], key) ??
      orderFault(turn, done, opened, idOf) ??
      passFault(turn, done, opened, idOf);
    const added = stated[index]?.added;
    done.push(turn);
    if (reason !== undefined) return failed('turns', reason, where);
    return added && !isSame(added, cameIn(turn, idOf))
      ? failed('turns', 'added-differ', where)
      : passed('turns', where);
  });
  return turns.length === stated.length ? steps : [...steps, failed('turns', 'turn-count-differs')];
}

function turnFault(turn: Turn, stated: StatedTurn | undefined, key: BatchKey): string | undefined {
  if (!stated) return 'turn-not-stated';
  if (stated.turn !== turn.turn || stated.at !== turn.at) return 'turn-differs';
  return turnDigest(key.turnSalt(turn.turn), turn) === stated.digest ? undefined : 'turn-digest-differs';
}

/** Whether the turn is the next one, once it is known who could not be inspected and who was passed over. */
function orderFault(
  turn: Turn,
  done: readonly Turn[],
  opened: readonly OpenedFrame[],
  idOf: (place: { readonly row: string }) => string | undefined,
): string | undefined {
  const [first] = turn.replaced;
  const objectId = first && idOf(first);
  if (objectId === undefined) return 'replaced-was-not-drawn';
  const passed = new Map(turn.called.map((place) => [`${place.frame} ${idOf(place)}`, place.passed]));
  const next = nextTurn(opened, done, {
    at: turn.at,
    objectId,
    reasonToPass: (id, frame) => passed.get(`${frame} ${id}`),
  });
  if (!next.ok) return next.error.kind === 'not-drawn' ? 'replaced-was-not-drawn' : next.error.kind;
  return turnLine(next.value) === turnLine(turn) ? undefined : 'not-the-next-ticket';
}

/** Nobody is passed over who has no visit in this draw, nor called who was replaced before. */
function passFault(
  turn: Turn,
  done: readonly Turn[],
  opened: readonly OpenedFrame[],
  idOf: (place: { readonly row: string }) => string | undefined,
): string | undefined {
  const replaced = new Set(done.flatMap((one) => one.replaced.map(idOf)));
  const visited = new Set([
    ...opened.flatMap(({ strata }) => strata.flatMap(({ selected }) => selected.map(({ id }) => id))),
    ...done.flatMap((one) => cameIn(one, idOf)),
  ]);
  const faultOf = (place: CalledPlace): string | undefined => {
    const id = idOf(place);
    if (id === undefined) return 'not-the-next-ticket';
    if (place.passed === undefined) return replaced.has(id) ? 'called-was-replaced' : undefined;
    return (place.passed === '已被替换' ? replaced : visited).has(id) ? undefined : 'passed-without-reason';
  };
  return turn.called.map(faultOf).find((reason) => reason !== undefined);
}

/** Who came, by the bytes of the id. */
const cameIn = (turn: Turn, idOf: (place: { readonly row: string }) => string | undefined): readonly string[] =>
  [...new Set(turn.called.flatMap((place) => (place.passed ? [] : (idOf(place) ?? []))))].sort(compareUtf8);

function openedIds(opened: readonly OpenedFrame[]): (place: { readonly row: string }) => string | undefined {
  const rows = opened.flatMap(({ strata }) => strata.flatMap(({ selected, reserves }) => [...selected, ...reserves]));
  const ids = new Map(rows.map(({ row, id }) => [row, id]));
  return ({ row }) => ids.get(row);
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);
