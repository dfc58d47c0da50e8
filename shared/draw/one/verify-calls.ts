import { compare } from '../text.ts';
import type { CalledReserve, DrawRecord, ReserveCalled } from './record.ts';
import type { VerificationStep } from './verification-step.ts';

/** What the record states about every stratum, by frame and stratum. */
interface Strata {
  /** Objects left after the draw. */
  readonly left: ReadonlyMap<string, number>;
  /** Absent while the list is withheld. */
  readonly drawn: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

interface Fault {
  readonly where: string;
  readonly reason: string;
}

/**
 * Whether exactly the strata whose object could not be inspected called a reserve; whether each such call ends with one
 * object that came; and whether the skipped ones had a visit in this draw, or were replaced. That a visit was over at
 * that time is only stated; nobody can recompute it.
 */
export function checkCalls(record: DrawRecord): readonly VerificationStep[] {
  const { reserves = [] } = record;
  const strata = strataIn(record);
  return reserves.flatMap((reserve) =>
    faultsOf(reserve, reserves, strata).map((fault) => ({ step: 'reserves', outcome: 'failed', ...fault }) as const),
  );
}

function strataIn({ manifest, frames }: DrawRecord): Strata {
  const listed = frames.flatMap(({ frame, strata }) =>
    strata.map((one) => ({ where: `${frame} ${one.stratum}`, ...one })),
  );
  const counts = new Map(listed.map(({ where, count }) => [where, count]));
  const left = manifest.frames.flatMap(({ frame, strata }) =>
    strata.map(({ stratum, size }) => {
      const where = `${frame} ${stratum}`;
      return [where, size - (counts.get(where) ?? 0)] as const;
    }),
  );
  const isPublic = listed.every(({ selected }) => selected !== undefined);
  const drawn = listed.map(({ where, selected = [] }) => [where, new Set(selected.map(({ id }) => id))] as const);
  return { left: new Map(left), drawn: isPublic ? new Map(drawn) : undefined };
}

function faultsOf(reserve: ReserveCalled, all: readonly ReserveCalled[], { left, drawn }: Strata): readonly Fault[] {
  const { at, objectId, called } = reserve;
  const asking = [...new Set(called.map(placeOf))];
  const stray = asking.filter((where) => !left.has(where));
  if (stray.length > 0) return stray.map((where) => ({ where, reason: 'stratum-not-committed' }));

  const exhausted = (where: string): boolean => {
    const calls = all.filter((each) => each.at <= at).flatMap((each) => each.called);
    return calls.filter((one) => placeOf(one) === where).length >= (left.get(where) ?? 0);
  };
  const turnFaults = (places: readonly string[]): readonly Fault[] =>
    places.flatMap((where) => {
      const reason = turnFault(
        called.filter((one) => placeOf(one) === where),
        () => exhausted(where),
      );
      return reason ? [{ where, reason }] : [];
    });
  if (!drawn || objectId === undefined) return turnFaults(asking);

  const earlier = all.filter((each) => each !== reserve && each.at <= at);
  const had = placesOf(objectId, earlier, drawn);
  const named = (where: string) => `${where} ${objectId}`;
  if (all.some((each) => each !== reserve && each.objectId === objectId))
    return [{ where: objectId, reason: 'replaced-twice' }];
  return [
    ...asking
      .filter((where) => !had.has(where))
      .map((where) => ({ where: named(where), reason: 'replaced-was-not-drawn' })),
    ...turnFaults([...had]).map(({ where, reason }) => ({ where: named(where), reason })),
    ...called.flatMap((one) => {
      const reason = passFault(one, reserve, earlier, drawn);
      return reason ? [{ where: `${placeOf(one)} ${one.objectId ?? ''}`, reason }] : [];
    }),
  ];
}

/** A turn ends when one has come, or none is left. Until then all are skipped, and after it nobody is called. */
function turnFault(called: readonly CalledReserve[], exhausted: () => boolean): string | undefined {
  const inOrder = called.toSorted((a, b) => compare(a.ticket ?? '', b.ticket ?? ''));
  const came = inOrder.filter(({ passed }) => passed === undefined).length;
  if (came > 1 || (came === 1 && inOrder.at(-1)?.passed !== undefined)) return 'too-many-called';
  return came === 0 && !exhausted() ? 'nobody-called' : undefined;
}

/** Only objects with a visit in this draw are skipped, and no replaced object is called. */
function passFault(
  { objectId, passed }: CalledReserve,
  { at }: ReserveCalled,
  earlier: readonly ReserveCalled[],
  drawn: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (objectId === undefined) return undefined;
  if (passed === undefined)
    return earlier.some((each) => each.objectId === objectId && each.at < at) ? 'called-was-replaced' : undefined;
  const due =
    passed === '已被替换'
      ? earlier.some((each) => each.objectId === objectId)
      : placesOf(objectId, earlier, drawn).size > 0;
  return due ? undefined : 'passed-without-reason';
}

/** The strata in which an object was drawn, or came as a reserve. */
function placesOf(
  objectId: string,
  reserves: readonly ReserveCalled[],
  drawn: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const came = reserves
    .flatMap(({ called }) => called)
    .filter((one) => one.objectId === objectId && one.passed === undefined);
  return new Set([...[...drawn].flatMap(([where, ids]) => (ids.has(objectId) ? [where] : [])), ...came.map(placeOf)]);
}

const placeOf = ({ frame, stratum }: CalledReserve): string => `${frame} ${stratum}`;
