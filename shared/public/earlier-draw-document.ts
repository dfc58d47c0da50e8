import type { Batch } from '../domain/batch/batch.ts';
import { EarlierDrawDocument } from './earlier-draw-schemas.ts';

/**
 * The record of a draw of suiji-draw/1, as it goes on being kept. What joined codes and classes is left out: in which
 * stratum a reserve was called, and with which ticket.
 */
export const earlierDrawBody = (batch: Batch, alike: Readonly<Record<string, unknown>>): EarlierDrawDocument =>
  withoutClasses(
    EarlierDrawDocument.parse({
      ...batch,
      ...alike,
      inspectorFrames: batch.inspectorFrames ?? [],
      frames: batch.frames.map(({ parts: [part], ...frame }) => ({
        ...frame,
        department: part?.department,
        items: part?.items,
        strata: frame.strata.map((stratum) => ({
          ...stratum,
          ...batch.drawn?.find((one) => one.frame === frame.frame && one.stratum === stratum.stratum),
        })),
      })),
      reserves: batch.reserves
        .filter(({ approvedAt }) => approvedAt !== undefined)
        .map((reserve) => ({ ...reserve, called: reserve.called ?? [] })),
    }),
  );

/** What is answered of a record of suiji-draw/1: reserves are told without strata, and only with the list. */
export const withoutClasses = (draw: EarlierDrawDocument): EarlierDrawDocument => ({
  ...draw,
  frames: draw.frames.map(({ strata, ...frame }) => ({
    ...frame,
    strata: strata.map(({ reservesUsed: _, ...stratum }) => stratum),
  })),
  reserves: draw.reserves.map(({ called: _, ...reserve }) => ({ ...reserve, called: [] })),
});
