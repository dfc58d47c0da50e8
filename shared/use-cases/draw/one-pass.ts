import type { Frame } from '../../domain/frame/frame.ts';
import type { StratumSelection } from '../../draw/one/select.ts';
import { objectSelector } from '../../draw/one/select.ts';
import type { Blobs } from '../ports/blobs.ts';
import { readFrozenFile } from './draw-files.ts';

export interface FrameDraw {
  readonly frame: Frame;
  readonly strata: readonly StratumSelection[];
  /** The registry version, as the frame froze it, of every object that was drawn or kept in reserve. */
  readonly versions: ReadonlyMap<string, number>;
}

/** Draws a frame in one pass over its frozen file; memory holds only what is kept. */
export async function drawInOnePass(
  deps: { readonly blobs: Blobs },
  frame: Frame,
  seed: string,
  reserves: number,
): Promise<Omit<FrameDraw, 'frame'>> {
  const selector = objectSelector({ seed, strata: frame.strata, reserves });
  const taken = new Map<string, number>();
  await readFrozenFile(deps, frame, (row) => {
    const added = selector.add(row);
    if (!added.ok) throw new Error(`frame ${frame.frame} holds ${added.error.id} of stratum ${added.error.stratum}`);
    if (added.value) taken.set(row.id, row.version);
  });
  const strata = selector.selection();
  const kept = strata.flatMap((stratum) => [...stratum.selected, ...stratum.reserves]);
  return { strata, versions: new Map(kept.map(({ id }) => [id, taken.get(id) ?? 0])) };
}
