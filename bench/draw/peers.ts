import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { idOf, stopwatch, wanted } from './rows.ts';

/** A shuffle that nobody can recompute: Fisher–Yates with the system's randomness, then the first n. */
export function shuffle(objects: number) {
  const watch = stopwatch();
  const ids = Array.from({ length: objects }, (_, n) => idOf(n));
  watch.time('draw', () => {
    for (let last = ids.length - 1; last > 0; last -= 1) {
      const other = randomInt(last + 1);
      const id = ids[last] ?? '';
      ids[last] = ids[other] ?? '';
      ids[other] = id;
    }
    return ids.slice(0, wanted(objects));
  });
  return { laps: watch.laps };
}

/** `ORDER BY random() LIMIT n` over an in-memory table; filling it is not timed. */
export function sqlite(objects: number) {
  const watch = stopwatch();
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE object (id TEXT NOT NULL); BEGIN');
  const insert = database.prepare('INSERT INTO object VALUES (?)');
  for (let n = 0; n < objects; n += 1) insert.run(idOf(n));
  database.exec('COMMIT');
  const select = database.prepare('SELECT id FROM object ORDER BY random() LIMIT ?');
  watch.time('draw', () => select.all(wanted(objects)));
  database.close();
  return { laps: watch.laps };
}
