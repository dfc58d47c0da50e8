import { readFrame } from '../../../shared/draw/one/read-frame.ts';
import { objectTickets } from '../../../shared/draw/one/tickets.ts';
import { departmentOf } from '../../../shared/verification/department-words.ts';
import type { RecordFile } from '../../../shared/verification/record-file.ts';
import type { FramePicture } from './messages.ts';
import { fractionOf } from './pictures.ts';

/** The tickets of every frame whose file is available, by stratum; empty before there is a seed. */
export function picturesOf(
  { draw }: RecordFile,
  files: ReadonlyMap<string, Iterable<string>>,
): readonly FramePicture[] {
  const { seed } = draw;
  if (seed === undefined || !/^[0-9a-f]{64}$/.test(seed)) return [];
  const ticketOf = objectTickets(seed);
  return draw.frames.flatMap(({ frame, department, strata }) => {
    const lines = files.get(frame);
    if (!lines) return [];
    const tickets = new Map<string, number[]>(strata.map(({ stratum }) => [stratum, []]));
    const read = readFrame(lines, ({ id, stratum }) => void tickets.get(stratum)?.push(fractionOf(ticketOf(id))));
    if (!read.ok) return [];
    return [
      {
        frame,
        title: departmentOf(department),
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
