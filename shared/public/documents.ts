import type { Place } from '../platform/records.ts';

/** What the public may read; each is written whole, already masked, by the step that publishes it. */
export interface PublicDocument {
  readonly kind: PublicKind;
  readonly id: string;
  /** Editions and parts of one document lie beside it under their own name. */
  readonly part?: string;
  /** Of the row it shows; a document that is put in bulk does not take the place of a newer one. */
  readonly version?: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where the portal lists it: by kind and period, and by credit code. */
  readonly places: { readonly byList?: Place; readonly byCode?: Place };
}

export const publicKinds = ['item', 'plan', 'draw', 'frame', 'result', 'calendar'] as const;
export type PublicKind = (typeof publicKinds)[number];

/** The name under which an edition lies beside the current document; sorts by edition. */
export const editionPart = (edition: number): string => `edition-${String(edition).padStart(4, '0')}`;

/** The name under which a shard of a frame lies; sorts by shard. */
export const shardPart = (shard: number): string => String(shard).padStart(3, '0');

/** Where the lines of a large shard go on, block by block after the first; sorts behind the shard. */
export const blockPart = (shard: number, block: number): string =>
  block === 0 ? shardPart(shard) : `${shardPart(shard)}-${String(block).padStart(4, '0')}`;
