import { shardCount } from '../../shared/draw/merkle.ts';
import { buildFrame, frameLine } from '../../shared/draw/one/frame.ts';
import { frameReader } from '../../shared/draw/one/read-frame.ts';
import { objectSelector } from '../../shared/draw/one/select.ts';
import { compareUtf8 } from '../../shared/draw/text.ts';
import { numbersLeftIn, requestFor, rowOf, stopwatch } from './rows.ts';
import { factsDigest, selectionFacts } from './same-draw.ts';

/** A county's draw: one pass over the lines of the frame, parsed and checked. */
export function onePass(objects: number, folder: string) {
  const watch = stopwatch();
  const numbersOf = numbersLeftIn(folder);
  const selector = objectSelector(requestFor(objects));
  const reader = frameReader((row) => void selector.add(row));
  for (let shard = 0; shard < shardCount; shard += 1) {
    const rows = Array.from(numbersOf(shard), rowOf).sort((a, b) => compareUtf8(a.id, b.id));
    const lines = rows.map(frameLine);
    watch.time('draw', () => {
      for (const line of lines) if (reader.read(line)) throw new Error(`fault in ${line}`);
    });
  }
  const strata = watch.time('draw', () => selector.selection());
  return { laps: watch.laps, facts: factsDigest(reader.facts()), ...selectionFacts(strata) };
}

/** The selection in the order of the registry, without shards, lines or roots. */
export function registryOrder(objects: number) {
  const selector = objectSelector(requestFor(objects));
  for (let n = 0; n < objects; n += 1) selector.add(rowOf(n));
  return { laps: {}, ...selectionFacts(selector.selection()) };
}

/** The frame of all rows at once, as built for a county. */
export function atOnce(objects: number) {
  const watch = stopwatch();
  const rows = Array.from({ length: objects }, (_, n) => rowOf(n));
  const built = watch.time('freeze', () => buildFrame(rows));
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return { laps: watch.laps, root: built.value.root };
}
