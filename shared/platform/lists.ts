import { type TableName, tables } from './tables.ts';

/** A place in an index: partition and sort key. */
export type Place = readonly [partition: string, sort: string];

/** A list kept by an index of a table: one partition for each value it goes by, or a single one. */
export interface IndexList<By, Index extends string = string> {
  readonly index: Index;
  readonly partition: (by: By) => string;
}

/** A list of records, which says itself where a record stands in it; undefined leaves the record out (sparse). */
export interface RecordList<T, By, Index extends string = string> extends IndexList<By, Index> {
  readonly place: (record: T) => Place | undefined;
}

/** Several of them by name. Whatever a list goes by can be handed to `never`. */
export type RecordLists<T, Index extends string = string> = Readonly<Record<string, RecordList<T, never, Index>>>;

/** A list for each value of something, e.g. of each department; `stands` says of a record its value and sort key. */
export const listBy = <T, By, const Index extends string>(
  index: Index,
  partition: (by: By) => string,
  stands: (record: T) => readonly [by: By, sort: string] | undefined,
): RecordList<T, By, Index> => ({
  index,
  partition,
  place(record) {
    const found = stands(record);
    return found && [partition(found[0]), found[1]];
  },
});

/** One list for all; `sort` answers the sort key of a record that belongs to it. */
export const oneList = <T, const Index extends string>(
  index: Index,
  partition: string,
  sort: (record: T) => string | undefined,
): RecordList<T, undefined, Index> => ({
  index,
  partition: () => partition,
  place(record) {
    const found = sort(record);
    return found === undefined ? undefined : [partition, found];
  },
});

type ByOf<List> = List extends IndexList<infer By> ? By : never;

/** One of some lists, and the values whose partitions are walked, in that order; a single list is asked for by its name. */
export type ListChoice<Lists> = {
  readonly [Name in keyof Lists & string]: [ByOf<Lists[Name]>] extends [undefined]
    ? { readonly in: Name; readonly of?: undefined }
    : { readonly in: Name; readonly of: ByOf<Lists[Name]> | readonly ByOf<Lists[Name]>[] };
}[keyof Lists & string];

/** What a choice looks like to whoever does not know whose lists they are. */
export interface AnyListChoice {
  readonly in: string;
  readonly of?: unknown;
}

/** The index and partitions that a choice stands for. The choice was typed by the same lists. */
export function walkOf(
  lists: Readonly<Record<string, IndexList<never>>>,
  { in: name, of }: AnyListChoice,
): { readonly index: string; readonly partitions: readonly string[] } {
  const list = lists[name];
  if (!list) throw new Error(`there is no list ${name}`);
  const values: readonly unknown[] = Array.isArray(of) ? of : [of];
  return { index: list.index, partitions: values.map((by) => list.partition(by as never)) };
}

/** Where a record stands in each index. @throws Error when two of its lists would keep it in one index. */
export function placesIn<T>(lists: RecordLists<T>, record: T): Readonly<Record<string, Place>> {
  const places: Record<string, Place> = {};
  for (const [name, list] of Object.entries(lists)) {
    const place = list.place(record);
    if (!place) continue;
    if (places[list.index]) throw new Error(`list ${name}: a record has one place in ${list.index}`);
    places[list.index] = place;
  }
  return places;
}

/** The key attributes under which indexes list a row. */
export function placeAttributes(
  table: TableName,
  places: Readonly<Partial<Record<string, Place>>>,
): Record<string, string> {
  const indexes: Readonly<Record<string, { partition: string; sort: string }>> = tables[table].indexes;
  return Object.fromEntries(
    Object.entries(places).flatMap(([name, place]) => {
      const index = indexes[name];
      if (!index || !place) return [];
      return [
        [index.partition, place[0]],
        [index.sort, place[1]],
      ];
    }),
  );
}
