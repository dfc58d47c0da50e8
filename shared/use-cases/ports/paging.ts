export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent on the last. */
  readonly next?: PagePosition;
}

/** Opaque to everyone but the adapter that made it; it leaves the system signed. */
export type PagePosition = Readonly<Record<string, string | number>>;

export interface PageRequest {
  readonly limit: number;
  readonly from?: PagePosition;
}

/** An attribute must equal, be one of, or (for lists) contain or lack a value; a text may be searched by a part. `anyOf`: one holds. */
export type Match =
  | { readonly field: string; readonly equals: string | number | boolean }
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly lacks: string }
  | { readonly field: string; readonly startsWith: string }
  | { readonly anyOf: readonly Match[] };

export interface ListOptions {
  /** Bounds of the sort key: from here, inclusive, to whatever begins with `to`. */
  readonly between?: readonly [from: string, to: string];
  readonly where?: readonly Match[];
  readonly page: PageRequest;
  readonly newestFirst?: boolean;
}
