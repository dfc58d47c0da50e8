import { readList } from '../../../shared/draw/read-list.ts';
import { objectTickets } from '../../../shared/draw/tickets.ts';
import { departmentOf } from '../../../shared/verification/department-words.ts';
import type { RecordFile } from '../../../shared/verification/two/record-file.ts';
import type { FramePicture } from './messages.ts';

const digits = 12;

/** A ticket as a fraction of the whole range, from 0 up to 1. */
export const fractionOf = (ticket: string): number => Number.parseInt(ticket.slice(0, digits), 16) / 16 ** digits;

/** The tickets of every frame whose list file is available, by stratum; empty before there is a seed. */
export function picturesOf(
  { draw }: RecordFile,
  files: ReadonlyMap<string, Iterable<string>>,
): readonly FramePicture[] {
  const { seed } = draw;
  if (seed === undefined || !/^[0-9a-f]{64}$/.test(seed)) return [];
  const ticketOf = objectTickets(seed);
  return draw.frames.flatMap(({ frame, parts, strata }) => {
    const lines = files.get(frame);
    if (!lines) return [];
    const tickets = new Map<string, number[]>(strata.map(({ stratum }) => [stratum, []]));
    const read = readList(lines, ({ row, stratum }) => void tickets.get(stratum)?.push(fractionOf(ticketOf(row))));
    if (!read.ok) return [];
    return [
      {
        frame,
        title: parts.map(({ department }) => departmentOf(department)).join('、'),
        strata: strata.map(({ stratum, quota, threshold }) => ({
          stratum,
          quota,
          tickets: Float64Array.from(tickets.get(stratum) ?? []).sort(),
          ...(threshold !== undefined && { threshold: fractionOf(threshold) }),
        })),
      },
    ];
  });
}
