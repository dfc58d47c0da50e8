import { createHash } from 'node:crypto';

/** A draw of `quota` places out of `size`; the repetition stands for its chance. */
type Draw = (size: number, quota: number, repetition: number) => readonly number[];

interface BiasedMethod {
  readonly name: string;
  readonly draw: Draw;
  /** Which statistics must alarm; the others must stay quiet. */
  readonly sees: Partial<Record<'inclusion' | 'object' | 'pairs', true>>;
}

/** An endless row of even fractions, from nothing the product uses to draw. */
function chance(name: string, repetition: number): () => number {
  let bytes = Buffer.alloc(0);
  let block = 0;
  return () => {
    if (bytes.length < 4) {
      bytes = createHash('sha512').update(`${name} ${repetition} ${block}`).digest();
      block += 1;
    }
    const word = bytes.readUInt32BE(0);
    bytes = bytes.subarray(4);
    return word / 2 ** 32;
  };
}

const placesOf = (size: number): number[] => Array.from({ length: size }, (_, place) => place);

const shuffled = (size: number, next: () => number): number[] => {
  const order = placesOf(size);
  for (let last = size - 1; last > 0; last -= 1) {
    const pick = Math.floor(next() * (last + 1));
    [order[last], order[pick]] = [order[pick] ?? 0, order[last] ?? 0];
  }
  return order;
};

const byKey = (keys: readonly number[]): number[] =>
  placesOf(keys.length).toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));

/** Ways to draw that look random, the fair one first: what the statistics must see of each. */
export const biasedMethods: readonly BiasedMethod[] = [
  {
    name: 'a shuffle by the book is fair, and none of them alarms',
    draw: (size, quota, repetition) => shuffled(size, chance('fair', repetition)).slice(0, quota),
    sees: {},
  },
  {
    name: 'one object whose chance is a sixth better than the others’ is found out',
    draw(size, quota, repetition) {
      const next = chance('favourite', repetition);
      const order = shuffled(size, next);
      const [last, place] = [order[quota - 1], order.indexOf(11)];
      if (place >= quota && next() < 1 / 30 && last !== undefined) order[quota - 1] = 11;
      return order.slice(0, quota);
    },
    sees: { inclusion: true, object: true },
  },
  {
    name: 'one object that is spared a fifth of the times is found out',
    draw(size, quota, repetition) {
      const next = chance('spared', repetition);
      const order = shuffled(size, next);
      const place = order.indexOf(30);
      if (place < quota && next() < 1 / 5) [order[place], order[quota]] = [order[quota] ?? 0, 30];
      return order.slice(0, quota);
    },
    sees: { inclusion: true, object: true },
  },
  {
    name: 'sorting with a comparison that tosses a coin is found out',
    draw(size, quota, repetition) {
      const next = chance('coin', repetition);
      return placesOf(size)
        .sort(() => next() - 0.5)
        .slice(0, quota);
    },
    sees: { inclusion: true, object: true, pairs: true },
  },
  {
    name: 'a shuffle that picks each partner from the whole list is found out',
    draw(size, quota, repetition) {
      const next = chance('naive shuffle', repetition);
      const order = placesOf(size);
      for (const place of placesOf(size)) {
        const pick = Math.floor(next() * size);
        [order[place], order[pick]] = [order[pick] ?? 0, order[place] ?? 0];
      }
      return order.slice(0, quota);
    },
    sees: { inclusion: true, object: true, pairs: true },
  },
  {
    name: 'tickets of which neighbours share most of the number draw neighbours together',
    draw(size, quota, repetition) {
      const next = chance('rough tickets', repetition);
      const rough = Array.from({ length: Math.ceil(size / 2) }, next);
      return byKey(placesOf(size).map((place) => (rough[place >> 1] ?? 0) + next() / 10)).slice(0, quota);
    },
    sees: { pairs: true },
  },
  {
    name: 'one random start and then every n-th row avoids neighbours altogether',
    draw(size, quota, repetition) {
      const step = Math.floor(size / quota);
      const start = Math.floor(chance('systematic', repetition)() * step);
      return Array.from({ length: quota }, (_, n) => start + n * step);
    },
    sees: { inclusion: true, object: true, pairs: true },
  },
];
