import { err, ok, type Result } from '../../base/result.ts';
import { byTicket, type Drawn } from '../ticket-order.ts';
import { frameLine, shardOf } from './frame.ts';
import { type InclusionProof, proveInclusion, verifyInclusion } from './inclusion.ts';
import type { ManifestFrame } from './manifest.ts';
import { type FrameFault, readFrame } from './read-frame.ts';
import type { FrameResult, PassReason, ReserveCalled } from './record.ts';
import { objectTickets } from './tickets.ts';
import { callsOf } from './verify-reserves.ts';

/** Where one object stands in one frame. The stratum's outcome is absent before the draw. */
export type ObjectPlace = { readonly frame: string; readonly department: string } & (
  | { readonly contained: false }
  | {
      readonly contained: true;
      readonly stratum: string;
      readonly size: number;
      readonly quota: number;
      readonly proof: InclusionProof;
      /** Whether the proof leads to the committed root. */
      readonly proven: boolean;
      readonly ticket?: string;
      /** Its rank among the tickets of the stratum, counted from 1; unknown without the frame's file. */
      readonly rank?: number;
      readonly threshold?: string;
      readonly drawn?: boolean;
      /** Its position among the reserves whose turn came, counted from 1. */
      readonly reserve?: number;
      /** Why it was skipped when its turn came. */
      readonly passed?: PassReason;
      /** Reserves of the stratum whose turn came, while the record does not name them yet. */
      readonly unnamedReserves?: number;
    }
);

export interface PlaceRequest {
  readonly id: string;
  readonly frame: ManifestFrame;
  /** Absent while there is no randomness. */
  readonly seed?: string;
  readonly result?: FrameResult;
  readonly reserves?: readonly ReserveCalled[];
  /** Receives every ticket of the frame, e.g. to plot them. */
  readonly onTicket?: (stratum: string, drawn: Drawn) => void;
}

/** Explains one object from a frame's file, in one pass; memory holds only the object's own shard. */
export function placeIn(request: PlaceRequest, lines: Iterable<string>): Result<ObjectPlace, FrameFault> {
  const { id, frame, seed, onTicket } = request;
  const ticketOf = seed === undefined ? undefined : objectTickets(seed);
  const ticket = ticketOf?.(id);
  const ownShard = shardOf(id);
  const shard: string[] = [];
  const before = new Map<string, number>();
  const read = readFrame(lines, (row, at) => {
    if (at === ownShard) shard.push(frameLine(row));
    if (!ticketOf || ticket === undefined) return;
    const other = { id: row.id, ticket: ticketOf(row.id) };
    onTicket?.(row.stratum, other);
    if (byTicket(other, { id, ticket }) < 0) before.set(row.stratum, (before.get(row.stratum) ?? 0) + 1);
  });
  if (!read.ok) return err(read.error);
  const proof = proveInclusion(id, shard, read.value.shardRoots);
  if (!proof.ok) return ok({ frame: frame.frame, department: frame.department, contained: false });
  const { stratum }: { stratum: string } = JSON.parse(proof.value.line);
  const rank = ticket === undefined ? undefined : (before.get(stratum) ?? 0) + 1;
  return ok(placeFrom(request, stratum, proof.value, { ticket, rank }));
}

/** The same from a proof alone, without the frame's file. */
export function placeFrom(
  { id, frame, result, reserves = [] }: PlaceRequest,
  stratum: string,
  proof: InclusionProof,
  { ticket, rank }: { readonly ticket?: string | undefined; readonly rank?: number | undefined },
): ObjectPlace {
  const committed = frame.strata.find((each) => each.stratum === stratum);
  const stated = result?.strata.find((each) => each.stratum === stratum);
  const calls = callsOf(reserves, frame.frame, stratum);
  const reserve = calls.findIndex(({ objectId }) => objectId === id) + 1;
  const passed = calls[reserve - 1]?.passed;
  const unnamed = calls.filter(({ objectId }) => objectId === undefined).length;
  const threshold = stated?.threshold;
  return {
    frame: frame.frame,
    department: frame.department,
    contained: true,
    stratum,
    size: committed?.size ?? 0,
    quota: committed?.quota ?? 0,
    proof,
    proven: verifyInclusion(proof, frame.root).ok,
    ...(ticket !== undefined && { ticket }),
    ...(rank !== undefined && { rank }),
    ...(threshold !== undefined && { threshold }),
    ...(stated && ticket !== undefined && { drawn: threshold !== undefined && ticket <= threshold }),
    ...(reserve > 0 && { reserve }),
    ...(passed && { passed }),
    ...(unnamed > 0 && { unnamedReserves: unnamed }),
  };
}
