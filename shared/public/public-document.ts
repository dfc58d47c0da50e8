import type { Place } from '../platform/lists.ts';

/** A public document; the publishing step writes it whole and already masked. */
export interface PublicDocument {
  readonly kind: PublicKind;
  readonly id: string;
  /** The part name under which editions and parts are stored beside the document. */
  readonly part?: string;
  /** Of the row it shows; a document that is put in bulk does not take the place of a newer one. */
  readonly version?: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where the portal lists it: by kind and period, and by credit code. */
  readonly places: { readonly byList?: Place; readonly byCode?: Place };
  /** The bodies it takes the place of: by what was found only by them it is found no longer. */
  readonly replaces?: readonly PublicDocument['body'][];
}

export const publicKinds = ['item', 'plan', 'campaign', 'draw', 'frame', 'result', 'calendar', 'log'] as const;
export type PublicKind = (typeof publicKinds)[number];

/** The part name of an edition beside the current document; sorts by edition. */
export const editionPart = (edition: number): string => `edition-${String(edition).padStart(4, '0')}`;

/** The part name of a frame's shard; sorts by shard. */
export const shardPart = (shard: number): string => String(shard).padStart(3, '0');

/** The part name of a later block of a large shard; sorts after the shard. */
export const blockPart = (shard: number, block: number): string =>
  block === 0 ? shardPart(shard) : `${shardPart(shard)}-${String(block).padStart(4, '0')}`;
