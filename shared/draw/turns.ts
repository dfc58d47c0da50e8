import { err, ok, type Result } from '../base/result.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './sha256.ts';
import type { OpenedSelection } from './shard-candidates.ts';
import { lf } from './text.ts';

/**
 * 越过原因: why an object whose turn had come was passed over. It has had its visit in the batch, or that could not be
 * performed; the department has begun to write its result there; or it could not be inspected itself.
 */
export const passReasons = ['检查已结束', '检查已开始', '已被替换'] as const;
export type PassReason = (typeof passReasons)[number];

export interface TurnPlace {
  readonly frame: string;
  readonly row: string;
}

export interface CalledPlace extends TurnPlace {
  /** Absent where the object was called. */
  readonly passed?: PassReason;
}

/** 候补: one object that could not be inspected, and what came in its place in every frame that had drawn or called it. */
export interface Turn {
  /** Counted from 1 in the order of the approvals. */
  readonly turn: number;
  /** Instant of the approval, ISO 8601 in UTC. */
  readonly at: string;
  /** Frames in the order of the manifest, in a frame by ticket. */
  readonly called: readonly CalledPlace[];
  readonly replaced: readonly TurnPlace[];
}

export const turnLine = ({ at, called, replaced, turn }: Turn): string =>
  canonicalJson({
    at,
    called: called.map(({ frame, passed, row }) => ({ frame, ...(passed && { passed }), row })),
    replaced: replaced.map(({ frame, row }) => ({ frame, row })),
    turn,
  });

/** Public at the time of the turn, while its rows are not. */
export const turnDigest = (turnSalt: string, turn: Turn): string => sha256([turnSalt, turnLine(turn)].join(lf));

/** What a frame drew, with the reserves that were kept, opened by its book. */
export interface OpenedFrame {
  readonly frame: string;
  /** With the number of rows of the stratum. */
  readonly strata: readonly (OpenedSelection & { readonly size: number })[];
}

export interface TurnRequest {
  readonly at: string;
  /** The object that cannot be inspected. */
  readonly objectId: string;
  /** Why an object whose turn comes in a frame is passed over; undefined calls it. The state of the visits alone decides. */
  reasonToPass(objectId: string, frame: string): PassReason | undefined;
}

export type TurnRefusal =
  | { readonly kind: 'not-drawn' | 'replaced-before'; readonly objectId: string }
  /** Not all of the stratum's tickets are at hand, and more of them are needed. */
  | { readonly kind: 'reserves-run-out'; readonly frame: string; readonly stratum: string };

/** The next turn of a draw: the object is replaced in every frame that had drawn or called it, by the next ticket of its stratum. */
export function nextTurn(
  frames: readonly OpenedFrame[],
  earlier: readonly Turn[],
  { at, objectId, reasonToPass }: TurnRequest,
): Result<Turn, TurnRefusal> {
  const called: CalledPlace[] = [];
  const replaced: TurnPlace[] = [];
  const before = new Set(earlier.flatMap((turn) => turn.replaced.map(keyOf)));
  for (const { frame, strata } of frames) {
    for (const { stratum, size, selected, reserves } of strata) {
      const asked = earlier.flatMap((turn) => turn.called).filter((one) => one.frame === frame);
      const own = asked.filter(({ row }) => reserves.some((reserve) => reserve.row === row));
      const came = new Set(own.flatMap(({ row, passed }) => (passed ? [] : [row])));
      const place = [...selected, ...reserves.filter(({ row }) => came.has(row))].find(({ id }) => id === objectId);
      if (!place) continue;
      if (before.has(keyOf({ frame, row: place.row }))) return err({ kind: 'replaced-before', objectId });
      replaced.push({ frame, row: place.row });
      let next = own.length;
      for (let settled = false; !settled; next += 1) {
        const reserve = reserves[next];
        if (!reserve) {
          if (next < size - selected.length) return err({ kind: 'reserves-run-out', frame, stratum });
          break;
        }
        const passed = reasonToPass(reserve.id, frame);
        called.push({ frame, row: reserve.row, ...(passed && { passed }) });
        settled = passed === undefined;
      }
    }
  }
  if (replaced.length === 0) return err({ kind: 'not-drawn', objectId });
  return ok({ turn: earlier.length + 1, at, called, replaced });
}

const keyOf = ({ frame, row }: TurnPlace): string => `${frame} ${row}`;
